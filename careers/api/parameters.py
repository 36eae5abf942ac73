"""The parameters of the API, as the OpenAPI document shows them.

What they say of a value is checked before anything is searched for, so that the document and the
answers agree.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Annotated, Any, Literal

from django.conf import settings
from django.http import HttpRequest
from django_countries import countries
from ninja import Path, Schema
from pydantic import BeforeValidator, Field, ValidationInfo, model_validator

from careers.api.problems import invalid
from careers.positions.choices import Workplace
from careers.search.parameters import (
    FILTERS,
    MAX_CHOICES,
    MAX_QUERY_LENGTH,
    MAX_SLUG_LENGTH,
    PositionFilters,
)
from careers.search.search import RESULTS_PER_PAGE

MAX_LIMIT = 100
MAX_NUMBER = 10**9
#: Letters and digits of any script, as in Django's slugs.
SLUG = r"[\p{L}\p{N}_\-]"
NO_CONTROL_CHARACTERS = r"^\P{Cc}*$"
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
    names = (name.strip() for value in values for name in str(value).split(","))
    return [name for name in names if name]


#: Types that are made of values known only when it runs.
_literal: Any = Literal
WholeNumber = Annotated[int, BeforeValidator(_digits)]
Slug = Annotated[str, Field(max_length=MAX_SLUG_LENGTH, pattern=f"^{SLUG}*$")]
#: As a part of an address. Whatever isn't one is answered with 404, like one that doesn't exist.
SlugInPath = Annotated[
    str,
    Path(
        ...,
        description="The `slug` of the page.",
        json_schema_extra={"pattern": f"^{SLUG}+$", "maxLength": MAX_SLUG_LENGTH},
    ),
]


def _chosen(kind: Any, description: str, examples: Iterable[str] = (), **how: Any) -> Any:
    """Return the type of a parameter that may be repeated, with alternatives; “” counts for none."""
    return Annotated[
        list[kind],
        Field(
            max_length=MAX_CHOICES,
            description=description,
            examples=[[example] for example in examples] or None,
            **how,
        ),
    ]


def fields_of(form: Any) -> Any:
    """Return the type of the parameter `fields` of a list whose results have this form."""
    return Annotated[
        list[_literal[tuple(form.__annotations__)]],  # type: ignore[misc]
        BeforeValidator(_split),
        Field(
            description="The names of the fields that each result shall have, with commas between.",
            json_schema_extra={"explode": False},
        ),
    ]


class Reading(Schema):
    locale: _literal[tuple(dict(settings.LANGUAGES))] | None = Field(  # type: ignore[valid-type]
        None, description="The language of the answer."
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
        description="The number of the page of results; behind the last one the last one comes.",
    )
    limit: WholeNumber = Field(
        RESULTS_PER_PAGE, ge=1, le=MAX_LIMIT, description="How many results a page has."
    )


class PositionQuery(Paging):
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
    team: _chosen(Slug, "Slugs of teams.", ["backend-development"]) = []  # type: ignore[valid-type]
    workplace: _chosen(  # type: ignore[valid-type]
        _literal[(*Workplace.values, "")], "Where the work is done.", ["remote"]
    ) = []
    location: _chosen(Slug, "Slugs of locations.", ["lisbon"]) = []  # type: ignore[valid-type]
    country: Annotated[  # type: ignore[valid-type]
        _chosen(_literal[(*sorted(countries.countries), "")], "ISO 3166-1 alpha-2 codes.", ["PT"]),
        BeforeValidator(_upper),
    ] = []
    type: _chosen(Slug, "Slugs of position types.", ["intern"]) = []  # type: ignore[valid-type]
    all: _chosen(  # type: ignore[valid-type]
        _literal[FILTERS], "Filters of which the answer shall have all choices.", ["location"]
    ) = []


def position_filters(request: HttpRequest) -> PositionFilters:
    """Return the filters in the query of `request`; raise `ApiError` where one is invalid."""
    filters, errors = PositionFilters.parse(request.GET)
    if errors:
        raise invalid(
            {"parameter": error.parameter, "detail": str(error.message)} for error in errors
        )
    return filters
