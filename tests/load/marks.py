"""How what was made up is told from all else: it is removed again, and nothing else is."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid5

from careers.models import Location, PositionPage, PositionType, TeamPage
from careers.positions.querysets import PositionQuerySet
from tests.load.cities import cities
from tests.load.trades import DOMAINS, POSITION_TYPES, TRADES

#: The `source` of positions that were made up.
SOURCE = "load"
_NAMESPACE = UUID("8f4c2f0e-3c1b-4f0a-9d0e-6a3f6f1f7c55")


def team_key(title: str) -> UUID:
    """The translation key of the team that is made as `title`, by which it is known again."""
    return uuid5(_NAMESPACE, f"team {title}")


def location_key(slug: str) -> UUID:
    return uuid5(_NAMESPACE, f"location {slug}")


def type_key(slug: str) -> UUID:
    return uuid5(_NAMESPACE, f"type {slug}")


def made_positions() -> PositionQuerySet:
    return PositionPage.objects.filter(source=SOURCE)


def made_teams() -> Any:
    titles = (f"{domain} {trade.team}" for domain in DOMAINS for trade in TRADES)
    return TeamPage.objects.filter(translation_key__in=map(team_key, titles))


def made_locations() -> Any:
    keys = (location_key(city.slug) for city in cities())
    return Location.objects.filter(translation_key__in=keys)


def made_types() -> Any:
    keys = (type_key(kind.slug) for kind in POSITION_TYPES)
    return PositionType.objects.filter(translation_key__in=keys)
