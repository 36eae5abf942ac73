from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from ninja import Query, Router
from typing_extensions import TypedDict

from careers.api.answers import answer, answer_child, slimmed
from careers.api.page_schemas import TEAM
from careers.api.parameters import Paging, Reading
from careers.api.problems import Problem
from careers.core.site_indexes import site_indexes
from careers.kept.kept_pages import know_site
from careers.search.representation import SearchLinksJSON
from careers.teams.listed_teams import site_teams
from careers.teams.team_cards import team_cards
from careers.teams.team_summaries import TeamSummary, represent_team_card

router = Router(tags=["Teams"])


class TeamList(TypedDict):
    """The site's teams in the order of the tree."""

    total: int
    page: int
    pages: int
    limit: int
    results: list[TeamSummary]
    links: SearchLinksJSON


@router.get(
    "teams/",
    response={200: TeamList, 422: Problem},
    summary="List the teams",
    operation_id="listTeams",
)
def teams(request: HttpRequest, query: Query[Paging]) -> HttpResponse:
    """Return the published teams, each with the number of its open positions."""
    know_site(request)
    page = Paginator(site_teams(request).keys, query.limit).get_page(query.page)
    cards = team_cards(request, tuple(page))
    results = [represent_team_card(card, request) for card in cards]
    links: SearchLinksJSON = {
        "self": _address(request, query, page.number),
        "next": _address(request, query, page.number + 1) if page.has_next() else None,
        "previous": _address(request, query, page.number - 1) if page.has_previous() else None,
    }
    form = {
        "total": page.paginator.count,
        "page": page.number,
        "pages": page.paginator.num_pages,
        "limit": query.limit,
        "results": slimmed(results, query.fields, TeamSummary.__annotations__),
        "links": links,
    }
    return answer(form, {"next": links["next"], "prev": links["previous"]})


@router.get(
    "teams/{slug}/",
    response={200: TEAM, 404: Problem},
    summary="Read a team",
    operation_id="readTeam",
)
def team(request: HttpRequest, slug: str, reading: Query[Reading]) -> HttpResponse:
    """Return all of a team's page, with its open positions."""
    know_site(request)
    return answer_child(request, site_indexes(request).teams, slug)


def _address(request: HttpRequest, query: Paging, number: int) -> str:
    asked: dict[str, Any] = query.dict(exclude_defaults=True) | {"page": number}
    if number == 1:
        del asked["page"]
    querystring = f"?{urlencode(asked)}" if asked else ""
    return f"{request.build_absolute_uri(request.path)}{querystring}"
