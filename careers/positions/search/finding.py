"""How many positions there are, and how many with each choice, in one statement."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import BooleanField, Case, QuerySet, When

from careers.models.search import PositionFacet
from careers.positions.querysets import PositionQuerySet
from careers.positions.search.filters import FILTERS, PositionFilters
from careers.positions.search.matching import COLUMNS, with_value

TOTAL = "total"
WITHOUT = "without "


@dataclass(frozen=True)
class Counts:
    """Numbers of positions.

    `total` have a value of each active filter. `choices` has, for each filter, the number that each
    of its values would leave under all other filters; `without` the number without that filter.
    """

    total: int = 0
    choices: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    without: Mapping[str, int] = field(default_factory=dict)


def count(positions: PositionQuerySet, filters: PositionFilters) -> Counts:
    """Count `positions` by the active filters and by the choices in all of them.

    The positions are looked for once, and what fits is counted among them.
    """
    fits = {
        f"fits_{name}": Case(
            When(with_value(name, filters.values(name)), then=True),
            default=False,
            output_field=BooleanField(),
        )
        for name in filters.active
    }
    found = positions.order_by().annotate(**fits)
    found = found.values_list("pk", *COLUMNS.values(), *fits)
    inner, parameters = found.query.get_compiler(positions.db).as_sql()
    names = ", ".join(["id", *COLUMNS, *fits])
    statement = (
        f"WITH found ({names}) AS ({inner}), "  # noqa: S608
        f"matched AS MATERIALIZED (SELECT * FROM found{_counted_at_all(filters.active)}) "
        + " UNION ALL ".join(_parts(filters.active))
    )
    counted: dict[str, dict[str, int]] = defaultdict(dict)
    with connections[positions.db].cursor() as cursor:
        cursor.execute(statement, parameters)
        for name, value, number in cursor.fetchall():
            counted[name][value] = number
    return Counts(
        total=counted[TOTAL][""],
        choices={name: counted[name] for name in FILTERS},
        without={name: counted[WITHOUT + name][""] for name in filters.active},
    )


def numbers_of(querysets: Sequence[QuerySet], most: int) -> list[int]:
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
    with connections[querysets[0].db].cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(parts)}", parameters)
        return list(cursor.fetchone())


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


def _counted_at_all(active: Sequence[str]) -> str:
    """Keeps what fits at least all filters but one; nothing else is ever counted."""
    if len(active) < 2:
        return ""
    return _where(" OR ".join(f"({_fits(active, besides=name)})" for name in active))


def _fits(active: Sequence[str], besides: str = "") -> str:
    return " AND ".join(f"fits_{name}" for name in active if name != besides)


def _where(condition: str) -> str:
    return condition and f" WHERE {condition}"
