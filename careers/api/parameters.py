"""The parameters of the API, as the OpenAPI document shows them."""

from __future__ import annotations

from django.http import HttpRequest
from ninja import Schema
from pydantic import Field

from careers.api.problems import invalid
from careers.search.parameters import (
    MAX_CHOICES,
    MAX_QUERY_LENGTH,
    PositionFilters,
)
from careers.search.search import RESULTS_PER_PAGE

MAX_LIMIT = 100
MAX_PATH_LENGTH = 2000


class Reading(Schema):
    locale: str | None = Field(None, description="The language of the answer, such as `en-gb`.")


class Slimming(Reading):
    fields: str | None = Field(
        None,
        description="The names of the fields that each result shall have, with commas between.",
        examples=["title,url,team"],
    )


class Paging(Slimming):
    page: int = Field(1, ge=1, le=10**9, description="The number of the page of results.")
    limit: int = Field(
        RESULTS_PER_PAGE, ge=1, le=MAX_LIMIT, description="How many results a page has."
    )


class PageQuery(Reading):
    path: str = Field(
        ...,
        max_length=MAX_PATH_LENGTH,
        pattern="^/",
        description="The path of the address, from the slash on, with its query if it has one.",
        examples=["/teams/backend-development/", "/positions/?q=intern"],
    )


class PositionQuery(Paging):
    """Values of one filter are alternatives; filters narrow each other."""

    q: str = Field("", max_length=MAX_QUERY_LENGTH, description="Words to search for.")
    team: list[str] = Field([], max_length=MAX_CHOICES, description="Slugs of teams.")
    workplace: list[str] = Field([], description="`on_site`, `hybrid`, `remote`.")
    location: list[str] = Field([], description="Slugs of locations.")
    country: list[str] = Field([], description="ISO 3166-1 alpha-2 codes.")
    type: list[str] = Field([], description="Slugs of position types.")
    all: list[str] = Field([], description="Filters of which the answer has all choices.")


#: All that any answer depends on.
PARAMETERS = tuple(dict.fromkeys([*PositionQuery.model_fields, *PageQuery.model_fields]))


def position_filters(request: HttpRequest) -> PositionFilters:
    """Return the filters in the query of `request`; raise `ApiError` where one is invalid."""
    filters, errors = PositionFilters.parse(request.GET)
    if errors:
        raise invalid(
            {"parameter": error.parameter, "detail": str(error.message)} for error in errors
        )
    return filters
