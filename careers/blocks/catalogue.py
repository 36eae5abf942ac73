"""The blocks that each type of page offers. A host changes them by the setting `CAREERS_BLOCKS`."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from careers.blocks.about import AboutBlock
from careers.blocks.benefits import BenefitsBlock
from careers.blocks.call_to_action import CallToActionBlock
from careers.blocks.faq import FaqBlock
from careers.blocks.featured_positions import FeaturedPositionsBlock
from careers.blocks.gallery import GalleryBlock
from careers.blocks.hiring_process import HiringProcessBlock
from careers.blocks.image import ImageBlock
from careers.blocks.latest import LatestBlock
from careers.blocks.locations import LocationsBlock
from careers.blocks.open_positions import OpenPositionsBlock
from careers.blocks.pillars import PillarsBlock
from careers.blocks.position_search import PositionSearchBlock
from careers.blocks.position_section import PositionSectionBlock
from careers.blocks.rich_text import RichTextBlock
from careers.blocks.statistics import StatisticsBlock
from careers.blocks.team_grid import TeamGridBlock
from careers.blocks.testimonials import TestimonialsBlock
from careers.blocks.video import VideoBlock
from careers.fields import body_blocks_of
from careers.positions.position_page import PositionPage
from careers.teams.team_page import TeamPage


def _common_blocks() -> dict[str, Any]:
    return {
        "rich_text": RichTextBlock(),
        "faq": FaqBlock(),
        "call_to_action": CallToActionBlock(),
        "statistics": StatisticsBlock(),
        "benefits": BenefitsBlock(),
        "hiring_process": HiringProcessBlock(),
        "testimonials": TestimonialsBlock(),
        "locations": LocationsBlock(),
        "image": ImageBlock(),
        "gallery": GalleryBlock(),
        "video": VideoBlock(),
    }


@body_blocks_of(TeamPage)
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


@body_blocks_of(PositionPage)
def position_page_blocks() -> dict[str, Any]:
    """`section` stands beside the facts of the position, all other blocks below both."""
    return {"section": PositionSectionBlock(), **_common_blocks()}
