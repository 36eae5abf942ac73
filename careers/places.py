"""Locations as lists show them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.apps import apps
from django.db.models import Count
from django.utils import timezone

from careers.clock import stored_zone
from careers.tree import SiteIndexes
from careers.wording import time_zone_name

#: Where the postal code follows the town. Source: Universal Postal Union, "Postal addressing
#: systems in member countries".
POSTAL_CODE_LAST = frozenset(
    ("AU", "CA", "GB", "ID", "IE", "IN", "JP", "KR", "NZ", "PK", "SG", "TH", "TW", "UA", "US", "VN")
)


@dataclass(frozen=True)
class LocationRow:
    """A place with the parts of its address, its time zone in words and its open positions."""

    name: str
    address: tuple[str, ...]
    time_zone: str
    open_positions: int
    url: str


def all_locations(indexes: SiteIndexes, locale: int | None) -> list[Any]:
    """The locations of a language, or of all, by name; asked for once a request."""
    locations = apps.get_model("careers.Location").objects.order_by("name")
    if locale is not None:
        locations = locations.filter(locale=locale)
    return indexes.once(("locations", locale), lambda: list(locations))


def location_rows(
    locations: Iterable[Any],
    indexes: SiteIndexes,
    team: Any = None,
    now: datetime | None = None,
) -> list[LocationRow]:
    """The `locations` in their order, each with the number of the site's open positions there.

    With a `team`, only its positions count. The links lead to the list of positions with the
    same filters. One query a request, however many places.
    """
    moment = now or timezone.now()
    name = ("positions by location", team and team.pk)
    counts = indexes.once(name, lambda: _counts(indexes, team))
    return [
        LocationRow(
            location.name,
            tuple(_address(location)),
            _time_zone(location.time_zone, moment),
            counts.get(location.pk, 0) if location.pk else 0,
            _filtered(indexes.positions_url, location.slug, team.slug if team else ""),
        )
        for location in locations
    ]


def _counts(indexes: SiteIndexes, team: Any) -> dict[int, int]:
    is_new_team = team is not None and team.pk is None
    if indexes.positions is None or is_new_team:
        return {}
    positions = indexes.open_positions()
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


def _filtered(index_url: str, location: str, team: str) -> str:
    if not index_url:
        return ""
    filters = ({"team": team} if team else {}) | {"location": location}
    return f"{index_url}?{urlencode(filters)}"
