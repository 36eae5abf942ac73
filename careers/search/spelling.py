"""Correct mistyped words to the nearest words of open positions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from careers.search.normalize import SearchedWord, words
from careers.search.snapshot import Snapshot

MIN_LENGTH = 3
#: Up to this length a word may be one letter away, a longer one two.
MAX_SHORT_LENGTH = 5


@dataclass(frozen=True)
class Spelling:
    """The words of a query that no open position has, and the words that they may mean."""

    unknown: frozenset[str] = frozenset()
    meant: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_mistyped(self) -> bool:
        """Whether there are words that no position has, and all of them may mean others."""
        return bool(self.unknown) and self.unknown <= self.meant.keys()


def with_meant_words(query: str, meant: Mapping[str, str]) -> str:
    """Replace in `query` the words that have a correction in `meant`."""
    return " ".join(_meant(written, meant) for written in query.split())


def check_spelling(positions: Snapshot, searched: Sequence[SearchedWord]) -> Spelling:
    """Find the `searched` words that none of `positions` has, and their corrections.

    The correction of a word of three letters or more is the nearest word of a title, team, location
    or type: one letter away up to `MAX_SHORT_LENGTH` letters, two where it is longer; of equally
    near words the one that more positions have, then the first in the alphabet. Words in quotation
    marks are not corrected.
    """
    ranked = zip(searched, positions.ranked(searched), strict=True)
    unknown = [word for word, found in ranked if not found]
    typed = [word.text for word in unknown if not word.is_whole]
    return Spelling(frozenset(word.text for word in unknown), nearest_words(positions, typed))


def can_be_mistyped(word: str) -> bool:
    """Tell whether `word` is long enough to be corrected; numbers never are."""
    return len(word) >= MIN_LENGTH and not word.isdecimal()


def nearest_words(positions: Snapshot, typed: Sequence[str]) -> dict[str, str]:
    """Return for each of the `typed` words the nearest one that some of `positions` has, if any."""
    nearest = {word: _nearest(positions, word) for word in typed if can_be_mistyped(word)}
    return {word: positions.spellings.get(near, near) for word, near in nearest.items() if near}


def _nearest(positions: Snapshot, typed: str) -> str:
    limit = 1 if len(typed) <= MAX_SHORT_LENGTH else 2
    known = [word for words in positions.words.values() for word in words.positions]
    near = extract(typed, known, scorer=OSA.distance, score_cutoff=limit, limit=None)
    others = [
        (distance, -len(positions.with_word(word)), word)
        for word, distance, _index in near
        if distance
    ]
    _distance, _number, word = min(others, default=(0, 0, ""))
    return word


def _meant(written: str, meant: Mapping[str, str]) -> str:
    normalized = words(written)
    if meant.keys().isdisjoint(normalized):
        return written
    return " ".join(meant.get(word, word) for word in normalized)
