"""Which positions have the words and values that a visitor asks for, and which fit best."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from django.db.models import Case, IntegerField, Q, Value, When

from careers.models.search import PositionFacet
from careers.positions.querysets import PositionQuerySet
from careers.positions.search.filters import PositionFilters
from careers.positions.search.word_fields import HasWords, SearchedWord

#: What a word is worth by where it stands: as a whole word, and as the beginning of one.
WORTH = (("title", 8, 7), ("team", 5, 4), ("facts", 3, 2))

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


def best_first(positions: PositionQuerySet, words: Sequence[SearchedWord]) -> PositionQuerySet:
    """`positions` by what the places of `words` are worth, the newest first among equals.

    A word counts where it is worth most: in the title, in the team's name, in the facts, or
    (nothing) in the body.
    """
    if not words:
        return positions.newest_first()
    worth = sum((_worth(word) for word in words), start=Value(0))
    return positions.alias(worth=worth).order_by("-worth", "-posted_date", "-pk")


def _worth(word: SearchedWord) -> Case:
    cases = []
    for place, whole, beginning in WORTH:
        column = f"search_text__{place}__contains"
        cases.append((whole, When(**{column: f" {word.text} "}, then=Value(whole))))
        if not word.is_whole:
            cases.append((beginning, When(**{column: f" {word.text}"}, then=Value(beginning))))
    cases.sort(key=lambda case: -case[0])
    return Case(*(case for _worth, case in cases), default=Value(0), output_field=IntegerField())
