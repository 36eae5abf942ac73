"""The list of a team's open positions, with “Show more”."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.db.models import Count, Window
from django.http import HttpRequest

from careers.positions.querysets import PositionQuerySet
from careers.positions.rows import PositionRow, position_rows

PAGE_SIZE = 5
MAX_SHOWN = 200


@dataclass(frozen=True)
class PositionListing:
    """The first rows of a list, how many there are in all, and where the next ones are found."""

    rows: list[PositionRow] = field(default_factory=list)
    total: int = 0
    page_size: int = PAGE_SIZE
    index_url: str = ""
    team: str = ""

    @property
    def elsewhere_url(self) -> str:
        """The search by team, which goes on where there are more than `MAX_SHOWN`."""
        return f"{self.index_url}?{urlencode({'team': self.team})}" if self.index_url else ""

    @property
    def shown(self) -> int:
        return len(self.rows)

    @property
    def next_show(self) -> int | None:
        """The value of `show` that brings the next rows; `None` where no more can be shown."""
        if self.shown >= min(self.total, MAX_SHOWN):
            return None
        return min(self.shown + self.page_size, MAX_SHOWN)

    @property
    def first_new(self) -> int:
        """The number, from 1, of the first of the next rows."""
        return self.shown + 1

    @property
    def continues_elsewhere(self) -> bool:
        return self.next_show is None and self.shown < self.total


def requested_rows(show: str | None, page_size: int) -> int:
    """Return how many rows `?show=` asks for: a multiple of `page_size`, `MAX_SHOWN` at the most.

    A value that isn't a positive whole number in ASCII digits counts as absent.
    """
    if not show or not (show.isascii() and show.isdigit()):
        return page_size
    digits = show.lstrip("0")
    if not digits:
        return page_size
    if len(digits) > len(str(MAX_SHOWN)):
        return MAX_SHOWN
    pages = -(-int(digits) // page_size)
    return min(pages * page_size, MAX_SHOWN)


def newest_rows(
    positions: PositionQuerySet, request: HttpRequest | None, number: int
) -> tuple[list[PositionRow], int]:
    """Return the newest of `positions`, so many of them, and how many there are in all."""
    counted = positions.newest_first().for_rows().annotate(total=Window(Count("pk")))
    shown = list(counted[:number])
    return position_rows(shown, request), shown[0].total if shown else 0
