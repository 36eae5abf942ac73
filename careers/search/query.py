"""Run a search: the matches of a page, best first, how many there are, and the facets' counts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pyroaring import BitMap

from careers.search.parameters import PositionFilters, filter_names
from careers.search.snapshot import RankedPositions, Snapshot


@dataclass(frozen=True)
class Matches:
    """Positions that match, and numbers of positions.

    `total` have the words and a value of each active filter; `keys` are those on the page that was
    asked for, the best first. `facets` has, for each filter, the number that each of its values
    would leave under all other conditions; `without` the number without that filter or the query.
    """

    total: int
    keys: Sequence[int]
    facets: Mapping[str, Mapping[str, int]]
    without: Mapping[str, int]


def find_matches(positions: Snapshot, filters: PositionFilters, first: int, number: int) -> Matches:
    """Find what `filters` ask for among `positions`: `number` of them after the `first` ones.

    The best match stands first: each word counts where it ranks highest, in the title, in the
    team's name, in the facts or (nothing) in the body. Of equal ones, and without words, the newest
    stands first.
    """
    conditions = _conditions(positions, filters)
    matching = positions.all.intersection(*conditions.values())
    left = dict.fromkeys(filter_names(), matching)
    for name in conditions:
        others = (having for other, having in conditions.items() if other != name)
        left[name] = positions.all.intersection(*others)
    tiers = _tiers(matching, positions.ranked(filters.words))
    return Matches(
        total=len(matching),
        keys=[positions.keys[match] for match in _slice(tiers, first, first + number)],
        facets={name: _count_each(positions.values[name], left[name]) for name in filter_names()},
        without={name: len(left[name]) for name in conditions},
    )


def count_matches(positions: Snapshot, filters: PositionFilters) -> int:
    """Return how many of `positions` match."""
    return len(positions.all.intersection(*_conditions(positions, filters).values()))


def _conditions(positions: Snapshot, filters: PositionFilters) -> dict[str, BitMap]:
    """The positions that have what is asked for by the query and by each active filter."""
    conditions = {
        name: positions.with_values(name, filters.values(name)) for name in filters.active
    }
    if filters.query:
        conditions["query"] = positions.with_words(filters.words)
    return conditions


def _count_each(values: Mapping[str, BitMap], positions: BitMap) -> dict[str, int]:
    """The number of `positions` that have each of the `values`, where there are any."""
    numbers = {value: positions.intersection_cardinality(values[value]) for value in values}
    return {value: number for value, number in numbers.items() if number}


def _tiers(matching: BitMap, ranked: Iterable[RankedPositions]) -> list[BitMap]:
    """Divide the `matching` positions by the sum of their ranks, the highest first."""
    tiers = {0: matching}
    for ranks in ranked:
        divided: dict[int, BitMap] = defaultdict(BitMap)
        for total, tier in tiers.items():
            for rank, positions in ranks.items():
                divided[total + rank] |= tier & positions
        tiers = divided
    return [tiers[total] for total in sorted(tiers, reverse=True)]


def _slice(tiers: Iterable[BitMap], first: int, last: int) -> list[int]:
    """Return the members of `tiers` from the first to before the last, counted through them all."""
    members: list[int] = []
    for tier in tiers:
        members += tier[max(first, 0) : max(last, 0)]
        first, last = first - len(tier), last - len(tier)
    return members
