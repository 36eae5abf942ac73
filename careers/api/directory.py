"""Locations and types of positions."""

from __future__ import annotations

from typing import Annotated, Any

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from ninja import Query, Router
from pydantic import Field
from typing_extensions import TypedDict

from careers.api.answers import answer
from careers.api.parameters import FIELDS, Among, Reading, Separated
from careers.api.problems import Problem
from careers.api.slim_lists import slim_list
from careers.core.representation.surrogate_keys import LOCATIONS, POSITIONS, TYPES
from careers.core.site_indexes import site_indexes
from careers.directory.representation import (
    LocationJSON,
    PositionTypeJSON,
    represent_location,
    represent_position_type,
)
from careers.kept.facts import kept
from careers.positions.location_rows import all_locations, numbers_by_location
from careers.positions.site_positions import site_positions

router = Router(tags=["Locations and types"])

OpenPositions = Annotated[int, Field(description="How many there are.")]


class ListedLocation(LocationJSON):
    open_positions: OpenPositions


class ListedType(PositionTypeJSON):
    open_positions: OpenPositions


class LocationList(TypedDict):
    """The locations that published positions have, by name."""

    total: int
    results: list[ListedLocation]


class TypeList(TypedDict):
    """The types that published positions have, in their order."""

    total: int
    results: list[ListedType]


class LocationQuery(Reading):
    fields: Annotated[
        list[Annotated[str, Among(ListedLocation.__annotations__)]], Separated, FIELDS
    ] = []


class TypeQuery(Reading):
    fields: Annotated[
        list[Annotated[str, Among(ListedType.__annotations__)]], Separated, FIELDS
    ] = []


@router.get(
    "locations/",
    response={200: slim_list("LocationList", LocationList, ListedLocation), 422: Problem},
    summary="List the locations",
    operation_id="listLocations",
)
def locations(request: HttpRequest, query: Query[LocationQuery]) -> HttpResponse:
    """Return the locations that published positions have, by name."""
    results = _locations(request)
    form = {"total": len(results), "results": results}
    return answer(form, LOCATIONS, POSITIONS, fields=query.fields)


@router.get(
    "types/",
    response={200: slim_list("TypeList", TypeList, ListedType), 422: Problem},
    summary="List the types of positions",
    operation_id="listTypes",
)
def types(request: HttpRequest, query: Query[TypeQuery]) -> HttpResponse:
    """Return the types that published positions have, in their order."""
    results = _types(request)
    form = {"total": len(results), "results": results}
    return answer(form, TYPES, POSITIONS, fields=query.fields)


@kept
def _locations(request: HttpRequest | None) -> list[ListedLocation]:
    numbers = numbers_by_location(request, None)
    return [
        {**represent_location(location, request), "open_positions": numbers.get(location.pk, 0)}
        for location in all_locations(request, _locale(request))
    ]


@kept
def _types(request: HttpRequest | None) -> list[ListedType]:
    positions = site_positions(request)
    by_type = positions.open.order_by().values_list("position_types__position_type")
    numbers = dict(by_type.annotate(Count("pk", distinct=True)))
    types = positions.types
    locale = _locale(request)
    return [
        {**represent_position_type(kind, request), "open_positions": numbers.get(kind.pk, 0)}
        for kind in (types if locale is None else types.filter(locale=locale))
    ]


def _locale(request: HttpRequest | None) -> Any:
    """Return the key of the language of the site's positions, or `None` where it has none."""
    index_page = site_indexes(request).positions
    return index_page.locale_id if index_page else None
