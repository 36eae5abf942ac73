"""Positions as a list shows them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest


@dataclass(frozen=True)
class PositionRow:
    """One position in a list: what a candidate compares, and the link to the rest."""

    title: str
    url: str
    team: str
    locations: tuple[str, ...] = ()
    is_remote: bool = False
    types: tuple[str, ...] = ()
    #: Of the position; `None` in previews.
    key: int | None = None


def position_rows(positions: Iterable[Any], request: HttpRequest | None) -> list[PositionRow]:
    """Make rows of `positions` from `PositionQuerySet.for_rows()`, with two queries for tags."""
    shown = list(positions)
    locations = _names(shown, "position_locations", "location")
    types = _names(shown, "position_types", "position_type")
    return [
        PositionRow(
            title=position.title,
            url=position.get_url(request) or "",
            team=position.team.title if position.team else "",
            locations=locations.get(position.pk, ()),
            is_remote=position.is_remote,
            types=types.get(position.pk, ()),
            key=position.pk,
        )
        for position in shown
    ]


def keys_of(rows: Iterable[PositionRow]) -> list[int]:
    """Return the keys of the positions in `rows`; those of previews have none."""
    return [row.key for row in rows if row.key is not None]


def _names(positions: list[Any], relation: str, target: str) -> dict[int, tuple[str, ...]]:
    """The names of what `positions` have by `relation`, by their keys, in order and none twice."""
    if not positions:
        return {}
    model = positions[0]._meta.get_field(relation).related_model
    rows = model.objects.filter(position__in=[position.pk for position in positions])
    names: dict[int, dict[int, str]] = {position.pk: {} for position in positions}
    ordered = rows.order_by("sort_order").values_list("position", target, f"{target}__name")
    for position, key, name in ordered:
        names[position].setdefault(key, name)
    return {position: tuple(names_by_key.values()) for position, names_by_key in names.items()}
