"""Facets: the filters with their choices and the number of positions beside each."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from django.utils.translation import ngettext

from careers.facts.fact import Fact
from careers.facts.registry import filter_facts
from careers.search.facet_choices import FacetChoice, FacetChoices, filter_label
from careers.search.parameters import PositionFilters, filter_names
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
    is_active: bool

    @property
    def noun(self) -> str:
        """“position” or “positions”, for this number."""
        return ngettext("position", "positions", self.number)


class Facet(NamedTuple):
    """A filter with its choices: those `in_sight`, and the others where it is unfolded.

    `unfolded` is the same search with all choices of this filter.
    """

    name: str
    in_sight: Sequence[Choice]
    others: Sequence[Choice]
    number_of_others: int
    unfolded: PositionFilters

    @property
    def label(self) -> str:
        return filter_label(self.name)


def facets(filters: PositionFilters, known: FacetChoices, matches: Matches) -> list[Facet]:
    """Return the filters that have anything to choose, in the order in which pages show them."""
    facts = filter_facts()
    return [
        _facet_of_fact(facts[name], filters, known[name], matches.facets[name])
        if name in facts
        else _facet(name, filters, known[name], matches.facets[name])
        for name in filter_names()
        if known[name]
    ]


def _facet_of_fact(
    fact: Fact, filters: PositionFilters, known: Sequence[FacetChoice], numbers: Mapping[str, int]
) -> Facet:
    """The facet of a fact, whose choices needn't be what positions have: 1–5 finds 3–7, too.

    A value that was asked for is one of the choices.
    """
    listed = {value for value, _label in known}
    asked = [
        FacetChoice(value, fact.describe(value))
        for value in filters.values(fact.name)
        if value not in listed and fact.describe(value) != value
    ]
    choices = [*known, *asked]
    found = {
        value: sum(numbers[token] for token in fact.found_by(value, numbers.keys()))
        for value, _label in choices
    }
    return _facet(fact.name, filters, choices, found)


def _facet(
    name: str,
    filters: PositionFilters,
    known: Sequence[FacetChoice],
    numbers: Mapping[str, int],
) -> Facet:
    chosen = filters.values(name)

    def choices(some: Iterable[FacetChoice]) -> list[Choice]:
        return [
            Choice(value, label, numbers.get(value, 0), value in chosen) for value, label in some
        ]

    in_sight, others = _split(known, chosen, numbers)
    return Facet(
        name,
        in_sight=choices(in_sight),
        others=choices(others) if name in filters.unfolded else [],
        number_of_others=len(others),
        unfolded=filters.with_unfolded(name),
    )


def _split(
    known: Sequence[FacetChoice], chosen: Collection[str], numbers: Mapping[str, int]
) -> tuple[Sequence[FacetChoice], Sequence[FacetChoice]]:
    """The choices in sight, active and frequent ones first, and the others in their own order."""
    if len(known) <= MAX_UNFOLDED_CHOICES:
        return known, []
    by_importance = sorted(
        known, key=lambda choice: (choice.value not in chosen, -numbers.get(choice.value, 0))
    )
    number_active = sum(choice.value in chosen for choice in known)
    in_sight = by_importance[: max(MAX_CHOICES_IN_SIGHT, number_active)]
    return in_sight, [choice for choice in known if choice not in in_sight]
