"""The JSON form of a search."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Annotated, Any

from pydantic import Field
from typing_extensions import TypedDict

from careers.positions.position_page import PositionPage
from careers.positions.representation import PositionSummary, position_summaries
from careers.search.facets import Choice, Facet
from careers.search.parameters import PositionFilters, filter_names
from careers.search.results import PositionSearch

#: Returns the absolute address of a search.
Address = Callable[[PositionFilters], str]


def _one_of_filters(*further: str) -> Any:
    """Annotate the name of a filter. Facts are not known yet when this file is read."""
    return Field(json_schema_extra=lambda schema: schema.update(enum=[*further, *filter_names()]))


class ChoiceJSON(TypedDict):
    """A value of a filter."""

    value: str
    label: Annotated[str, Field(description="In the language of the answer.")]
    count: Annotated[
        int, Field(description="How many positions it would leave under all other filters.")
    ]
    is_active: bool


class FacetJSON(TypedDict):
    """A filter with its choices, the most frequent ones unless `all` asks for the others too."""

    name: Annotated[str, _one_of_filters()]
    label: str
    choices: list[ChoiceJSON]
    number_of_others: Annotated[int, Field(description="How many choices are left out.")]


class ActiveFilterJSON(TypedDict):
    """The query or a chosen value."""

    name: Annotated[str, _one_of_filters("q")]
    value: str
    label: str
    url: Annotated[str, Field(description="The address of the same search without it.")]


class CorrectionJSON(TypedDict):
    """Nothing was found for the query as it was typed: another one was searched for."""

    query: Annotated[str, Field(description="The query that was searched for.")]
    literally_url: Annotated[str, Field(description="The search for what was typed.")]


class SuggestedSearchJSON(TypedDict):
    """Another search that finds something, where this one finds nothing."""

    label: Annotated[
        str, Field(description="What it leaves out, or the query that it is for; “”: everything.")
    ]
    query: Annotated[str, Field(description="The other query that it is for, or “”.")]
    total: int
    url: str


class SearchLinksJSON(TypedDict):
    self: str
    next: str | None
    previous: str | None


class PositionSearchJSON(TypedDict):
    """The positions that match, best first, and what else can be chosen."""

    total: Annotated[int, Field(description="How many positions match.")]
    page: Annotated[int, Field(description="The number of this page of results, from 1 on.")]
    pages: Annotated[int, Field(description="How many pages there are, 1 at least.")]
    limit: Annotated[int, Field(description="How many positions a page has.")]
    results: list[PositionSummary]
    facets: list[FacetJSON]
    active_filters: list[ActiveFilterJSON]
    correction: CorrectionJSON | None
    suggestions: list[SuggestedSearchJSON]
    links: SearchLinksJSON


def represent_search(search: PositionSearch, address: Address) -> PositionSearchJSON:
    """Return the form of `search`; `address` makes the links to others like it."""
    page = search.page
    canonical = search.canonical

    def numbered(number: int) -> str:
        return address(search.filters.on_page(number))

    return {
        "total": search.total,
        "page": page.number,
        "pages": page.paginator.num_pages,
        "limit": page.paginator.per_page,
        "results": position_summaries(search.request, search.keys, PositionPage.objects.all()),
        "facets": [_facet(facet) for facet in search.facets],
        "active_filters": [
            {
                "name": active.name,
                "value": active.value,
                "label": active.label,
                "url": address(active.filters),
            }
            for active in search.active_filters
        ],
        "correction": {
            "query": search.searched.query,
            "literally_url": address(search.literally),
        }
        if search.is_corrected
        else None,
        "suggestions": [
            {
                "label": suggestion.label,
                "query": suggestion.query,
                "total": suggestion.number,
                "url": address(suggestion.filters),
            }
            for suggestion in search.suggestions
        ],
        "links": {
            "self": address(canonical),
            "next": numbered(page.number + 1) if page.has_next() else None,
            "previous": numbered(page.number - 1) if page.has_previous() else None,
        },
    }


def _facet(facet: Facet) -> FacetJSON:
    return {
        "name": facet.name,
        "label": facet.label,
        "choices": _choices([*facet.in_sight, *facet.others]),
        "number_of_others": facet.number_of_others - len(facet.others),
    }


def _choices(choices: Iterable[Choice]) -> list[ChoiceJSON]:
    return [
        {
            "value": choice.value,
            "label": choice.label,
            "count": choice.number,
            "is_active": choice.is_active,
        }
        for choice in choices
    ]
