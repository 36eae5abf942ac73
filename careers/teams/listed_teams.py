"""The teams of a site that lists show."""

from __future__ import annotations

from django.http import HttpRequest
from wagtail.models import Page

from careers.core.privacy import private_paths_for
from careers.core.site_indexes import site_indexes
from careers.kept.facts import kept
from careers.positions.site_positions import site_positions
from careers.teams.team_page import TeamPage


class ListedTeams:
    """The live and public teams below an index page, in the order of the tree, by their keys.

    Of a team that isn't shown nothing but its key is fetched.
    """

    def __init__(self, index: Page | None, request: HttpRequest | None) -> None:
        self.request = request
        self.keys = _keys_below(request, index.path, index.depth) if index else ()

    @property
    def open_positions(self) -> int:
        """How many positions they have open together."""
        return sum(map(self._number_of_positions, self.keys))

    def most_hiring(self, number: int) -> tuple[int, ...]:
        """Return those with the most open positions, `number` of them, in the order of the tree."""
        most = {*sorted(self.keys, key=self._number_of_positions, reverse=True)[:number]}
        return tuple(key for key in self.keys if key in most)

    def _number_of_positions(self, team: int) -> int:
        return site_positions(self.request).number_of_team(team)


def site_teams(request: HttpRequest | None) -> ListedTeams:
    """Return the teams of the site that `request` is for."""
    return ListedTeams(site_indexes(request).teams, request)


@kept
def _keys_below(request: HttpRequest | None, path: str, depth: int) -> tuple[int, ...]:
    private = tuple(private_paths_for(request))
    teams = TeamPage.objects.filter(path__startswith=path, depth=depth + 1).live().order_by("path")
    return tuple(
        key for key, path in teams.values_list("pk", "path") if not path.startswith(private)
    )
