"""Positions as a list shows them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.apps import apps
from django.http import HttpRequest

if TYPE_CHECKING:
    from careers.models.positions import PositionPage


@dataclass(frozen=True)
class PositionRow:
    """One position in a list: what a candidate compares, and the link to the rest."""

    title: str
    url: str
    team: str
    locations: tuple[str, ...] = ()
    is_remote: bool = False
    types: tuple[str, ...] = ()


def position_rows(
    positions: Iterable[PositionPage], request: HttpRequest | None
) -> list[PositionRow]:
    """Rows of `positions` from `PositionQuerySet.for_rows()`, with two queries for their tags."""
    shown = list(positions)
    keys = [position.pk for position in shown]
    locations = _names("careers.PositionLocation", "location", keys)
    types = _names("careers.PositionPageType", "position_type", keys)
    return [
        PositionRow(
            title=position.title,
            url=position.get_url(request) or "",
            team=position.team.title if position.team else "",
            locations=locations.get(position.pk, ()),
            is_remote=position.is_remote,
            types=types.get(position.pk, ()),
        )
        for position in shown
    ]


def _names(link: str, target: str, positions: list[int]) -> dict[int, tuple[str, ...]]:
    """The names of what the positions have by `link`, by their keys, in order and none twice."""
    if not positions:
        return {}
    links = apps.get_model(link).objects.filter(position__in=positions).order_by("sort_order")
    found: dict[int, dict[int, str]] = {key: {} for key in positions}
    for position, key, name in links.values_list("position", target, f"{target}__name"):
        found[position].setdefault(key, name)
    return {position: tuple(names.values()) for position, names in found.items()}
