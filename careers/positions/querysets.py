"""Positions as the database finds them: open ones, their states, those of an editor."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Self

from django.db.models import Case, CharField, Exists, OuterRef, Prefetch, Q, Value, When
from django.db.models.functions import Cast
from django.http import HttpRequest
from wagtail.models import Revision
from wagtail.query import PageQuerySet

from careers.core.local_dates import LocalDates, local_dates
from careers.core.privacy import private_paths, private_paths_for
from careers.facts.registry import prefetched_facts
from careers.positions.choices import PositionState
from careers.positions.open_and_closed import (
    below,
    closed_positions,
    closing_from,
    open_positions,
    visible_positions,
)
from careers.positions.permissions import working_paths

#: A position is closing soon when its closing date is at most so many days away.
MAX_CLOSING_SOON_DAYS = 14
SHOWN_IN_ROWS = ("title", "url_path", "workplace", "team__title")


class PositionQuerySet(PageQuerySet):
    def open(self, now: datetime | None = None) -> Self:
        """Return positions that a candidate can apply for at `now` (default: this moment).

        A position is open when its page and its team's page are live and public, nobody has closed
        it, and today is not after its closing date in the time zone of its site's settings.
        """
        return self.filter(open_positions(LocalDates(now), private_paths()))

    def open_for(self, request: HttpRequest | None) -> Self:
        """Return open positions; ask once a request what day it is and which pages are private."""
        return self.filter(open_positions(local_dates(request), private_paths_for(request)))

    def visible_for(self, request: HttpRequest | None) -> Self:
        """Return positions whose pages everybody may see, open or closed."""
        return self.filter(visible_positions(private_paths_for(request)))

    def with_state(self, now: datetime | None = None) -> Self:
        """Annotate each with its `PositionState` at `now` as `state`; agrees with `open()`."""
        dates, visible = LocalDates(now), visible_positions(private_paths())
        closes_late = closing_from(dates, days_ahead=MAX_CLOSING_SOON_DAYS + 1)
        scheduled = Exists(
            Revision.page_revisions.filter(
                object_id=Cast(OuterRef("pk"), CharField()), approved_go_live_at__isnull=False
            )
        )
        return self.annotate(
            state=Case(
                When(Q(live=False) & scheduled, then=Value(PositionState.SCHEDULED)),
                When(live=False, then=Value(PositionState.DRAFT)),
                When(closed_positions(dates), then=Value(PositionState.CLOSED)),
                When(visible & closes_late, then=Value(PositionState.OPEN)),
                When(visible, then=Value(PositionState.CLOSING_SOON)),
                default=Value(PositionState.HIDDEN),
                output_field=CharField(),
            )
        )

    def worked_on_by(self, user: Any) -> Self:
        """Return positions with which `user` may do something in the admin."""
        if user.is_active and user.is_superuser:
            return self.all()
        return self.filter(below("path", working_paths(user)))

    def newest_first(self) -> Self:
        return self.order_by("-posted_date", "-pk")

    def for_rows(self) -> Self:
        """Fetch only what `position_rows` needs of the positions themselves."""
        return self.select_related("team").only(*SHOWN_IN_ROWS)

    def with_locations_and_types(self) -> Self:
        """Fetch their teams, locations, types and facts too, in a fixed number of queries."""
        positions = self.select_related("team").defer("team__body")
        return positions.prefetch_related(
            Prefetch("position_locations", self._rows_of("position_locations", "location")),
            Prefetch("position_types", self._rows_of("position_types", "position_type")),
            *prefetched_facts("position"),
        )

    def _rows_of(self, relation: str, target: str) -> Any:
        model = self.model._meta.get_field(relation).related_model
        return model._default_manager.select_related(target).order_by("sort_order")
