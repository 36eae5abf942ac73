"""Positions in numbers, in a number of queries that doesn't grow with them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.http import urlencode

from careers.clock import LocalDays
from careers.models.choices import PositionState
from careers.positions.querysets import PositionQuerySet

MOST_TEAMS = 8
OPEN_STATES = (PositionState.OPEN, PositionState.CLOSING_SOON)


@dataclass(frozen=True)
class TeamFigure:
    """A team's open positions; `width` compares them with the most that a team has, in percent."""

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


def count_positions(positions: PositionQuerySet, days: LocalDays) -> Figures:
    """Counts `positions`, which come from `with_state()`, in two queries."""
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
            _closed_this_month(days), state=PositionState.CLOSED
        ).count(),
        teams=_teams(by_team),
        open_url=listing_url(state=OPEN_STATES),
        closing_soon_url=closing_soon_url(),
    )


def listing_url(**filters: Any) -> str:
    """The listing of positions, with `filters` as its own set of filters names them."""
    return f"{reverse('careers_positions:index')}?{urlencode(filters, doseq=True)}"


def closing_soon_url() -> str:
    """The listing of what closes soon, that which closes first at the top."""
    return listing_url(state=PositionState.CLOSING_SOON, ordering="closing_date")


def _teams(by_team: Counter[tuple[int, str]]) -> list[TeamFigure]:
    """Those with the most positions, and behind them the rest in one, which has no title."""
    ranked = sorted(by_team.items(), key=lambda item: (-item[1], item[0][1]))
    shown = ranked[:MOST_TEAMS]
    others = sum(number for _team, number in ranked[MOST_TEAMS:])
    most = max([others, *(number for _team, number in shown)], default=0)
    found = [
        TeamFigure(
            title, number, round(100 * number / most), listing_url(state=OPEN_STATES, team=team)
        )
        for (team, title), number in shown
    ]
    return [*found, TeamFigure("", others, round(100 * others / most))] if others else found


def _closed_this_month(days: LocalDays) -> Q:
    """Of closed positions those that were open this month where they are: `closed_on` is in it."""
    found = Q()
    for root_path, first_day, midnight in days.months():  # a site inside another decides for itself
        since = Q(closed_at=None) | Q(closed_at__gte=midnight)
        since &= Q(closing_date=None) | Q(closing_date__gte=first_day)
        here = Q(url_path__startswith=root_path)
        found = (here & since) | (~here & found) if root_path else since
    return found
