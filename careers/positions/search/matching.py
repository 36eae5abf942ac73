"""Which positions have the words and the values that a visitor asks for."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from django.db.models import Q

from careers.models.search import PositionFacet
from careers.positions.querysets import PositionQuerySet
from careers.positions.search.filters import PositionFilters
from careers.positions.search.word_fields import HasWords, SearchedWord

#: The columns of the filters in which a position has one value; of others it may have several.
COLUMNS = {"team": "team__slug", "workplace": "workplace"}


def with_words(
    positions: PositionQuerySet, words: Sequence[SearchedWord], among_first: int | None = None
) -> PositionQuerySet:
    """Those of `positions` that have all of `words` in their title, team, facts or body.

    With `among_first`, those of so many positions that have them, whichever these are.
    """
    if not words:
        return positions
    return positions.filter(HasWords("pk", "careers.PositionText", "words", words, among_first))


def with_value(name: str, values: Collection[str]) -> Q:
    """Positions of which one of `values` is true in the filter `name`."""
    if name in COLUMNS:
        return Q(**{f"{COLUMNS[name]}__in": values})
    # A join would multiply the rows of positions that have several.
    facets = PositionFacet.objects.filter(name=name, value__in=values)
    return Q(pk__in=facets.values("position_id"))


def with_values(positions: PositionQuerySet, filters: PositionFilters) -> PositionQuerySet:
    """Those of `positions` that have a value of each active filter."""
    return positions.filter(*(with_value(name, filters.values(name)) for name in filters.active))
