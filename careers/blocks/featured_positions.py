from __future__ import annotations

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from careers.blocks import preview_values
from careers.core.section_block import GROUP_POSITIONS, SectionBlock, heading_block
from careers.positions.rows import PositionRow, position_rows
from careers.tree import SiteIndexes

MAX_POSITIONS = 8
#: How many of the newest positions are shown where none is picked.
NEWEST_POSITIONS = 4


def preview_value() -> dict[str, Any]:
    return {"heading": gettext("Worth a look this week"), "positions": []}


class FeaturedPositionsBlock(SectionBlock):
    heading = heading_block(default=_("Worth a look this week"), required=True)
    positions = blocks.ListBlock(
        blocks.PageChooserBlock(page_type="careers.PositionPage", label=_("Position")),
        default=[],
        min_num=0,
        max_num=MAX_POSITIONS,
        label=_("Positions"),
        help_text=_(
            "Those that have closed are left out. When none is left, the newest are shown instead."
        ),
    )

    class Meta:
        icon = "pick"
        group = GROUP_POSITIONS
        label = _("Featured positions")
        label_format = "{heading}"
        description = _("Open positions that you pick, and a link to all others.")
        template = "careers/blocks/featured_positions.html"
        preview_value = staticmethod(preview_value)

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> Any:
        context = super().get_context(value, parent_context=parent_context)
        if "rows" not in context:
            indexes = SiteIndexes.of(context.get("request"))
            picked = [page.pk for page in value.get("positions") or [] if page is not None]
            context["rows"] = _picked_or_newest(picked, indexes)
            context["index_url"] = indexes.positions_url
        return context

    def get_preview_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> Any:
        context = super().get_preview_context(value, parent_context)
        return {**context, "rows": preview_values.position_rows()}


def _picked_or_newest(picked: list[int], indexes: SiteIndexes) -> list[PositionRow]:
    """The picked positions that are open, in their order, or else the site's newest."""
    positions = indexes.all_open_positions().for_rows()
    still_open = {position.pk: position for position in positions.filter(pk__in=picked)}
    if still_open:
        in_order = [still_open[key] for key in dict.fromkeys(picked) if key in still_open]
        return position_rows(in_order, indexes.request)
    newest = indexes.open_positions().for_rows().newest_first()[:NEWEST_POSITIONS]
    return indexes.once("newest positions", lambda: position_rows(newest, indexes.request))
