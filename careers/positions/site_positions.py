"""The positions of a request's site that visitors may see."""

from __future__ import annotations

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest

from careers.core.site_indexes import site_indexes
from careers.directory.location import Location
from careers.directory.position_type import PositionType
from careers.kept.facts import kept
from careers.positions.position_page import PositionPage
from careers.positions.querysets import PositionQuerySet


class SitePositions:
    """The open positions below the index page of a request's site, and their numbers."""

    def __init__(self, request: HttpRequest | None) -> None:
        self.request = request
        self.index = site_indexes(request).positions

    @property
    def open(self) -> PositionQuerySet:
        """The site's open positions; none where it has no index page for them."""
        positions: PositionQuerySet = PositionPage.objects.open_for(self.request)
        return positions.child_of(self.index) if self.index else positions.none()

    @property
    def locations(self) -> QuerySet[Location]:
        """The locations that some position of the site has which everybody may see, open or closed.

        Others are for editors only: a draft must not announce a new office.
        """
        if self.index is None:
            return Location.objects.none()
        visible = PositionPage.objects.visible_for(self.request).child_of(self.index)
        return Location.objects.filter(has_some(visible, "position_locations__location"))

    @property
    def types(self) -> QuerySet[PositionType]:
        """The position types that some position of the site has which everybody may see."""
        if self.index is None:
            return PositionType.objects.none()
        visible = PositionPage.objects.visible_for(self.request).child_of(self.index)
        return PositionType.objects.filter(has_some(visible, "position_types__position_type"))

    @property
    def number(self) -> int:
        """How many of the site's positions are open."""
        return sum(here for _everywhere, here in self._numbers_by_team.values())

    def number_of_team(self, team_id: int) -> int:
        """How many positions of a team are open, on all sites."""
        everywhere, _here = self._numbers_by_team.get(team_id, (0, 0))
        return everywhere

    @property
    def _numbers_by_team(self) -> dict[int, tuple[int, int]]:
        return _numbers_by_team(self.request)


@kept
def _numbers_by_team(request: HttpRequest | None) -> dict[int, tuple[int, int]]:
    """By the keys of teams with open positions: their number on all sites and on this one."""
    index = site_indexes(request).positions
    positions = PositionPage.objects.open_for(request)
    here = positions.child_of_q(index) if index else Q(pk__in=[])
    teams = positions.order_by().values_list("team")
    counted = teams.annotate(Count("pk"), here=Count("pk", filter=here))
    return {team: (everywhere, number) for team, everywhere, number in counted}


def has_some(positions: PositionQuerySet, lookup: str) -> Exists:
    """Return the condition that some of `positions` has the row by `lookup`."""
    return Exists(positions.order_by().filter(**{lookup: OuterRef("pk")}))


def site_positions(request: HttpRequest | None) -> SitePositions:
    """Return the positions of the site that `request` is for."""
    return SitePositions(request)
