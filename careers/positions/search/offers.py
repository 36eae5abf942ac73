"""Other searches that a page leads to: with one thing less, with another word."""

from __future__ import annotations

from typing import NamedTuple

from careers.positions.querysets import PositionQuerySet
from careers.positions.search.choices import KnownChoices
from careers.positions.search.filters import PositionFilters
from careers.positions.search.finding import Found, numbers_of
from careers.positions.search.folding import words
from careers.positions.search.matching import with_values, with_words
from careers.positions.search.spelling import Spelling, nearest_words, with_meant_words
from careers.wording import any_of

#: How many positions a change of words brings is counted up to this.
MOST_COUNTED = 1_000


class Offer(NamedTuple):
    """Another search, called by what it leaves out, or by the `query` that it is for."""

    label: str
    filters: PositionFilters
    number: int = 0
    query: str = ""


def removals(filters: PositionFilters, known: KnownChoices) -> list[Offer]:
    """For each thing that is asked for, the search without it: the query, then each value."""
    found = [Offer(f"“{filters.query}”", filters.without("query"))] if filters.query else []
    return found + [
        Offer(label, filters.without(name, value))
        for name in filters.active
        for value, label in _labels(filters, known, name).items()
    ]


def ways_out(
    filters: PositionFilters,
    known: KnownChoices,
    found: Found,
    positions: PositionQuerySet,
    spelling: Spelling,
) -> list[Offer]:
    """Searches that find some of `positions` where `filters` find none, the most fruitful first."""
    offers = [
        Offer(
            f"“{any_of(list(_labels(filters, known, name).values()))}”",
            filters.without(name),
            number,
        )
        for name, number in found.without.items()
    ]
    others = _with_other_words(filters, positions, spelling) if filters.query else []
    fitting = with_values(positions, filters)
    changed = [with_words(fitting, offer.filters.words) for offer in others]
    offers += [
        offer._replace(number=number)
        for offer, number in zip(others, numbers_of(changed, most=MOST_COUNTED), strict=True)
    ]
    return sorted((offer for offer in offers if offer.number), key=lambda offer: -offer.number)


def _with_other_words(
    filters: PositionFilters, positions: PositionQuerySet, spelling: Spelling
) -> list[Offer]:
    """Without the query, without its unknown words, with the word nearest to one of them."""
    offers = [Offer(f"“{filters.query}”", filters.without("query"))]
    chunks = filters.query.split()
    unknown = [chunk for chunk in chunks if not spelling.unknown.isdisjoint(words(chunk))]
    if 0 < len(unknown) < len(chunks):
        left = " ".join(chunk for chunk in chunks if chunk not in unknown)
        offers.append(Offer(f"“{' '.join(unknown)}”", filters.with_query(left)))
    typed = [word.text for word in filters.words if not word.is_whole]
    typed = [word for word in typed if word not in spelling.unknown]
    for word, meant in {**spelling.meant, **nearest_words(positions, typed)}.items():
        query = with_meant_words(filters.query, {word: meant})
        offers.append(Offer(f"“{query}”", filters.with_query(query), query=query))
    return offers


def _labels(filters: PositionFilters, known: KnownChoices, name: str) -> dict[str, str]:
    """What the chosen values of a filter are called; by themselves where they don't exist."""
    labels = {choice.value: choice.label for choice in known[name]}
    return {value: labels.get(value, value) for value in filters.values(name)}
