"""Correct mistyped words to the nearest words of open positions."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import Q
from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from careers.positions.querysets import PositionQuerySet
from careers.search.conditions import with_words
from careers.search.index_models import SearchWord
from careers.search.normalize import SearchedWord, words
from careers.search.sql import count_each

MIN_LENGTH = 3
#: Up to this length a word may be one letter away, a longer one two.
MAX_SHORT_LENGTH = 5
#: So many words at each distance are looked for among open positions.
MAX_CANDIDATES = 50
#: Words of more positions than this count as equally frequent.
MAX_COUNTED = 100
#: So many positions with a word are looked at first.
MIN_SAMPLE = 20


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


def check_spelling(positions: PositionQuerySet, searched: Sequence[SearchedWord]) -> Spelling:
    """Find the `searched` words that no open position has, and their corrections.

    The correction of a word of three letters or more is the nearest word of a title, team, location
    or type: one letter away up to `MAX_SHORT_LENGTH` letters, two where it is longer; of equally
    near words the one that more positions have, then the first in the alphabet. Words in quotation
    marks are not corrected.
    """
    numbers = _numbers(with_words, positions, searched, maximum=1)
    unknown = [word for word, number in zip(searched, numbers, strict=True) if not number]
    typed = [word.text for word in unknown if not word.is_whole]
    return Spelling(frozenset(word.text for word in unknown), nearest_words(positions, typed))


def can_be_mistyped(word: str) -> bool:
    """Tell whether `word` is long enough to be corrected; numbers never are."""
    return len(word) >= MIN_LENGTH and not word.isdecimal()


def nearest_words(positions: PositionQuerySet, typed: Sequence[str]) -> dict[str, str]:
    """Return for each of the `typed` words the nearest one that some of `positions` has, if any."""
    near, spellings = _near([word for word in typed if can_be_mistyped(word)])
    meant: dict[str, str] = {}
    for distance in (1, 2):
        left = {
            word: [other for other, away in others.items() if away == distance]
            for word, others in near.items()
            if word not in meant
        }
        candidates = sorted({other for others in left.values() for other in others})
        whole = [SearchedWord(word, is_whole=True) for word in candidates]
        numbers = _numbers(_named, positions, whole, maximum=MAX_COUNTED)
        frequency = dict(zip(candidates, numbers, strict=True))
        for word, others in left.items():
            if best := max(others, key=lambda other: frequency[other], default=""):
                meant |= {word: spellings[best]} if frequency[best] else {}
    return meant


def _near(typed: Sequence[str]) -> tuple[dict[str, dict[str, int]], dict[str, str]]:
    """The known words near each of `typed` with their distance, and how they are spelled."""
    lengths = {len(word) + more for word in typed for more in range(-2, 3)}
    known = SearchWord.objects.filter(length__in=lengths).values_list("word", "spelling")
    spellings = dict(known) if typed else {}
    near = {}
    for word in typed:
        limit = 1 if len(word) <= MAX_SHORT_LENGTH else 2
        near_words = extract(
            word, spellings.keys(), scorer=OSA.distance, score_cutoff=limit, limit=None
        )
        others = sorted((distance, other) for other, distance, _key in near_words)
        near[word] = {
            other: away
            for step in (1, 2)
            for away, other in [item for item in others if item[0] == step][:MAX_CANDIDATES]
        }
    return near, spellings


def _numbers(
    having: Callable[..., PositionQuerySet],
    positions: PositionQuerySet,
    words: Sequence[SearchedWord],
    maximum: int,
) -> list[int]:
    """Count the `positions` that `having` finds for each of `words`, up to `maximum`.

    Look at a sample of the positions with a word first, which is fast; look at all of them where
    none of the sample is open.
    """
    sample = max(maximum, MIN_SAMPLE)
    numbers = count_each([having(positions, [word], sample) for word in words], maximum)
    left = [number for number, number_found in enumerate(numbers) if not number_found]
    others = count_each([having(positions, [words[number]]) for number in left], maximum)
    for number, number_found in zip(left, others, strict=True):
        numbers[number] = number_found
    return numbers


def _named(
    positions: PositionQuerySet, words: Sequence[SearchedWord], among_first: int | None = None
) -> PositionQuerySet:
    """Return those of `positions` that have all of `words` outside their body."""
    named = Q()
    for word in words:
        lookups = [f"search_text__{column}__contains" for column in ("title", "team", "facts")]
        named &= Q(*((lookup, f" {word.text} ") for lookup in lookups), _connector=Q.OR)
    return with_words(positions, words, among_first).filter(named)


def _meant(written: str, meant: Mapping[str, str]) -> str:
    normalized = words(written)
    if meant.keys().isdisjoint(normalized):
        return written
    return " ".join(meant.get(word, word) for word in normalized)
