"""The context of each snippet's preview: the snippet where pages show it. Nothing is saved."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail.blocks import Block, BoundBlock

from careers.blocks import locations, preview_values, testimonials
from careers.blocks.latest import LatestBlock
from careers.directory.location import Location
from careers.directory.person import Person
from careers.directory.position_type import PositionType
from careers.directory.snippet_preview import preview_context_of
from careers.news.news_feed import NewsFeed
from careers.positions.location_rows import location_rows

#: Stands in for a name that is not typed yet.
NAMELESS = "…"


@preview_context_of(Person)
def person_context(person: Person, request: HttpRequest) -> dict[str, Any]:
    """A testimonial of `person`."""
    item = {"person": person, "quote": testimonials.preview_quote()}
    value = {"heading": "", "testimonials": [item]}
    return {"bound_block": _bind("testimonials", testimonials.TestimonialsBlock(), value)}


@preview_context_of(Location)
def location_context(location: Location, request: HttpRequest) -> dict[str, Any]:
    """`location` in the list of locations, and in a row of positions."""
    position_row, *_others = preview_values.position_rows()
    name = location.name or NAMELESS
    (location_row,) = location_rows([location], request)
    return {
        "bound_block": _bind("locations", locations.LocationsBlock(), locations.preview_value()),
        "rows": [replace(location_row, name=name)],
        "heading": _("Positions"),
        "similar": [replace(position_row, locations=(name,))],
    }


@preview_context_of(PositionType)
def position_type_context(position_type: PositionType, request: HttpRequest) -> dict[str, Any]:
    """`position_type` as the tag of a row of positions, and among the facts of one."""
    position_row, *_others = preview_values.position_rows()
    tagged = replace(position_row, types=(position_type.name or NAMELESS,))
    return {
        "heading": _("Positions"),
        "similar": [tagged],
        "position": SimpleNamespace(
            locations=tagged.locations, types=tagged.types, workplace_description=_("Remote")
        ),
    }


@preview_context_of(NewsFeed)
def news_feed_context(feed: NewsFeed, request: HttpRequest) -> dict[str, Any]:
    """The newest items of `feed` as cards."""
    if feed.pk is None or not feed.newest_items():
        return {"bound_block": None}
    value = {"feed": feed, "heading": feed.name}
    return {"bound_block": _bind("latest", LatestBlock(), value)}


def _bind(name: str, block: Block, value: dict[str, Any]) -> BoundBlock:
    block.set_name(name)
    return block.bind(block.normalize(value))
