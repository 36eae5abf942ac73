"""Run a search: the matches of a page, best first, how many there are, and the facets' counts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.db import connections
from django.db.models import BooleanField, Case, When

from careers.positions.querysets import PositionQuerySet
from careers.search.conditions import COLUMNS, with_value, with_words
from careers.search.parameters import FILTERS, PositionFilters
from careers.search.sql import ROW, TOTAL, WITHOUT, search_statement


@dataclass(frozen=True)
class Matches:
    """Positions that match, and numbers of positions.

    `total` have a value of each active filter; `ids` are those on the page that was asked for, the
    best first. `facets` has, for each filter, the number that each of its values would leave under
    all other filters; `without` the number without that filter.
    """

    total: int = 0
    ids: Sequence[int] = ()
    facets: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    without: Mapping[str, int] = field(default_factory=dict)


def find_matches(
    positions: PositionQuerySet, filters: PositionFilters, first: int, number: int
) -> Matches:
    """Find what `filters` ask for among `positions`: `number` of them after the `first` ones.

    The best match stands first: each word counts where it ranks highest, in the title, in the
    team's name, in the facts or (nothing) in the body. Of equal ones, and without words, the newest
    stands first.

    The database looks for positions with the words once; all else it finds and counts among them.
    """
    fits = {
        f"fits_{name}": Case(
            When(with_value(name, filters.values(name)), then=True),
            default=False,
            output_field=BooleanField(),
        )
        for name in filters.active
    }
    matches = with_words(positions, filters.words).order_by().annotate(**fits)
    statement, parameters = search_statement(
        matches.values_list("pk", "posted_date", *COLUMNS.values(), *fits),
        columns=list(COLUMNS),
        facets=[name for name in FILTERS if name not in COLUMNS],
        active=filters.active,
        words=filters.words,
        first=first,
        number=number,
    )
    results: dict[str, dict[str, int]] = defaultdict(dict)
    with connections[positions.db].cursor() as cursor:
        cursor.execute(statement, parameters)
        for name, value, count in cursor.fetchall():
            results[name][value] = count
    return Matches(
        total=results[TOTAL][""],
        ids=[int(key) for key in sorted(results[ROW], key=results[ROW].__getitem__)],
        facets={name: results[name] for name in FILTERS},
        without={name: results[WITHOUT + name][""] for name in filters.active},
    )
