"""The search as one would write it that need not be fast: in plain Python, over all positions."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from careers.models import PositionPage
from careers.search.normalize import SearchedWord, words
from careers.search.parameters import PositionFilters
from careers.search.snapshot import MIN_BODY_WORD_LENGTH


class Reference:
    def __init__(self, positions: Iterable[PositionPage]) -> None:
        self.positions = [position for position in positions if position.is_open]

    def found(self, filters: PositionFilters, besides: str = "") -> list[PositionPage]:
        """What fits, the best first; the filter `besides` doesn't count."""
        fitting = [
            position
            for position in self.positions
            if all(worth(position, word) is not None for word in filters.words)
            and all(
                set(filters.values(name)) & values(position, name)
                for name in filters.active
                if name != besides
            )
        ]

        def order(position: PositionPage) -> tuple[Any, ...]:
            total = sum(worth(position, word) or 0 for word in filters.words)
            return total, position.posted_date or date.min, position.pk

        return sorted(fitting, key=order, reverse=True)

    def numbers(self, filters: PositionFilters, name: str) -> dict[str, int]:
        """How many positions each value of the filter `name` would leave under the others."""
        left = self.found(filters, besides=name)
        present = {value for position in left for value in values(position, name)}
        return {
            value: sum(value in values(position, name) for position in left) for value in present
        }

    def corrected(self, query: str) -> str:
        """`query` with its mistyped words replaced, or as it is where one has nothing near."""
        meant = []
        for word in query.split():
            searched = PositionFilters(query=word)
            if self.found(searched):
                meant.append(word)
                continue
            limit = 1 if len(word) <= 5 else 2
            near = {other: distance(word, other) for other in self._names()}
            candidates = [other for other in near if 0 < near[other] <= limit]
            if not candidates:
                return query
            meant.append(
                min(candidates, key=lambda other: (near[other], -self._frequency(other), other))
            )
        return " ".join(meant)

    def _names(self) -> set[str]:
        return {word for position in self.positions for place in names(position) for word in place}

    def _frequency(self, word: str) -> int:
        return sum(any(word in place for place in names(position)) for position in self.positions)


def names(position: Any) -> tuple[list[str], list[str], list[str]]:
    """The words of its title, its team, and of what else is known of it."""
    facts = [position.get_workplace_display()]
    for location in position.locations:
        facts += [location.name, location.country.name]
    facts += [kind.name for kind in position.types]
    return words(position.title), words(position.team.title), words(" ".join(facts))


def worth(position: Any, word: SearchedWord) -> int | None:
    """What the best place of `word` counts: `None` where it has none."""
    title, team, facts = names(position)
    body = [
        *words(" ".join(str(part.value["text"].source) for part in position.body)),
        *(item for place in position.locations for item in words(place.locality)),
    ]
    if len(word.text) < MIN_BODY_WORD_LENGTH:
        body = []
    best: int | None = None
    for place, whole, beginning in ((title, 8, 7), (team, 5, 4), (facts, 3, 2), (body, 0, 0)):
        if word.text in place:
            best = max(best or 0, whole)
        elif not word.is_whole and any(other.startswith(word.text) for other in place):
            best = max(best or 0, beginning)
    return best


def values(position: Any, name: str) -> set[str]:
    """Its values of the filter `name`, as addresses have them."""
    if name == "team":
        return {position.team.slug}
    if name == "workplace":
        return {position.workplace}
    if name == "location":
        return {location.slug for location in position.locations}
    if name == "type":
        return {kind.slug for kind in position.types}
    remote = {country.code for country in position.countries} if position.is_remote else set()
    return remote | {location.country.code for location in position.locations}


def distance(first: str, second: str) -> int:
    """Insertions, deletions, changes and swaps of neighbours between two words.

    Source: the "optimal string alignment" variant of Damerau and Levenshtein's distance.
    """
    rows = [[row + column for column in range(len(second) + 1)] for row in range(len(first) + 1)]
    for row, one in enumerate(first, 1):
        for column, other in enumerate(second, 1):
            options = [
                rows[row - 1][column] + 1,
                rows[row][column - 1] + 1,
                rows[row - 1][column - 1] + (one != other),
            ]
            swapped = (
                row > 1 and column > 1 and (one, first[row - 2]) == (second[column - 2], other)
            )
            if swapped:
                options.append(rows[row - 2][column - 2] + 1)
            rows[row][column] = min(options)
    return rows[-1][-1]
