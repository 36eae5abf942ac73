"""The parameters of the API, as the OpenAPI document shows them.

What they say of a value is checked before anything is searched for, so that the document and the
answers agree.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import timedelta
from itertools import chain
from typing import Annotated, Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import override
from django_countries import countries
from ninja import Path, Schema
from pydantic import (
    AwareDatetime,
    BeforeValidator,
    Field,
    ValidationInfo,
    WithJsonSchema,
    create_model,
    model_validator,
)
from pydantic_core import core_schema

from careers.api.problems import invalid
from careers.facts.fact import Fact
from careers.facts.registry import filter_facts
from careers.positions.choices import Workplace
from careers.search.parameters import (
    MAX_CHOICES,
    MAX_QUERY_LENGTH,
    MAX_SLUG_LENGTH,
    PositionFilters,
    filter_names,
)
from careers.search.search import RESULTS_PER_PAGE

MAX_LIMIT = 100
MAX_NUMBER = 10**9
MAX_PATH_LENGTH = 2000
#: Changes that are longer ago are not told.
MAX_AGE = timedelta(days=31)
#: A letter or digit of any script, as in Django's slugs.
SLUG = r"[\p{L}\p{N}_\-]"
NO_CONTROL_CHARACTERS = r"^[^\x00-\x1f\x7f-\x9f]*$"
_DIGITS = re.compile("[0-9]+")


def _digits(value: Any) -> Any:
    """Refuse what Python takes for a number and other readers don't, such as `1_000`."""
    if isinstance(value, str) and not _DIGITS.fullmatch(value):
        raise ValueError("Give one whole number, in digits.")
    return value


def _upper(values: Any) -> Any:
    return [value.upper() if isinstance(value, str) else value for value in values]


def _split(values: Any) -> Any:
    """Return the values in a list whose items may have commas between them."""
    return [name for value in values for name in str(value).split(",")]


class Among:
    """Annotates a text that is one of some values."""

    def __init__(self, values: Iterable[str], *further: str) -> None:
        self.values = [*values, *further]

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> core_schema.CoreSchema:
        return core_schema.literal_schema(self.values)


def chosen(description: str, *examples: str) -> Any:
    """Annotate a parameter that may be repeated with alternatives, of which “” counts for none."""
    return Field(
        max_length=MAX_CHOICES,
        description=description,
        examples=[[example] for example in examples],
    )


WholeNumber = Annotated[int, BeforeValidator(_digits)]
Slug = Annotated[str, Field(max_length=MAX_SLUG_LENGTH, pattern=f"^{SLUG}*$")]
#: As a part of an address. Whatever isn't one is answered with 404, like one that doesn't exist.
SLUG_IN_PATH = {"type": "string", "pattern": f"^{SLUG}+$", "maxLength": MAX_SLUG_LENGTH}
PositionSlug = Annotated[
    str,
    WithJsonSchema(SLUG_IN_PATH | {"examples": ["backend-engineer-billing-platform"]}),
    Path(..., description="The `slug` of the position."),
]
TeamSlug = Annotated[
    str,
    WithJsonSchema(SLUG_IN_PATH | {"examples": ["backend-development"]}),
    Path(..., description="The `slug` of the team."),
]
#: The names of fields of a list's results, with commas between.
Separated = BeforeValidator(_split)
FIELDS: Any = Field(
    min_length=1,
    description="The names of the fields that each result shall have, with commas between.",
    json_schema_extra={"explode": False},
)


class Reading(Schema):
    locale: Annotated[str, Among(dict(settings.LANGUAGES))] | None = Field(
        None,
        description="The language of the answer, where `Accept-Language` shall not decide.",
    )

    @model_validator(mode="after")
    def _each_once(self, info: ValidationInfo) -> Reading:
        """Refuse a parameter that is given twice and has one value."""
        request = (info.context or {}).get("request")
        fields = type(self).model_fields
        repeated = [
            name
            for name, given in (request.GET.lists() if request else ())
            if name in fields and len(given) > 1 and not isinstance(getattr(self, name), list)
        ]
        if repeated:
            raise invalid({"parameter": name, "detail": "Give it once."} for name in repeated)
        return self


class Paging(Reading):
    page: WholeNumber = Field(
        1,
        ge=1,
        le=MAX_NUMBER,
        description="The number of the page of results; beyond the last one, the last one comes.",
    )
    limit: WholeNumber = Field(
        RESULTS_PER_PAGE, ge=1, le=MAX_LIMIT, description="How many results a page has."
    )


class PageQuery(Reading):
    path: str = Field(
        ...,
        max_length=MAX_PATH_LENGTH,
        pattern="^/([^/]|$)",
        description="The path of the address, from the slash on, with its query if it has one.",
        examples=["/teams/backend-development/", "/positions/?q=intern"],
    )


class OwnPositionQuery(Paging):
    """Values of one filter are alternatives; filters narrow each other."""

    q: str = Field(
        "",
        max_length=MAX_QUERY_LENGTH,
        pattern=NO_CONTROL_CHARACTERS,
        description="Words to search for, eight at the most, of letters or digits. Those in "
        "quotation marks match whole words only; mistyped ones are corrected where nothing is "
        "found.",
        examples=["backend engineer"],
        json_schema_extra={"format": "search-query"},
    )
    team: Annotated[list[Slug], chosen("Slugs of teams.", "backend-development")] = []
    workplace: Annotated[
        list[Annotated[str, Among(Workplace.values, "")]],
        chosen("Where the work is done.", "remote"),
    ] = []
    location: Annotated[list[Slug], chosen("Slugs of locations.", "lisbon")] = []
    country: Annotated[
        list[Annotated[str, Among(sorted(countries.countries), "")]],
        BeforeValidator(_upper),
        chosen("Countries of locations, by their ISO 3166-1 alpha-2 codes.", "PT"),
    ] = []
    type: Annotated[list[Slug], chosen("Slugs of position types.", "intern")] = []
    all: Annotated[
        list[Annotated[str, Among(filter_names())]],
        chosen("Filters of which the answer shall have all choices.", "location"),
    ] = []


def _with_facts(query: type[Paging]) -> Any:
    """Return the query with a parameter for each fact that is a filter."""
    with override("en"):
        parameters: dict[str, Any] = {
            name: (list[_value_of(fact)], _field_of(fact))  # type: ignore[misc]
            for name, fact in filter_facts().items()
        }
    return create_model("PositionQuery", __base__=query, __doc__=query.__doc__, **parameters)


def _value_of(fact: Fact) -> Any:
    return Annotated[str, Field(max_length=MAX_SLUG_LENGTH, pattern=f"^({fact.pattern})?$")]


def _field_of(fact: Fact) -> Any:
    examples = [[fact.example]] if fact.example else None
    return Field([], max_length=MAX_CHOICES, description=fact.label, examples=examples)


PositionQuery: Any = _with_facts(OwnPositionQuery)


class ChangesQuery(Reading):
    since: AwareDatetime = Field(
        ...,
        description=(
            f"A moment with its time zone, {MAX_AGE.days} days ago at the most: that of the first "
            "full reading, then `until` of the last answer. A `+` is written as `%2B`."
        ),
    )


QUERIES = (PositionQuery, PageQuery, ChangesQuery)
#: All that any answer depends on.
PARAMETERS = tuple(dict.fromkeys([*chain(*(query.model_fields for query in QUERIES)), "fields"]))


def position_filters(request: HttpRequest) -> PositionFilters:
    """Return the filters in the query of `request`; raise `ApiError` where one is invalid."""
    filters, errors = PositionFilters.parse(request.GET)
    if errors:
        raise invalid(
            {"parameter": error.parameter, "detail": str(error.message)} for error in errors
        )
    return filters
