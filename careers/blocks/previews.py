"""Snippets where pages show them, for their previews: all else is a sample, nothing is saved."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail.blocks import Block, BoundBlock

from careers.blocks import samples
from careers.blocks.latest import LatestBlock
from careers.blocks.positions import LocationsBlock
from careers.blocks.story import TestimonialsBlock
from careers.places import location_rows
from careers.tree import SiteIndexes

if TYPE_CHECKING:
    from careers.models import Location, NewsFeed, Person, PositionType

#: Stands where a snippet's name will be.
NAMELESS = "…"


def person_context(person: Person, request: HttpRequest) -> dict[str, Any]:
    """A testimonial of `person`."""
    quote = samples.sample_testimonials()["testimonials"][0]["quote"]
    value = {"heading": "", "testimonials": [{"person": person, "quote": quote}]}
    return {"bound_block": _part("testimonials", TestimonialsBlock(), value)}


def location_context(location: Location, request: HttpRequest) -> dict[str, Any]:
    """`location` in the list of places, and in a row of positions."""
    row, *_others = samples.sample_rows()
    name = location.name or NAMELESS
    (place,) = location_rows([location], SiteIndexes.of(request))
    return {
        "bound_block": _part("locations", LocationsBlock(), samples.sample_locations()),
        "rows": [replace(place, name=name)],
        "heading": _("Positions"),
        "similar": [replace(row, locations=(name,))],
    }


def position_type_context(position_type: PositionType, request: HttpRequest) -> dict[str, Any]:
    """`position_type` as the tag of a row of positions, and among the facts of one."""
    row, *_others = samples.sample_rows()
    tagged = replace(row, types=(position_type.name or NAMELESS,))
    return {
        "heading": _("Positions"),
        "similar": [tagged],
        "position": SimpleNamespace(
            locations=tagged.locations, types=tagged.types, workplace_description=_("Remote")
        ),
    }


def news_feed_context(feed: NewsFeed, request: HttpRequest) -> dict[str, Any]:
    """The newest items of `feed` as cards."""
    has_items = feed.pk is not None and bool(feed.newest_items())
    part = _part("latest", LatestBlock(), {"feed": feed, "heading": feed.name})
    return {"bound_block": part if has_items else None}


def _part(name: str, block: Block, value: dict[str, Any]) -> BoundBlock:
    block.set_name(name)
    return block.bind(block.normalize(value))
