"""The active filters of a search, each with the search without it."""

from __future__ import annotations

from typing import NamedTuple

from careers.facts.registry import filter_facts
from careers.search.facet_choices import FacetChoices
from careers.search.parameters import PositionFilters


class ActiveFilter(NamedTuple):
    """A query or a chosen value by its label, and the `filters` without it.

    `name` is that of the parameter.
    """

    label: str
    filters: PositionFilters
    name: str
    value: str


def active_filters(filters: PositionFilters, known: FacetChoices) -> list[ActiveFilter]:
    """Return what is searched for: the query first, then each value of a filter."""
    text = filters.query
    query = [ActiveFilter(quoted(text), filters.without("query"), "q", text)] if text else []
    return query + [
        ActiveFilter(label, filters.without(name, value), name, value)
        for name in filters.active
        for value, label in labels_of(filters, known, name).items()
    ]


def quoted(query: str) -> str:
    """Put `query` in quotation marks, unless it has some."""
    return query if '"' in query else f"“{query}”"


def labels_of(filters: PositionFilters, known: FacetChoices, name: str) -> dict[str, str]:
    """Return the labels of a filter's chosen values; a value that doesn't exist is its own."""
    labels = {choice.value: choice.label for choice in known[name]}
    fact = filter_facts().get(name)
    return {
        value: labels.get(value) or (fact.describe(value) if fact else value)
        for value in filters.values(name)
    }
