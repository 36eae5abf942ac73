"""What is open: the one definition that every list, count and page of positions goes by."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from functools import reduce
from operator import or_
from typing import Any, Self

from django.db.models import Prefetch, Q
from wagtail.models import PageViewRestriction
from wagtail.query import PageQuerySet

from careers.clock import LocalDays


class PositionQuerySet(PageQuerySet):
    def open(self, now: datetime | None = None) -> Self:
        """Positions that a candidate can apply for at `now` (default: this moment).

        A position is open when its page and its team's page are live and public, nobody has closed
        it, and today is not after its closing date in the time zone of its site's settings.
        """
        private = PageViewRestriction.objects.values_list("page__path", flat=True)
        private_paths = list(private)
        return self.filter(
            live=True,
            team__live=True,
            closed_at__isnull=True,
        ).filter(
            ~_below("path", private_paths),
            ~_below("team__path", private_paths),
            _still_accepts(LocalDays(now)),
        )

    def newest_first(self) -> Self:
        return self.order_by("-posted_date", "-pk")

    def for_rows(self) -> Self:
        """With all that a row of a list shows, in a number of queries that doesn't grow."""
        return self.select_related("team").prefetch_related(
            Prefetch("position_locations", self._through("position_locations", "location")),
            Prefetch("position_types", self._through("position_types", "position_type")),
        )

    def _through(self, relation: str, target: str) -> Any:
        model = self.model._meta.get_field(relation).related_model
        return model._default_manager.select_related(target).order_by("sort_order")


def _below(lookup: str, paths: Iterable[str]) -> Q:
    """Pages at or below any of the tree `paths`; no page where there are none."""
    return reduce(or_, (Q(**{f"{lookup}__startswith": path}) for path in paths), Q(pk__in=[]))


def _still_accepts(days: LocalDays) -> Q:
    """Positions without a closing date, or whose closing date is today or later where they are."""
    not_past = Q(closing_date__gte=days.default)
    if days.agreed() is None:
        for root_path, day in days.by_root():  # a site inside another decides for itself
            here = Q(url_path__startswith=root_path)
            not_past = (here & Q(closing_date__gte=day)) | (~here & not_past)
    return Q(closing_date__isnull=True) | not_past
