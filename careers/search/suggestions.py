"""Suggest other searches where one finds nothing: with one filter less, or with another word."""

from __future__ import annotations

from typing import NamedTuple

from careers.core.formatting import any_of
from careers.search.active_filters import labels_of, quoted
from careers.search.facet_choices import FacetChoices
from careers.search.normalize import words
from careers.search.parameters import PositionFilters
from careers.search.query import count_matches
from careers.search.snapshot import Snapshot
from careers.search.spelling import Spelling, nearest_words, with_meant_words


class Suggestion(NamedTuple):
    """Another search, labelled by what it leaves out, or by the `query` that it is for."""

    label: str
    filters: PositionFilters
    number: int = 0
    query: str = ""


def suggest_searches(
    filters: PositionFilters, known: FacetChoices, positions: Snapshot, spelling: Spelling
) -> list[Suggestion]:
    """Return searches that find some of `positions` where `filters` find none, most results first.

    Last comes the search for all positions, unless another suggestion is the same.
    """
    suggestions = [
        Suggestion(
            f"“{any_of(list(labels_of(filters, known, name).values()))}”", filters.without(name)
        )
        for name in filters.active
    ]
    if filters.query:
        suggestions += _with_other_words(filters, positions, spelling)
    suggestions = _counted(suggestions, positions)
    if all(suggestion.filters.is_active for suggestion in suggestions):
        suggestions += _counted([Suggestion("", PositionFilters())], positions)
    return suggestions


def _counted(suggestions: list[Suggestion], positions: Snapshot) -> list[Suggestion]:
    """Those that find something, with the number, most results first."""
    searched = [word for suggestion in suggestions for word in suggestion.filters.words]
    positions.ranked(searched)  # look all of them up with one query
    counted = [
        suggestion._replace(number=count_matches(positions, suggestion.filters))
        for suggestion in suggestions
    ]
    found = [suggestion for suggestion in counted if suggestion.number]
    return sorted(found, key=lambda suggestion: -suggestion.number)


def _with_other_words(
    filters: PositionFilters, positions: Snapshot, spelling: Spelling
) -> list[Suggestion]:
    """Searches without the query, without its unknown words, and with corrected words."""
    suggestions = [Suggestion(quoted(filters.query), filters.without("query"))]
    chunks = filters.query.replace('"', " ").split()
    query = " ".join(chunks)
    typed = [word.text for word in filters.words if word.text not in spelling.meant]
    near = {**spelling.meant, **nearest_words(positions, typed)}
    for word, meant in near.items():
        suggestions.append(_suggest_query(filters, with_meant_words(query, {word: meant})))
    unknown = [chunk for chunk in chunks if not spelling.unknown.isdisjoint(words(chunk))]
    without_correction = [chunk for chunk in unknown if near.keys().isdisjoint(words(chunk))]
    left = " ".join(chunk for chunk in chunks if chunk not in without_correction)
    if left and len(unknown) > 1 and unknown != without_correction:
        corrections = {word: near[word] for word in spelling.unknown & near.keys()}
        suggestions.append(_suggest_query(filters, with_meant_words(left, corrections)))
    elif left and without_correction:
        suggestions.append(
            Suggestion(quoted(" ".join(without_correction)), filters.with_query(left))
        )
    return list({suggestion.filters: suggestion for suggestion in suggestions}.values())


def _suggest_query(filters: PositionFilters, query: str) -> Suggestion:
    return Suggestion(quoted(query), filters.with_query(query), query=query)
