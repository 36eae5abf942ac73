"""The style sheet of the plugin: one source file a component, served as one minified file.

`minified` joins the sources. The wheel holds the result; `finder` serves it from a checkout.
"""

from pathlib import Path

#: The name of the result among the static files.
NAME = "careers/careers.css"

FOLDER = Path(__file__).resolve().parent

#: The sources in the order of the cascade. Those in `blocks/` are named as the block's template.
SOURCES = (
    "layers.css",
    "host_rules.css",
    "fonts.css",
    "reset.css",
    "tokens.css",
    "host_look.css",
    "base.css",
    "layout.css",
    "shared/block.css",
    "shared/tones.css",
    "shared/widths.css",
    "shared/buttons.css",
    "shared/arrow.css",
    "shared/links.css",
    "shared/meta.css",
    "shared/tags.css",
    "shared/prose.css",
    "blocks/statistics.css",
    "shared/position_list.css",
    "shared/list_foot.css",
    "shared/numbered_pages.css",
    "shared/notices.css",
    "shared/loading.css",
    "blocks/pillars.css",
    "shared/card.css",
    "blocks/latest.css",
    "blocks/testimonials.css",
    "blocks/benefits.css",
    "blocks/hiring_process.css",
    "blocks/faq.css",
    "blocks/locations.css",
    "blocks/gallery.css",
    "blocks/video.css",
    "shared/caption.css",
    "blocks/image.css",
    "blocks/call_to_action.css",
    "blocks/team_grid.css",
    "blocks/position_search.css",
    "pages/page.css",
    "pages/hero.css",
    "pages/team_index_page.css",
    "pages/position_index_page.css",
    "pages/search_filters.css",
    "pages/search_chips.css",
    "pages/search_empty.css",
    "pages/position_page.css",
    "pages/position_facts.css",
    "pages/share.css",
    "pages/closed_position_page.css",
    "utilities.css",
    "reduced_motion.css",
    "forced_colors.css",
    "print.css",
)
