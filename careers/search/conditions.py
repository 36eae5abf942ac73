"""The conditions of a search: positions that have its words and its values."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from django.db.models import Q

from careers.positions.querysets import PositionQuerySet
from careers.search.index_models import PositionFacet
from careers.search.normalize import SearchedWord
from careers.search.parameters import PositionFilters
from careers.search.sql import HasWords

#: The columns of the filters in which a position has one value; of others it may have several.
COLUMNS = {"team": "team__slug", "workplace": "workplace"}


def with_words(
    positions: PositionQuerySet, words: Sequence[SearchedWord], among_first: int | None = None
) -> PositionQuerySet:
    """Return those of `positions` that have all of `words` in title, team, facts or body.

    With `among_first`, look at so many positions with these words only, in any order.
    """
    if not words:
        return positions
    return positions.filter(HasWords("pk", words, among_first))


def with_value(name: str, values: Collection[str]) -> Q:
    """Return the condition that a position has one of `values` in the filter `name`."""
    if name in COLUMNS:
        return Q(**{f"{COLUMNS[name]}__in": values})
    # A join would multiply the rows of positions that have several.
    facets = PositionFacet.objects.filter(name=name, value__in=values)
    return Q(pk__in=facets.values("position_id"))


def with_values(positions: PositionQuerySet, filters: PositionFilters) -> PositionQuerySet:
    """Return those of `positions` that have a value of each active filter."""
    return positions.filter(*(with_value(name, filters.values(name)) for name in filters.active))
