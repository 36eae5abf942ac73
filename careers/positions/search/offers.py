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


class Offer(NamedTuple):
    """Another search, called by what it leaves out, or by the `query` that it is for."""

    label: str
    filters: PositionFilters
    number: int = 0
    query: str = ""


def removals(filters: PositionFilters, known: KnownChoices) -> list[Offer]:
    """For each thing that is asked for, the search without it: the query, then each value."""
    found = [Offer(quoted(filters.query), filters.without("query"))] if filters.query else []
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
    """Searches that find some of `positions` where `filters` find none, the most fruitful first.

    All of them are among these, last where no other offer is the same.
    """
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
        for offer, number in zip(others, numbers_of(changed), strict=True)
    ]
    offers = sorted((offer for offer in offers if offer.number), key=lambda offer: -offer.number)
    if all(offer.filters.is_active for offer in offers):
        [number] = numbers_of([positions])
        offers += [Offer("", PositionFilters(), number)] if number else []
    return offers


def _with_other_words(
    filters: PositionFilters, positions: PositionQuerySet, spelling: Spelling
) -> list[Offer]:
    """Without the query, without its unknown words, with the words that others may be meant for."""
    offers = [Offer(quoted(filters.query), filters.without("query"))]
    chunks = filters.query.replace('"', " ").split()
    query = " ".join(chunks)
    typed = [word.text for word in filters.words if word.text not in spelling.meant]
    near = {**spelling.meant, **nearest_words(positions, typed)}
    for word, meant in near.items():
        offers.append(_instead(filters, with_meant_words(query, {word: meant})))
    unknown = [chunk for chunk in chunks if not spelling.unknown.isdisjoint(words(chunk))]
    hopeless = [chunk for chunk in unknown if near.keys().isdisjoint(words(chunk))]
    left = " ".join(chunk for chunk in chunks if chunk not in hopeless)
    if left and len(unknown) > 1 and unknown != hopeless:
        meant_ones = {word: near[word] for word in spelling.unknown & near.keys()}
        offers.append(_instead(filters, with_meant_words(left, meant_ones)))
    elif left and hopeless:
        offers.append(Offer(quoted(" ".join(hopeless)), filters.with_query(left)))
    return list({offer.filters: offer for offer in offers}.values())


def _instead(filters: PositionFilters, query: str) -> Offer:
    return Offer(quoted(query), filters.with_query(query), query=query)


def quoted(query: str) -> str:
    """`query` in quotation marks, unless it has some."""
    return query if '"' in query else f"“{query}”"


def _labels(filters: PositionFilters, known: KnownChoices, name: str) -> dict[str, str]:
    """What the chosen values of a filter are called; by themselves where they don't exist."""
    labels = {choice.value: choice.label for choice in known[name]}
    return {value: labels.get(value, value) for value in filters.values(name)}
