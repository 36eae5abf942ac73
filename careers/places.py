"""Locations as lists show them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count
from django.utils import timezone

from careers.clock import stored_zone
from careers.wording import time_zone_name


@dataclass(frozen=True)
class LocationRow:
    """A place with the parts of its address, its time zone in words and its open positions."""

    name: str
    address: tuple[str, ...]
    time_zone: str
    open_positions: int
    url: str


def location_rows(
    locations: Iterable[Any],
    positions: Any,
    index_url: str,
    team: str = "",
    now: datetime | None = None,
) -> list[LocationRow]:
    """The `locations` in their order, with how many of the open `positions` each has.

    The links lead to the list at `index_url`, filtered by the place and by the slug of `team`, if
    any. One query, however many places.
    """
    moment = now or timezone.now()
    counts = dict(
        positions.order_by()
        .values_list("position_locations__location")
        .annotate(Count("pk", distinct=True))
    )
    return [
        LocationRow(
            location.name,
            tuple(_address(location)),
            _time_zone(location.time_zone, moment),
            counts.get(location.pk, 0),
            _filtered(index_url, location.slug, team),
        )
        for location in locations
    ]


def _address(location: Any) -> Iterable[str]:
    town = location.locality or location.region
    parts = (location.street, f"{location.postal_code} {town}".strip(), location.country.name)
    return (part for part in parts if part)


def _time_zone(name: str, moment: datetime) -> str:
    zone = stored_zone(name) if name else None
    return time_zone_name(moment.astimezone(zone)) if zone else ""


def _filtered(index_url: str, location: str, team: str) -> str:
    if not index_url:
        return ""
    filters = ({"team": team} if team else {}) | {"location": location}
    return f"{index_url}?{urlencode(filters)}"
