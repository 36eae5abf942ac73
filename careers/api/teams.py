from __future__ import annotations

from typing import Annotated

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from careers.api.answers import answer_child
from careers.api.page_schemas import TEAM
from careers.api.paging import PagedList, answer_numbered
from careers.api.parameters import FIELDS, Among, Paging, Reading, Separated, TeamSlug
from careers.api.problems import Problem
from careers.api.slim_lists import slim_list
from careers.core.representation.surrogate_keys import TEAMS
from careers.core.site_indexes import site_indexes
from careers.teams.listed_teams import site_teams
from careers.teams.representation import TeamSummary, represent_team_card
from careers.teams.team_cards import team_cards

router = Router(tags=["Teams"])


class TeamQuery(Paging):
    fields: Annotated[
        list[Annotated[str, Among(TeamSummary.__annotations__)]], Separated, FIELDS
    ] = []


class TeamList(PagedList):
    """The site's teams in the order of the tree."""

    results: list[TeamSummary]


@router.get(
    "teams/",
    response={200: slim_list("TeamList", TeamList, TeamSummary), 422: Problem},
    summary="List the teams",
    operation_id="listTeams",
)
def teams(request: HttpRequest, query: Query[TeamQuery]) -> HttpResponse:
    """Return the published teams, each with the number of its open positions."""
    page = Paginator(site_teams(request).keys, query.limit).get_page(query.page)
    cards = team_cards(request, tuple(page))
    results = [represent_team_card(card, request) for card in cards]
    return answer_numbered(request, query, query.fields, page, results, TEAMS)


@router.get(
    "teams/{slug}/",
    response={200: TEAM, 404: Problem},
    summary="Read a team",
    operation_id="readTeam",
)
def team(request: HttpRequest, slug: TeamSlug, reading: Query[Reading]) -> HttpResponse:
    """Return all of a team's page, with its open positions."""
    return answer_child(request, site_indexes(request).teams, slug)
