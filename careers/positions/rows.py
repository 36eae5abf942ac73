"""Positions as a list shows them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

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
    """Rows of `positions` from `PositionQuerySet.for_rows()`, without a further query."""
    return [
        PositionRow(
            title=position.title,
            url=position.get_url(request) or "",
            team=position.team.title if position.team else "",
            locations=tuple(location.name for location in position.locations),
            is_remote=position.is_remote,
            types=tuple(position_type.name for position_type in position.types),
        )
        for position in positions
    ]
