"""Choices as life makes them: some things are frequent, most are rare."""

from __future__ import annotations

import random
from collections.abc import Sequence
from itertools import accumulate
from typing import Generic, TypeVar

Item = TypeVar("Item")


class Skewed(Generic[Item]):
    """Chooses few of `items` often and many seldom: each `1 / rank ** steepness` as often."""

    def __init__(self, items: Sequence[Item], steepness: float) -> None:
        self.items = items
        self.weights = list(accumulate(1 / rank**steepness for rank in range(1, len(items) + 1)))

    def choose(self, chance: random.Random) -> Item:
        return chance.choices(self.items, cum_weights=self.weights)[0]


class Weighted(Skewed[Item]):
    """Chooses each of the items as often as the number beside it says."""

    def __init__(self, items: Sequence[tuple[Item, int]]) -> None:
        self.items = [item for item, _weight in items]
        self.weights = list(accumulate(weight for _item, weight in items))
