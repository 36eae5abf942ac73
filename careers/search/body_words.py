"""Which positions have a word in their body: the SQL of the search, for each database."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple

from django.db import connections, transaction

from careers.search.index_models import PositionText
from careers.search.normalize import SearchedWord
from careers.search.operations import WordIndex

#: The databases that have an index of the words, by Django's names of their vendors.
INDEXED_DATABASES = ("postgresql", "sqlite")
#: Those, and what reads the words of all bodies: MySQL, which is MariaDB, too.
SEARCHED_DATABASES = (*INDEXED_DATABASES, "mysql")


def positions_with_words(words: Sequence[SearchedWord]) -> dict[SearchedWord, list[int]]:
    """Return the keys of the positions that have each of `words` in their body, in one query."""
    found: dict[SearchedWord, list[int]] = {word: [] for word in words}
    if not words:
        return found
    index = WordIndex.of(PositionText, "body")
    with _cursor_by_indexes(PositionText.objects.db) as cursor:
        search = _SEARCHES.get(cursor.db.vendor, _plain)(index)
        parameters: list[Any] = []
        for number, (text, is_whole) in enumerate(words):
            query = search.whole if is_whole else search.beginning
            parameters += [number, query.format(text)]
        cursor.execute(" UNION ALL ".join([search.select] * len(words)), parameters)
        for number, key in cursor.fetchall():
            found[words[number]].append(key)
    return found


class _Search(NamedTuple):
    """A statement for one word, and how the database is asked for a whole word and a beginning."""

    select: str
    whole: str
    beginning: str


def _postgresql(index: WordIndex) -> _Search:
    select = f"SELECT %s, {index.key} FROM {index.table} WHERE {index.column} @@ %s::tsquery"  # noqa: S608
    return _Search(select, whole="'{}'", beginning="'{}':*")


def _sqlite(index: WordIndex) -> _Search:
    select = f"SELECT %s, rowid FROM {index.name} WHERE {index.name} MATCH %s"  # noqa: S608
    return _Search(select, whole='"{}"', beginning='"{}" *')


def _plain(index: WordIndex) -> _Search:
    """Read all bodies: normalised words hold neither of the two wildcards of `LIKE`."""
    select = f"SELECT %s, {index.key} FROM {index.table} WHERE {index.column} LIKE %s"  # noqa: S608
    return _Search(select, whole="% {} %", beginning="% {}%")


_SEARCHES = {"postgresql": _postgresql, "sqlite": _sqlite}


@contextmanager
def _cursor_by_indexes(database: str) -> Iterator[Any]:
    """A cursor whose statements use indexes wherever there are any.

    PostgreSQL would rather read all rows for a frequent word. It takes no account of how long it
    takes to unpack the words of a row.
    """
    connection = connections[database]
    if connection.vendor != "postgresql":
        with connection.cursor() as cursor:
            yield cursor
        return
    with transaction.atomic(using=database), connection.cursor() as cursor:
        cursor.execute("SHOW enable_seqscan")
        [before] = cursor.fetchone()
        cursor.execute("SET LOCAL enable_seqscan TO off")
        yield cursor
        # There may be a transaction around this one, for which it was set.
        cursor.execute("SELECT set_config('enable_seqscan', %s, true)", [before])
