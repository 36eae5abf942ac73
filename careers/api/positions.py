from __future__ import annotations

from typing import Annotated, Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Query, Router

from careers.api.answers import answer, answer_child
from careers.api.page_schemas import POSITION
from careers.api.parameters import (
    FIELDS,
    Among,
    PositionQuery,
    PositionSlug,
    Reading,
    Separated,
    position_filters,
)
from careers.api.problems import Problem
from careers.api.slim_lists import slim_list
from careers.core.representation.surrogate_keys import POSITIONS
from careers.core.site_indexes import site_indexes
from careers.positions.representation import PositionSummary
from careers.search.parameters import PositionFilters
from careers.search.representation import PositionSearchJSON, represent_search
from careers.search.search import RESULTS_PER_PAGE, search_positions

router = Router(tags=["Positions"])


class SlimPositionQuery(PositionQuery):
    fields: Annotated[
        list[Annotated[str, Among(PositionSummary.__annotations__)]], Separated, FIELDS
    ] = []


@router.get(
    "positions/",
    response={
        200: slim_list("PositionList", PositionSearchJSON, PositionSummary),
        404: Problem,
        422: Problem,
    },
    summary="Search the open positions",
    operation_id="searchPositions",
)
def search(request: HttpRequest, query: Query[SlimPositionQuery]) -> HttpResponse:
    """Find open positions as the search page does, by the same parameters and in the same order."""
    filters = position_filters(request)
    index_page = site_indexes(request).positions
    if index_page is None:
        raise Http404
    found = search_positions(index_page, request, filters, query.limit)

    def address(filters: PositionFilters) -> str:
        return f"{request.build_absolute_uri(request.path)}{_querystring(filters, query)}"

    form: Any = represent_search(found, address)
    links = {"next": form["links"]["next"], "prev": form["links"]["previous"]}
    return answer(form, POSITIONS, fields=query.fields, links=links)


@router.get(
    "positions/{slug}/",
    response={200: POSITION, 404: Problem, 410: POSITION},
    summary="Read a position",
    operation_id="readPosition",
)
def position(request: HttpRequest, slug: PositionSlug, reading: Query[Reading]) -> HttpResponse:
    """Return all of a position. A closed one is answered with 410, and with others like it."""
    return answer_child(request, site_indexes(request).positions, slug)


def _querystring(filters: PositionFilters, query: SlimPositionQuery) -> str:
    """Return the query of another search, with what else this one asks for."""
    asked = filters.querystring()
    limit = {"limit": query.limit} if query.limit != RESULTS_PER_PAGE else {}
    further = {"fields": ",".join(query.fields), "locale": query.locale} | limit
    more = urlencode({name: value for name, value in further.items() if value})
    return f"{asked}{'&' if asked else '?'}{more}" if more else asked
