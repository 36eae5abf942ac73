"""What is open and what is closed: the one definition, for the database and for an instance.

A position is open when its page and its team's page are live and public, nobody has closed it, and
today, where it is, is not after its closing date. It is closed when somebody has closed it, or when
it is live and its closing date has passed. What is neither open nor closed is a draft, or hidden.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q

from careers.core.local_dates import LocalDates


def open_positions(dates: LocalDates, private_paths: Iterable[str]) -> Q:
    """Return the condition that a position is open."""
    return visible_positions(private_paths) & Q(closed_at__isnull=True) & closing_from(dates)


def closed_positions(dates: LocalDates) -> Q:
    """Return the condition that a position is closed."""
    return Q(closed_at__isnull=False) | (Q(live=True) & ~closing_from(dates))


def visible_positions(private_paths: Iterable[str]) -> Q:
    """Return the condition that visitors may see a position's page, open or closed."""
    private = list(private_paths)
    return Q(live=True, team__live=True) & ~below("path", private) & ~below("team__path", private)


def closing_from(dates: LocalDates, days_ahead: int = 0) -> Q:
    """Return the condition that a position closes `days_ahead` from today or later, or never."""
    ahead = timedelta(days=days_ahead)
    condition = Q(closing_date__gte=dates.default + ahead)
    if dates.agreed() is None:
        for root_path, day in dates.by_root():  # a site inside another decides for itself
            here = Q(url_path__startswith=root_path)
            condition = (here & Q(closing_date__gte=day + ahead)) | (~here & condition)
    return Q(closing_date__isnull=True) | condition


def below(lookup: str, paths: Iterable[str]) -> Q:
    """Return the condition that a page is at or below one of the tree `paths`."""
    return reduce(or_, (Q(**{f"{lookup}__startswith": path}) for path in paths), Q(pk__in=[]))


def is_open(position: Any, dates: LocalDates) -> bool:
    """Tell whether a candidate can apply for `position`."""
    return (
        position.live
        and not is_closed(position, dates)
        and not position.get_view_restrictions().exists()
        and position.has_public_team
    )


def is_closed(position: Any, dates: LocalDates) -> bool:
    """Tell whether `position` is closed."""
    return position.closed_at is not None or (
        position.live and passed_closing_date(position, dates) is not None
    )


def passed_closing_date(position: Any, dates: LocalDates) -> date | None:
    """Return the closing date of `position` if it has passed where the position is."""
    closing: date | None = position.closing_date
    return closing if closing and closing < dates.at(position.url_path) else None


def closed_on(position: Any) -> date | None:
    """Return the day on which `position` closed where it is, by hand or by its closing date."""
    closing: date | None = position.closing_date
    if position.closed_at is None:
        return closing
    by_hand = LocalDates(position.closed_at).at(position.url_path)
    return min(by_hand, closing or by_hand)
