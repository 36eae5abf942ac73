"""The facts of open positions, as the search reads them: values of filters, and words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, TypeVar

from django.utils import translation
from pyroaring import BitMap

from careers.facts.fact import Fact
from careers.facts.registry import facts_of_search, filter_facts, searched_facts
from careers.search.indexer import spelled_words

Made = TypeVar("Made")


def fact_lookups() -> list[str]:
    """Return what is read of each position: the columns of the facts that the search knows.

    A position has one row at the most of each model, so that this takes a join and no query.
    """
    return [lookup for fact in facts_of_search() for lookup in fact.lookups]


class OpenFacts:
    """The facts of positions in their order, whose `rows` hold what `fact_lookups` has named."""

    def __init__(self, rows: Sequence[Sequence[Any]], language: str) -> None:
        self.language = language
        self._columns: dict[Fact, list[Sequence[Any]]] = {}
        first = 0
        for fact in facts_of_search():
            last = first + len(fact.lookups)
            self._columns[fact] = [row[first:last] for row in rows]
            first = last

    def values(self) -> dict[str, dict[str, BitMap]]:
        """Return the numbers of the positions that have a value, by filter and value."""
        found: dict[str, dict[str, BitMap]] = {}
        for name, fact in filter_facts().items():
            numbers: dict[str, list[int]] = defaultdict(list)
            for number, tokens in enumerate(self._each(fact, fact.tokens)):
                for token in tokens:
                    numbers[token].append(number)
            found[name] = {token: BitMap(having) for token, having in numbers.items()}
        return found

    def words(self) -> Mapping[str, list[str]]:
        """Return what the texts `facts` and `spellings` of the index have besides."""
        added: dict[str, list[list[str]]] = {"facts": [], "spellings": []}
        with translation.override(self.language or None):
            for fact in searched_facts():
                spelled = self._each(fact, partial(_spelled, fact))
                added["facts"].append([words for words, _spellings in spelled])
                added["spellings"].append([spellings for _words, spellings in spelled])
        return {
            column: [" ".join(texts) for texts in zip(*each, strict=True)]
            for column, each in added.items()
            if each
        }

    def _each(self, fact: Fact, make: Callable[[Sequence[Any]], Made]) -> list[Made]:
        """Return what is made of the columns of each position, made once for the same ones."""
        made: dict[Sequence[Any], Made] = {}
        for values in self._columns[fact]:
            if values not in made:
                made[values] = make(values)
        return [made[values] for values in self._columns[fact]]


def _spelled(fact: Fact, values: Sequence[Any]) -> tuple[str, str]:
    """Return the normalised words of a fact, and the tokens of those that are written otherwise."""
    spelled = spelled_words([fact.text(values)])
    others = (f"{word}={spelling}" for word, spelling in spelled.items() if word != spelling)
    return " ".join(spelled), " ".join(others)
