"""What fits, best first, how much, and how much of it has each choice: all in one statement."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connections, transaction
from django.db.models import BooleanField, Case, QuerySet, When

from careers.models.search import PositionFacet, PositionText
from careers.positions.querysets import PositionQuerySet
from careers.positions.search.filters import FILTERS, PositionFilters
from careers.positions.search.matching import COLUMNS, with_value, with_words
from careers.positions.search.word_fields import SearchedWord

TOTAL, ROW, WITHOUT = "total", "row", "without "
#: What a word is worth by where it stands: as a whole word, and as the beginning of one.
WORTH = (("title", 8, 7), ("team", 5, 4), ("facts", 3, 2))


@dataclass(frozen=True)
class Found:
    """Positions that fit, and numbers of positions.

    `total` have a value of each active filter; `ids` are those on the page that was asked for, the
    best first. `choices` has, for each filter, the number that each of its values would leave under
    all other filters; `without` the number without that filter.
    """

    total: int = 0
    ids: Sequence[int] = ()
    choices: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    without: Mapping[str, int] = field(default_factory=dict)


def find(positions: PositionQuerySet, filters: PositionFilters, first: int, number: int) -> Found:
    """Find what `filters` ask for among `positions`: `number` of them after the `first` ones.

    The best match stands first: a word counts where it is worth most, in the title, in the team's
    name, in the facts or (nothing) in the body. Of equal ones, and without words, the newest.

    Positions with the words are looked for once; all else is found and counted among them.
    """
    fits = {
        f"fits_{name}": Case(
            When(with_value(name, filters.values(name)), then=True),
            default=False,
            output_field=BooleanField(),
        )
        for name in filters.active
    }
    found = with_words(positions, filters.words).order_by().annotate(**fits)
    found = found.values_list("pk", "posted_date", *COLUMNS.values(), *fits)
    inner, parameters = found.query.get_compiler(positions.db).as_sql()
    names = ", ".join(["id", "posted", *COLUMNS, *fits])
    rows, its_parameters = _rows(filters, first, number)
    statement = f"WITH matched ({names}) AS MATERIALIZED ({inner}) " + " UNION ALL ".join(
        [*_parts(filters.active), rows]
    )
    results: dict[str, dict[str, int]] = defaultdict(dict)
    with connections[positions.db].cursor() as cursor:
        cursor.execute(statement, [*parameters, *its_parameters])
        for name, value, count in cursor.fetchall():
            results[name][value] = count
    return Found(
        total=results[TOTAL][""],
        ids=[int(key) for key in sorted(results[ROW], key=results[ROW].__getitem__)],
        choices={name: results[name] for name in FILTERS},
        without={name: results[WITHOUT + name][""] for name in filters.active},
    )


def numbers_of(querysets: Sequence[QuerySet], most: int | None = None) -> list[int]:
    """How many rows each has, counted up to `most`, in one statement."""
    if not querysets:
        return []
    parts, parameters = [], []
    for number, queryset in enumerate(querysets):
        rows = queryset.order_by().values("pk")[:most]
        try:
            sql, its_parameters = rows.query.get_compiler(rows.db).as_sql()
        except EmptyResultSet:  # Django knows without asking
            parts.append("0")
            continue
        parts.append(f"(SELECT COUNT(*) FROM ({sql}) AS rows_{number})")  # noqa: S608
        parameters += its_parameters
    with _by_indexes(querysets[0].db) as cursor:
        cursor.execute(f"SELECT {', '.join(parts)}", parameters)
        return list(cursor.fetchone())


@contextmanager
def _by_indexes(database: str) -> Iterator[Any]:
    """A cursor whose statements use indexes wherever there are any.

    Asked for a few rows with a word, PostgreSQL would rather read all until it has met them. It
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


def _rows(filters: PositionFilters, first: int, number: int) -> tuple[str, list[Any]]:
    """A statement that gives the ids of what fits, each with its place among all that does."""
    worth = [_worth(word) for word in filters.words]
    order = ["posted DESC NULLS LAST", "id DESC"]
    source = "matched"
    if worth:
        source += f" JOIN {PositionText._meta.db_table} AS words ON words.position_id = matched.id"
        order.insert(0, f"{' + '.join(sql for sql, _patterns in worth)} DESC")
    statement = (
        f"SELECT '{ROW}', CAST(id AS VARCHAR(20)), place FROM ("  # noqa: S608
        f"SELECT id, ROW_NUMBER() OVER (ORDER BY {', '.join(order)}) AS place "
        f"FROM {source}{_where(_fits(filters.active))}"
        f") AS placed WHERE place > %s AND place <= %s"
    )
    patterns = [pattern for _sql, its_patterns in worth for pattern in its_patterns]
    return statement, [*patterns, first, first + number]


def _worth(word: SearchedWord) -> tuple[str, list[str]]:
    cases = []
    for place, whole, beginning in WORTH:
        cases.append((whole, place, f"% {word.text} %"))
        if not word.is_whole:
            cases.append((beginning, place, f"% {word.text}%"))
    sql = " ".join(f"WHEN words.{place} LIKE %s THEN {worth}" for worth, place, _pattern in cases)
    return f"CASE {sql} ELSE 0 END", [pattern for _worth, _place, pattern in cases]


def _parts(active: Sequence[str]) -> Iterator[str]:
    """Statements that give what is counted, the value that is counted, and the number."""
    yield f"SELECT '{TOTAL}', '', COUNT(*) FROM matched{_where(_fits(active))}"  # noqa: S608
    for name in active:
        others = _where(_fits(active, besides=name))
        yield f"SELECT '{WITHOUT}{name}', '', COUNT(*) FROM matched{others}"  # noqa: S608
    for name in COLUMNS:
        others = _where(_fits(active, besides=name))
        yield f"SELECT '{name}', {name}, COUNT(*) FROM matched{others} GROUP BY {name}"  # noqa: S608
    several = [
        " AND ".join(filter(None, [f"facet.name = '{name}'", _fits(active, besides=name)]))
        for name in FILTERS
        if name not in COLUMNS
    ]
    yield (
        f"SELECT facet.name, facet.value, COUNT(*) FROM matched "  # noqa: S608
        f"JOIN {PositionFacet._meta.db_table} AS facet ON facet.position_id = matched.id"
        f"{_where(' OR '.join(f'({condition})' for condition in several) if active else '')} "
        f"GROUP BY facet.name, facet.value"
    )


def _fits(active: Sequence[str], besides: str = "") -> str:
    return " AND ".join(f"fits_{name}" for name in active if name != besides)


def _where(condition: str) -> str:
    return condition and f" WHERE {condition}"
