"""What a search finds by words alone."""

from __future__ import annotations

from collections.abc import Iterable

from wagtail.models import Page

from careers.search.normalize import SearchedWord
from careers.search.snapshot import snapshot


def keys_with_words(index_page: Page, words: Iterable[SearchedWord]) -> set[int]:
    """The keys of the open positions of an index page that have all of `words`."""
    positions = snapshot(None, index_page)
    return {positions.keys[number] for number in positions.with_words(list(words))}
