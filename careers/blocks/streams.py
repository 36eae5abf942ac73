"""Which page offers which parts. A host changes them by the setting `CAREERS_BLOCKS`."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from careers.blocks.facts import BenefitsBlock, HiringProcessBlock, StatisticsBlock
from careers.blocks.latest import LatestBlock
from careers.blocks.media import GalleryBlock, ImagePartBlock, VideoBlock
from careers.blocks.positions import (
    FeaturedPositionsBlock,
    LocationsBlock,
    OpenPositionsBlock,
    PositionSearchBlock,
    TeamGridBlock,
)
from careers.blocks.story import PillarsBlock, TestimonialsBlock
from careers.blocks.text import (
    AboutBlock,
    CallToActionBlock,
    FaqBlock,
    PositionSectionBlock,
    RichTextBlock,
)


def _common_blocks() -> dict[str, Any]:
    """What makes sense on any page."""
    return {
        "rich_text": RichTextBlock(),
        "faq": FaqBlock(),
        "call_to_action": CallToActionBlock(),
        "statistics": StatisticsBlock(),
        "benefits": BenefitsBlock(),
        "hiring_process": HiringProcessBlock(),
        "testimonials": TestimonialsBlock(),
        "locations": LocationsBlock(),
        "image": ImagePartBlock(),
        "gallery": GalleryBlock(),
        "video": VideoBlock(),
    }


def team_page_blocks() -> dict[str, Any]:
    return {
        "about": AboutBlock(),
        "open_positions": OpenPositionsBlock(),
        "pillars": PillarsBlock(),
        "latest": LatestBlock(),
        **_common_blocks(),
    }


def home_page_blocks() -> dict[str, Any]:
    """For a host's own page at the top of its careers site."""
    return {
        "position_search": PositionSearchBlock(),
        "team_grid": TeamGridBlock(),
        "featured_positions": FeaturedPositionsBlock(),
        "about": AboutBlock(),
        "pillars": PillarsBlock(),
        "latest": LatestBlock(),
        **_common_blocks(),
    }


def standard_page_blocks() -> dict[str, Any]:
    """For a host's own pages of text."""
    return {
        "about": AboutBlock(label=_("Text")),
        "pillars": PillarsBlock(),
        "latest": LatestBlock(),
        **_common_blocks(),
        "featured_positions": FeaturedPositionsBlock(),
        "team_grid": TeamGridBlock(),
    }


def position_page_blocks() -> dict[str, Any]:
    """Sections stand beside the facts of the position, all other parts below both."""
    return {"section": PositionSectionBlock(), **_common_blocks()}
