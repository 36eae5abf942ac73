"""Filters with their choices, as a page offers them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from django.utils.translation import ngettext

from careers.positions.search.choices import LABELS, KnownChoices
from careers.positions.search.filters import FILTERS, PositionFilters
from careers.positions.search.finding import Found

#: A filter with more choices shows the most frequent first, and the others on demand, …
MOST_IN_SIGHT = 10
#: … of which so many stay in sight.
IN_SIGHT = 8


@dataclass(frozen=True)
class Choice:
    """A value of a filter, and the number of positions that it would leave under all others."""

    value: str
    label: str
    number: int
    #: What so many of them are called.
    noun: str
    is_active: bool


@dataclass(frozen=True)
class Facet:
    """A filter with all its choices; those `in_sight` stand before the `others`."""

    name: str
    in_sight: Sequence[Choice]
    others: Sequence[Choice]

    @property
    def label(self) -> str:
        return str(LABELS[self.name])


def facets(filters: PositionFilters, known: KnownChoices, found: Found) -> list[Facet]:
    """The filters that have anything to choose, in the order in which pages show them."""
    made = []
    noun = cache(lambda number: ngettext("position", "positions", number))
    for name in FILTERS:
        chosen, numbers = filters.values(name), found.choices.get(name, {})
        choices = [
            Choice(value, label, number, noun(number), value in chosen)
            for value, label in known[name]
            for number in [numbers.get(value, 0)]
        ]
        if choices:
            made.append(Facet(name, *_split(choices)))
    return made


def _split(choices: list[Choice]) -> tuple[list[Choice], list[Choice]]:
    """Those to show at once, and the others: in their own order, active and frequent ones first."""
    if len(choices) <= MOST_IN_SIGHT:
        return choices, []
    important = sorted(choices, key=lambda choice: (not choice.is_active, -choice.number))
    first = important[:IN_SIGHT]
    active = [choice for choice in important[IN_SIGHT:] if choice.is_active]
    in_sight = {choice.value for choice in first + active}
    return first + active, [choice for choice in choices if choice.value not in in_sight]
