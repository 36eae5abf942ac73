"""Locations as lists show them, with their open positions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count
from django.http import HttpRequest

from careers.core.formatting import time_zone_name
from careers.core.local_dates import stored_zone
from careers.core.moments import aware_now
from careers.core.site_indexes import site_indexes
from careers.directory.location import Location
from careers.kept.facts import kept
from careers.positions.site_positions import site_positions

#: Where the postal code follows the town. Source: Universal Postal Union, "Postal addressing
#: systems in member countries".
POSTAL_CODE_LAST = frozenset(
    ("AU", "CA", "GB", "ID", "IE", "IN", "JP", "KR", "NZ", "PK", "SG", "TH", "TW", "UA", "US", "VN")
)


@dataclass(frozen=True)
class LocationRow:
    """A location with the parts of its address, its time zone in words and its open positions."""

    name: str
    address: tuple[str, ...]
    time_zone: str
    open_positions: int
    url: str
    location: Location | None = None


@kept
def all_locations(request: HttpRequest | None, locale: int | None) -> list[Location]:
    """Return the site's locations in a language, or in all, by name.

    Only those of positions that everybody may see: others would be announced too early.
    """
    locations = site_positions(request).locations.order_by("name")
    return list(locations if locale is None else locations.filter(locale=locale))


def location_rows(
    locations: Iterable[Location],
    request: HttpRequest | None,
    team: Any = None,
    now: datetime | None = None,
) -> list[LocationRow]:
    """Make rows of `locations` in their order, each with its number of the site's open positions.

    With a `team`, only its positions count. The links lead to the list of positions with the
    same filters. One query a request, however many locations.
    """
    moment = now or aware_now()
    is_saved_or_all = team is None or team.pk is not None
    numbers = numbers_by_location(request, team and team.pk) if is_saved_or_all else {}
    index_url = site_indexes(request).positions_url
    return [
        LocationRow(
            location.name,
            tuple(_address(location)),
            _time_zone(location.time_zone, moment),
            numbers.get(location.pk, 0) if location.pk else 0,
            _search_url(index_url, location.slug, team.slug if team else ""),
            location,
        )
        for location in locations
    ]


@kept
def numbers_by_location(request: HttpRequest | None, team: int | None) -> dict[int, int]:
    """Return how many of the site's open positions each location has, by its key."""
    if site_indexes(request).positions is None:
        return {}
    positions = site_positions(request).open
    if team is not None:
        positions = positions.filter(team=team)
    by_location = positions.order_by().values_list("position_locations__location")
    return dict(by_location.annotate(Count("pk", distinct=True)))


def _address(location: Any) -> Iterable[str]:
    code = location.postal_code.replace(" ", "\N{NO-BREAK SPACE}")
    town = [code, location.locality or location.region]
    if location.country.code in POSTAL_CODE_LAST:
        town.reverse()
    parts = (location.street, " ".join(filter(None, town)), location.country.name)
    return (part for part in parts if part)


def _time_zone(name: str, moment: datetime) -> str:
    zone = stored_zone(name) if name else None
    return time_zone_name(moment.astimezone(zone)) if zone else ""


def _search_url(index_url: str, location: str, team: str) -> str:
    if not index_url:
        return ""
    filters = ({"team": team} if team else {}) | {"location": location}
    return f"{index_url}?{urlencode(filters)}"
