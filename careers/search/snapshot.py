"""The open positions of an index page as bitmaps, from which a search is answered.

A bitmap is a set of small numbers. Positions are numbered from the newest one on, so that the first
numbers in a bitmap are the first rows of a list. The positions that have a word or a value are one
bitmap each; what several conditions leave is their intersection.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from django.db.models import F
from django.http import HttpRequest
from pyroaring import BitMap
from wagtail.models import Page

from careers.facts.registry import filter_facts, searched_facts
from careers.kept.facts import refreshed
from careers.positions.position_page import PositionPage
from careers.search.body_words import positions_with_words
from careers.search.index_models import PositionText
from careers.search.normalize import SearchedWord
from careers.search.open_facts import OpenFacts, fact_lookups
from careers.search.parameters import FILTERS

#: The columns of the index that a snapshot holds, and what stands for a row that isn't there yet.
COLUMNS = ("title", "team", "facts", "values", "spellings")
NO_ROW = ("",) * len(COLUMNS)
#: Where more rows have changed, the query doesn't name each of them, but reads all.
MAX_NAMED_ROWS = 5_000
#: Bodies are not searched for shorter words: nearly all of them have one.
MIN_BODY_WORD_LENGTH = 3
#: So many words are kept with their positions at the most: with one more, all are looked up anew.
MAX_KNOWN_WORDS = 1_000
#: The rank of a word by the place that it is in: of a whole word, and of the beginning of one.
RANKS = {"title": (8, 7), "team": (5, 4), "facts": (3, 2)}
RANK_IN_BODY = 0

#: The primary key of a position, the stamp of its row in the index, and what the columns of its
#: facts hold, by which a change of these is noticed, whoever has written it.
Stamp = tuple[Any, ...]
#: The positions that have a word, by its best rank there.
RankedPositions = Mapping[int, BitMap]


class Words:
    """The positions that have a word in one place, such as their titles."""

    def __init__(self, texts: Iterable[str]) -> None:
        self.positions = positions_by_token(texts)
        self._sorted = sorted(self.positions)

    def whole(self, word: str) -> BitMap:
        return self.positions.get(word, BitMap())

    def beginning(self, letters: str) -> BitMap:
        """Return the positions with a word that begins with `letters`."""
        first, last = (bisect_left(self._sorted, end) for end in (letters, f"{letters}\U0010ffff"))
        return BitMap().union(*(self.positions[word] for word in self._sorted[first:last]))


class Snapshot:
    """The open positions of an index page at one moment, the newest first."""

    def __init__(
        self, stamps: Sequence[Stamp], rows: Mapping[int, Sequence[str]], language: str = ""
    ) -> None:
        self.stamps = stamps
        self.rows = {stamp[0]: rows.get(stamp[0], NO_ROW) for stamp in stamps}
        self.keys = list(self.rows)
        self.all = BitMap(range(len(self.keys)))
        texts = {
            name: [row[column] for row in self.rows.values()] for column, name in enumerate(COLUMNS)
        }
        facts = OpenFacts([stamp[2:] for stamp in stamps], language)
        for name, words in facts.words().items():
            pairs = zip(texts[name], words, strict=True)
            texts[name] = [f"{text} {more}" for text, more in pairs]
        self.words = {place: Words(texts[place]) for place in RANKS}
        #: The positions that have a value, by filter and value.
        self.values: dict[str, dict[str, BitMap]] = {name: {} for name in FILTERS}
        for token, positions in positions_by_token(texts["values"]).items():
            name, _equals, value = token.partition("=")
            if name in self.values:
                self.values[name][value] = positions
        self.values |= facts.values()
        #: How words are written, where that is with other letters: as in the newest position.
        self.spellings: dict[str, str] = {}
        for text in reversed(texts["spellings"]):
            for token in text.split():
                word, _equals, spelling = token.partition("=")
                self.spellings[word] = spelling
        self._numbers = {key: number for number, key in enumerate(self.keys)}
        self._known: dict[SearchedWord, RankedPositions] = {}

    def with_word(self, text: str) -> BitMap:
        """Return the positions that have the whole word outside their body."""
        return BitMap().union(*(words.whole(text) for words in self.words.values()))

    def with_values(self, name: str, values: Collection[str]) -> BitMap:
        """Return the positions that have one of `values` in the filter `name`."""
        known, fact = self.values[name], filter_facts().get(name)
        if fact is not None:
            values = {token for value in values for token in fact.found_by(value, known.keys())}
        return BitMap().union(*(known[value] for value in values if value in known))

    def with_words(self, words: Sequence[SearchedWord]) -> BitMap:
        """Return the positions that have all of `words`."""
        return self.all.intersection(
            *(BitMap().union(*ranks.values()) for ranks in self.ranked(words))
        )

    def ranked(self, words: Sequence[SearchedWord]) -> list[RankedPositions]:
        """Return the positions that have each of `words`, with one query for words that are new."""
        known = self._known if len(self._known) < MAX_KNOWN_WORDS else {}
        new = list(dict.fromkeys(word for word in words if word not in known))
        if new:
            long = [word for word in new if len(word.text) >= MIN_BODY_WORD_LENGTH]
            bodies = positions_with_words(long)
            known = known | {word: self._rank(word, bodies.get(word, ())) for word in new}
            self._known = known
        return [known[word] for word in words]

    def _rank(self, word: SearchedWord, in_body: Iterable[int]) -> RankedPositions:
        ranked, left = {}, self.all
        for place, (whole, beginning) in RANKS.items():
            words = self.words[place]
            ranked[whole] = left & words.whole(word.text)
            left = left - ranked[whole]
            if not word.is_whole:
                ranked[beginning] = left & words.beginning(word.text)
                left = left - ranked[beginning]
        numbers = self._numbers
        ranked[RANK_IN_BODY] = left & BitMap(numbers[key] for key in in_body if key in numbers)
        return {rank: positions for rank, positions in ranked.items() if positions}


@refreshed
def snapshot(request: HttpRequest | None, last: Snapshot | None, index_page: Page) -> Snapshot:
    """Return the open positions of `index_page`.

    Of the index, only rows are read that have changed since the `last` snapshot.
    """
    positions = PositionPage.objects.open_for(request).child_of(index_page)
    newest_first = positions.order_by(F("posted_date").desc(nulls_last=True), "-pk")
    stamps = list(newest_first.values_list("pk", "search_text__stamp", *fact_lookups()))
    last = last or Snapshot([], {})
    if stamps == last.stamps:
        return last
    same = set(last.stamps).intersection(stamps)
    rows = {stamp[0]: last.rows[stamp[0]] for stamp in same}
    new = [stamp[0] for stamp in stamps if stamp not in same]
    texts = PositionText.objects.filter(pk__in=new if len(new) <= MAX_NAMED_ROWS else positions)
    known: dict[str, str] = {}  # texts that several rows have are held once
    for key, *row in texts.values_list("pk", *COLUMNS).iterator():
        rows[key] = tuple(known.setdefault(text, text) for text in row)
    return Snapshot(stamps, rows, _language(index_page))


def _language(index_page: Page) -> str:
    """Return the language of the words that facts have in their labels."""
    return index_page.locale.language_code if searched_facts() else ""


def positions_by_token(texts: Iterable[str]) -> dict[str, BitMap]:
    """Return the numbers of the `texts` that have each token, of those with spaces between them."""
    numbers: dict[str, list[int]] = defaultdict(list)
    for number, text in enumerate(texts):
        for token in text.split():
            numbers[token].append(number)
    return {token: BitMap(found) for token, found in numbers.items()}
