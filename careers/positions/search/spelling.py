"""Words that were mistyped, and the words of open positions that they are nearest to."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import Q
from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from careers.models.search import SearchWord
from careers.positions.querysets import PositionQuerySet
from careers.positions.search.finding import numbers_of
from careers.positions.search.folding import words
from careers.positions.search.matching import with_words
from careers.positions.search.word_fields import SearchedWord

SHORTEST_WORD, SHORT_WORD = 3, 5
#: So many words at each distance are asked whether an open position has them.
MOST_CANDIDATES = 50
#: What has more positions than this is taken for equally frequent.
MOST_COUNTED = 100
#: So many positions that have a word are looked at first.
FEW = 20


@dataclass(frozen=True)
class Spelling:
    """What is known of the words of a query: those that nothing has, and what they may mean."""

    unknown: frozenset[str] = frozenset()
    meant: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_mistyped(self) -> bool:
        """Whether there are words that nothing has, and all of them may mean others."""
        return bool(self.unknown) and self.unknown <= self.meant.keys()


def with_meant_words(query: str, meant: Mapping[str, str]) -> str:
    """`query` with the spellings that are `meant` by folded words in the place of these."""
    return " ".join(_meant(written, meant) for written in query.split())


def check_spelling(positions: PositionQuerySet, searched: Sequence[SearchedWord]) -> Spelling:
    """Which of the `searched` words none of the open `positions` has, and which each may mean.

    Each of three letters or more may mean the nearest word of a title, team, location or type: one
    letter away up to `SHORT_WORD` letters, two where it is longer; of equally near words the one
    that more positions have, then the first in the alphabet. Words in quotation marks mean what
    they are.
    """
    found = _numbers(with_words, positions, searched, most=1)
    unknown = [word for word, number in zip(searched, found, strict=True) if not number]
    typed = [word.text for word in unknown if not word.is_whole]
    return Spelling(frozenset(word.text for word in unknown), nearest_words(positions, typed))


def can_be_mistyped(word: str) -> bool:
    """Whether there is enough of `word` to tell what it may be meant for; numbers are exact."""
    return len(word) >= SHORTEST_WORD and not word.isdecimal()


def nearest_words(positions: PositionQuerySet, typed: Sequence[str]) -> dict[str, str]:
    """For each of the `typed` words the nearest other one that some of `positions` has, if any."""
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
        numbers = _numbers(_named, positions, whole, most=MOST_COUNTED)
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
        limit = 1 if len(word) <= SHORT_WORD else 2
        found = extract(word, spellings.keys(), scorer=OSA.distance, score_cutoff=limit, limit=None)
        others = sorted((distance, other) for other, distance, _key in found)
        near[word] = {
            other: away
            for step in (1, 2)
            for away, other in [item for item in others if item[0] == step][:MOST_CANDIDATES]
        }
    return near, spellings


def _numbers(
    having: Callable[..., PositionQuerySet],
    positions: PositionQuerySet,
    words: Sequence[SearchedWord],
    most: int,
) -> list[int]:
    """How many of `positions` are found by `having` each of `words`, up to `most`.

    A few of those that have a word tell it fast; all are asked where none of these few is open.
    """
    few = max(most, FEW)
    numbers = numbers_of([having(positions, [word], few) for word in words], most)
    left = [number for number, found in enumerate(numbers) if not found]
    others = numbers_of([having(positions, [words[number]]) for number in left], most)
    for number, found in zip(left, others, strict=True):
        numbers[number] = found
    return numbers


def _named(
    positions: PositionQuerySet, words: Sequence[SearchedWord], among_first: int | None = None
) -> PositionQuerySet:
    """Those of `positions` that have all of `words` elsewhere than in their body."""
    named = Q()
    for word in words:
        places = [f"search_text__{place}__contains" for place in ("title", "team", "facts")]
        named &= Q(*((place, f" {word.text} ") for place in places), _connector=Q.OR)
    return with_words(positions, words, among_first).filter(named)


def _meant(written: str, meant: Mapping[str, str]) -> str:
    found = words(written)
    if meant.keys().isdisjoint(found):
        return written
    return " ".join(meant.get(word, word) for word in found)
