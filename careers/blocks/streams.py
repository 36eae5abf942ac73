"""Which page offers which parts. A host changes them by the setting `CAREERS_BLOCKS`."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from careers.blocks.media import LatestBlock
from careers.blocks.positions import (
    FeaturedPositionsBlock,
    OpenPositionsBlock,
    PositionSearchBlock,
    TeamGridBlock,
)
from careers.blocks.story import PillarsBlock, TestimonialsBlock
from careers.blocks.text import AboutBlock, PositionSectionBlock


def team_page_blocks() -> dict[str, Any]:
    return {
        "about": AboutBlock(),
        "open_positions": OpenPositionsBlock(),
        "pillars": PillarsBlock(),
        "latest": LatestBlock(),
        "testimonials": TestimonialsBlock(),
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
        "testimonials": TestimonialsBlock(),
    }


def standard_page_blocks() -> dict[str, Any]:
    """For a host's own pages of text."""
    return {
        "about": AboutBlock(label=_("Text")),
        "pillars": PillarsBlock(),
        "latest": LatestBlock(),
        "testimonials": TestimonialsBlock(),
    }


def position_page_blocks() -> dict[str, Any]:
    return {"section": PositionSectionBlock()}
