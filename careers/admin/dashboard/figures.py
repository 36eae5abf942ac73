"""Count positions for the dashboard, in a fixed number of queries."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.http import urlencode

from careers.core.local_dates import LocalDates
from careers.positions.choices import PositionState
from careers.positions.querysets import PositionQuerySet

MAX_TEAMS = 8
OPEN_STATES = (PositionState.OPEN, PositionState.CLOSING_SOON)


@dataclass(frozen=True)
class TeamFigure:
    """A team's open positions; `width` is their percentage of the highest number of a team."""

    title: str
    number: int
    width: int
    url: str = ""


@dataclass(frozen=True)
class Figures:
    open: int
    closing_soon: int
    closed_this_month: int
    teams: list[TeamFigure]
    open_url: str
    closing_soon_url: str


def count_positions(positions: PositionQuerySet, dates: LocalDates) -> Figures:
    """Count `positions`, which come from `with_state()`, in two queries."""
    rows = list(
        positions.filter(state__in=OPEN_STATES)
        .order_by()
        .values_list("team", "team__title", "state")
        .annotate(Count("pk"))
    )
    by_state: Counter[str] = Counter()
    by_team: Counter[tuple[int, str]] = Counter()
    for team, title, state, number in rows:
        by_state[state] += number
        by_team[team, title] += number
    return Figures(
        open=by_state.total(),
        closing_soon=by_state[PositionState.CLOSING_SOON],
        closed_this_month=positions.filter(
            _closed_this_month(dates), state=PositionState.CLOSED
        ).count(),
        teams=_teams(by_team),
        open_url=listing_url(state=OPEN_STATES),
        closing_soon_url=closing_soon_url(),
    )


def listing_url(**filters: Any) -> str:
    """Return the address of the listing of positions with `filters`, named as in its filter set."""
    return f"{reverse('careers_positions:index')}?{urlencode(filters, doseq=True)}"


def closing_soon_url() -> str:
    """Return the address of the listing of positions that close soon, the first to close first."""
    return listing_url(state=PositionState.CLOSING_SOON, ordering="closing_date")


def _teams(by_team: Counter[tuple[int, str]]) -> list[TeamFigure]:
    """Return the teams with the most positions, and then the others as one without a title."""
    ranked = sorted(by_team.items(), key=lambda item: (-item[1], item[0][1]))
    shown = ranked[:MAX_TEAMS]
    others = sum(number for _team, number in ranked[MAX_TEAMS:])
    most = max([others, *(number for _team, number in shown)], default=0)
    figures = [
        TeamFigure(
            title, number, round(100 * number / most), listing_url(state=OPEN_STATES, team=team)
        )
        for (team, title), number in shown
    ]
    if others:
        figures.append(TeamFigure("", others, round(100 * others / most)))
    return figures


def _closed_this_month(dates: LocalDates) -> Q:
    """Match closed positions that closed this month where they are, as `closed_on` has it."""
    condition = Q()
    # A site inside another has a time zone of its own.
    for root_path, first_day, midnight in dates.months():
        since = Q(closed_at=None) | Q(closed_at__gte=midnight)
        since &= Q(closing_date=None) | Q(closing_date__gte=first_day)
        here = Q(url_path__startswith=root_path)
        condition = (here & since) | (~here & condition) if root_path else since
    return condition
