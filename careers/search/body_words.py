"""Which positions have a word in their body: the SQL of the search, for PostgreSQL and SQLite."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import connections, transaction

from careers.search.index_models import PositionText
from careers.search.normalize import SearchedWord
from careers.search.operations import WordIndex

#: The databases for which there is SQL, by Django's names of their vendors.
SEARCHED_DATABASES = ("postgresql", "sqlite")


def positions_with_words(words: Sequence[SearchedWord]) -> dict[SearchedWord, list[int]]:
    """Return the keys of the positions that have each of `words` in their body, in one query."""
    found: dict[SearchedWord, list[int]] = {word: [] for word in words}
    if not words:
        return found
    index = WordIndex.of(PositionText, "body")
    with _cursor_by_indexes(PositionText.objects.db) as cursor:
        is_postgresql = cursor.db.vendor == "postgresql"
        select = _postgresql(index) if is_postgresql else _sqlite(index)
        beginning, query = (":*", "'{}'{}") if is_postgresql else (" *", '"{}"{}')
        parameters: list[Any] = []
        for number, (text, is_whole) in enumerate(words):
            parameters += [number, query.format(text, "" if is_whole else beginning)]
        cursor.execute(" UNION ALL ".join([select] * len(words)), parameters)
        for number, key in cursor.fetchall():
            found[words[number]].append(key)
    return found


def _postgresql(index: WordIndex) -> str:
    return f"SELECT %s, {index.key} FROM {index.table} WHERE {index.column} @@ %s::tsquery"  # noqa: S608


def _sqlite(index: WordIndex) -> str:
    return f"SELECT %s, rowid FROM {index.name} WHERE {index.name} MATCH %s"  # noqa: S608


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
