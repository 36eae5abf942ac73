"""What is open: the one definition that every list, count and page of positions goes by."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import reduce
from operator import or_
from typing import Any, Self

from django.db.models import Case, CharField, Exists, OuterRef, Prefetch, Q, Value, When
from django.db.models.functions import Cast
from wagtail.models import Revision
from wagtail.query import PageQuerySet

from careers.clock import LocalDays
from careers.models.choices import PositionState
from careers.positions.branch import working_paths
from careers.tree import private_paths

#: A position is closing soon when its closing date is at most so many days away.
CLOSING_SOON_DAYS = 14
SHOWN_IN_ROWS = ("title", "url_path", "workplace", "team__title")


class PositionQuerySet(PageQuerySet):
    def open(
        self,
        now: datetime | None = None,
        *,
        days: LocalDays | None = None,
        private: Iterable[str] | None = None,
    ) -> Self:
        """Positions that a candidate can apply for at `now` (default: this moment).

        A position is open when its page and its team's page are live and public, nobody has closed
        it, and today is not after its closing date in the time zone of its site's settings.

        Who knows already what day it is and which branches of the tree are private says so.
        """
        return self.filter(_is_visible(private), _accepts(days or LocalDays(now)))

    def with_state(self, now: datetime | None = None) -> Self:
        """Each with its `PositionState` at `now` as `state`; what `open()` finds is open there."""
        days, visible = LocalDays(now), _is_visible()
        closes_late = _closes_not_before(days, days_ahead=CLOSING_SOON_DAYS + 1)
        scheduled = Exists(
            Revision.page_revisions.filter(
                object_id=Cast(OuterRef("pk"), CharField()), approved_go_live_at__isnull=False
            )
        )
        return self.annotate(
            state=Case(
                When(Q(live=False) & scheduled, then=Value(PositionState.SCHEDULED)),
                When(live=False, then=Value(PositionState.DRAFT)),
                When(~_accepts(days), then=Value(PositionState.CLOSED)),
                When(visible & closes_late, then=Value(PositionState.OPEN)),
                When(visible, then=Value(PositionState.CLOSING_SOON)),
                default=Value(PositionState.HIDDEN),
                output_field=CharField(),
            )
        )

    def worked_on_by(self, user: Any) -> Self:
        """Positions with which `user` may do something in the admin."""
        if user.is_active and user.is_superuser:
            return self.all()
        return self.filter(_below("path", working_paths(user)))

    def newest_first(self) -> Self:
        return self.order_by("-posted_date", "-pk")

    def for_rows(self) -> Self:
        """With what `position_rows` needs of the positions themselves, and no more."""
        return self.select_related("team").only(*SHOWN_IN_ROWS)

    def with_places_and_types(self) -> Self:
        """With their teams, locations and types, in a number of queries that is fixed."""
        found = self.select_related("team").defer("team__body")
        return found.prefetch_related(
            Prefetch("position_locations", self._through("position_locations", "location")),
            Prefetch("position_types", self._through("position_types", "position_type")),
        )

    def _through(self, relation: str, target: str) -> Any:
        model = self.model._meta.get_field(relation).related_model
        return model._default_manager.select_related(target).order_by("sort_order")


def _below(lookup: str, paths: Iterable[str]) -> Q:
    """Pages at or below any of the tree `paths`; no page where there are none."""
    return reduce(or_, (Q(**{f"{lookup}__startswith": path}) for path in paths), Q(pk__in=[]))


def _is_visible(private: Iterable[str] | None = None) -> Q:
    """Positions whose page and whose team's page are live and public."""
    private = private_paths() if private is None else private
    return Q(live=True, team__live=True) & ~_below("path", private) & ~_below("team__path", private)


def _accepts(days: LocalDays) -> Q:
    """Positions that nobody has closed and whose closing date is not over where they are."""
    return Q(closed_at__isnull=True) & _closes_not_before(days)


def _closes_not_before(days: LocalDays, days_ahead: int = 0) -> Q:
    """Positions without a closing date, or that close `days_ahead` from today or later there."""
    ahead = timedelta(days=days_ahead)
    not_before = Q(closing_date__gte=days.default + ahead)
    if days.agreed() is None:
        for root_path, day in days.by_root():  # a site inside another decides for itself
            here = Q(url_path__startswith=root_path)
            not_before = (here & Q(closing_date__gte=day + ahead)) | (~here & not_before)
    return Q(closing_date__isnull=True) | not_before
