"""The SQL of the search, for PostgreSQL and SQLite. operations.py creates its indexes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import NotSupportedError, connections, models, transaction
from django.db.models import F, Func, QuerySet

from careers.search.index_models import PositionFacet, PositionText
from careers.search.normalize import SearchedWord
from careers.search.operations import WordIndex

#: The databases for which there is SQL, by Django's names of their vendors.
SEARCHED_DATABASES = ("postgresql", "sqlite")
#: Names of the rows that the search statement returns, beside those of the filters.
TOTAL, ROW, WITHOUT = "total", "row", "without "
#: The rank of a word by the column that it is in: of a whole word, and of the beginning of one.
RANKS = (("title", 8, 7), ("team", 5, 4), ("facts", 3, 2))


class HasWords(Func):
    """Whether the position with the primary key `key` has all of `words`.

    With `among_first`, only so many positions with these words are looked at, in any order.
    """

    output_field = models.BooleanField()

    def __init__(
        self, key: str, words: Sequence[SearchedWord], among_first: int | None = None
    ) -> None:
        super().__init__(F(key))
        self.words = words
        self.word_index = WordIndex.of(PositionText, "words")
        self.limit = f" LIMIT {among_first}" if among_first else ""

    def as_sql(self, compiler: Any, connection: Any, **extra: Any) -> tuple[str, Any]:  # type: ignore[override]
        raise NotSupportedError("Positions can be searched on PostgreSQL and on SQLite.")

    def as_postgresql(self, compiler: Any, connection: Any, **extra: Any) -> tuple[str, Any]:
        query = " & ".join(f"'{word.text}'{'' if word.is_whole else ':*'}" for word in self.words)
        key, parameters = compiler.compile(self.source_expressions[0])
        rows = (
            f"SELECT {self.word_index.key} FROM {self.word_index.table} "  # noqa: S608
            f"WHERE {self.word_index.column} @@ %s::tsquery{self.limit}"
        )
        # Make an array first, whatever PostgreSQL guesses of how many rows have the words.
        return f"{key} = ANY(ARRAY({rows}))", (*parameters, query)

    def as_sqlite(self, compiler: Any, connection: Any, **extra: Any) -> tuple[str, Any]:
        query = " AND ".join(f'"{word.text}"{"" if word.is_whole else " *"}' for word in self.words)
        key, parameters = compiler.compile(self.source_expressions[0])
        name = self.word_index.name
        rows = f"SELECT rowid FROM {name} WHERE {name} MATCH %s{self.limit}"  # noqa: S608
        return f"{key} IN ({rows})", (*parameters, query)


def search_statement(
    matches: QuerySet,
    *,
    columns: Sequence[str],
    facets: Sequence[str],
    active: Sequence[str],
    words: Sequence[SearchedWord],
    first: int,
    number: int,
) -> tuple[str, list[Any]]:
    """Return the one statement of a search, and its parameters.

    `matches` selects of each position with the words: its id, its posted date, the `columns`, and
    whether it has a value of each `active` filter. The statement returns rows of a name, a value
    and a number: of `TOTAL`, of `WITHOUT` with each active filter, of each value of the `columns`
    and of the `facets`, and as `ROW` the ids of `number` positions after the `first` ones with
    their numbers, the best match first.
    """
    sql, parameters = matches.query.get_compiler(matches.db).as_sql()
    names = ", ".join(["id", "posted", *columns, *(f"fits_{name}" for name in active)])
    rows, row_parameters = _rows(active, words, first, number)
    counts = _counts(columns, facets, active)
    statement = f"WITH matched ({names}) AS MATERIALIZED ({sql}) " + " UNION ALL ".join(
        [*counts, rows]
    )
    return statement, [*parameters, *row_parameters]


def count_each(querysets: Sequence[QuerySet], maximum: int | None = None) -> list[int]:
    """Count the rows of each queryset, up to `maximum`, in one statement."""
    if not querysets:
        return []
    parts: list[str] = []
    parameters: list[Any] = []
    for number, queryset in enumerate(querysets):
        rows = queryset.order_by().values("pk")[:maximum]
        try:
            sql, row_parameters = rows.query.get_compiler(rows.db).as_sql()
        except EmptyResultSet:  # Django knows without asking
            parts.append("0")
            continue
        parts.append(f"(SELECT COUNT(*) FROM ({sql}) AS rows_{number})")  # noqa: S608
        parameters += row_parameters
    with _cursor_by_indexes(querysets[0].db) as cursor:
        cursor.execute(f"SELECT {', '.join(parts)}", parameters)
        return list(cursor.fetchone())


@contextmanager
def _cursor_by_indexes(database: str) -> Iterator[Any]:
    """A cursor whose statements use indexes wherever there are any.

    For a few rows with a word, PostgreSQL would rather read all rows until it has found them. It
    can't know that there are fewer, or none, and then that takes longest.
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


def _rows(
    active: Sequence[str], words: Sequence[SearchedWord], first: int, number: int
) -> tuple[str, list[Any]]:
    """The statement that returns the ids of a page of matches, each with its number."""
    ranks = [_rank(word) for word in words]
    order = ["posted DESC NULLS LAST", "id DESC"]
    source = "matched"
    if ranks:
        source += f" JOIN {PositionText._meta.db_table} AS words ON words.position_id = matched.id"
        order.insert(0, f"{' + '.join(sql for sql, _patterns in ranks)} DESC")
    statement = (
        f"SELECT '{ROW}', CAST(id AS VARCHAR(20)), row_number FROM ("  # noqa: S608
        f"SELECT id, ROW_NUMBER() OVER (ORDER BY {', '.join(order)}) AS row_number "
        f"FROM {source}{_where(_fits(active))}"
        f") AS numbered WHERE row_number > %s AND row_number <= %s"
    )
    patterns = [pattern for _sql, word_patterns in ranks for pattern in word_patterns]
    return statement, [*patterns, first, first + number]


def _rank(word: SearchedWord) -> tuple[str, list[str]]:
    cases = []
    for column, whole, beginning in RANKS:
        cases.append((whole, column, f"% {word.text} %"))
        if not word.is_whole:
            cases.append((beginning, column, f"% {word.text}%"))
    sql = " ".join(f"WHEN words.{column} LIKE %s THEN {rank}" for rank, column, _pattern in cases)
    return f"CASE {sql} ELSE 0 END", [pattern for _rank, _column, pattern in cases]


def _counts(columns: Sequence[str], facets: Sequence[str], active: Sequence[str]) -> Iterator[str]:
    """Statements that return the name of what is counted, the value, and the number."""
    yield f"SELECT '{TOTAL}', '', COUNT(*) FROM matched{_where(_fits(active))}"  # noqa: S608
    for name in active:
        others = _where(_fits(active, besides=name))
        yield f"SELECT '{WITHOUT}{name}', '', COUNT(*) FROM matched{others}"  # noqa: S608
    for name in columns:
        others = _where(_fits(active, besides=name))
        yield f"SELECT '{name}', {name}, COUNT(*) FROM matched{others} GROUP BY {name}"  # noqa: S608
    conditions = [
        " AND ".join(filter(None, [f"facet.name = '{name}'", _fits(active, besides=name)]))
        for name in facets
    ]
    where = _where(" OR ".join(f"({condition})" for condition in conditions) if active else "")
    yield (
        f"SELECT facet.name, facet.value, COUNT(*) FROM matched "  # noqa: S608
        f"JOIN {PositionFacet._meta.db_table} AS facet ON facet.position_id = matched.id"
        f"{where} GROUP BY facet.name, facet.value"
    )


def _fits(active: Sequence[str], besides: str = "") -> str:
    return " AND ".join(f"fits_{name}" for name in active if name != besides)


def _where(condition: str) -> str:
    return condition and f" WHERE {condition}"
