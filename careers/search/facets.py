"""Facets: the filters with their choices and the number of positions beside each."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from django.utils.translation import ngettext

from careers.search.facet_choices import LABELS, FacetChoices
from careers.search.parameters import FILTERS, PositionFilters
from careers.search.query import Matches

#: A facet with more choices than this is folded.
MAX_UNFOLDED_CHOICES = 10
#: The choices that a folded facet still shows, besides the active ones.
MAX_CHOICES_IN_SIGHT = 8


class Choice(NamedTuple):
    """A value of a filter, and the number of positions that it would leave under all others."""

    value: str
    label: str
    number: int
    #: "position" or "positions", for this number.
    noun: str
    is_active: bool


class Facet(NamedTuple):
    """A filter with all its choices; those `in_sight` stand before the `others`.

    The others are shown where the filter `is_unfolded`; `unfolded` is the search in which it is.
    """

    name: str
    in_sight: Sequence[Choice]
    others: Sequence[Choice]
    is_unfolded: bool
    unfolded: PositionFilters

    @property
    def label(self) -> str:
        return str(LABELS[self.name])


def facets(filters: PositionFilters, known: FacetChoices, matches: Matches) -> list[Facet]:
    """Return the filters that have anything to choose, in the order in which pages show them."""
    shown = []
    noun = cache(lambda number: ngettext("position", "positions", number))
    for name in FILTERS:
        chosen, numbers = filters.values(name), matches.facets.get(name, {})
        choices = [
            Choice(value, label, number, noun(number), value in chosen)
            for value, label in known[name]
            for number in [numbers.get(value, 0)]
        ]
        if choices:
            is_unfolded = name in filters.unfolded
            unfolded = filters if is_unfolded else filters.with_unfolded(name)
            shown.append(Facet(name, *_split(choices), is_unfolded, unfolded))
    return shown


def _split(choices: list[Choice]) -> tuple[list[Choice], list[Choice]]:
    """Those to show at once, and the others: in their own order, active and frequent ones first."""
    if len(choices) <= MAX_UNFOLDED_CHOICES:
        return choices, []
    important = sorted(choices, key=lambda choice: (not choice.is_active, -choice.number))
    first = important[:MAX_CHOICES_IN_SIGHT]
    active = [choice for choice in important[MAX_CHOICES_IN_SIGHT:] if choice.is_active]
    in_sight = {choice.value for choice in first + active}
    return first + active, [choice for choice in choices if choice.value not in in_sight]
