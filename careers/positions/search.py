"""From a query string to a page of open positions."""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any, Self
from unicodedata import category

from django.core.paginator import Page, Paginator
from django.db.models import Q
from django.http import QueryDict

from careers.positions.querysets import PositionQuerySet

RESULTS_PER_PAGE = 20
MOST_WORDS = 8
LONGEST_QUERY = 200
MOST_CHOICES = 50

#: The lookup behind each parameter that filters by slugs.
SLUG_LOOKUPS = {
    "team": "team__slug__in",
    "location": "position_locations__location__slug__in",
    "type": "position_types__position_type__slug__in",
    "workplace": "workplace__in",
}
#: Where a word of the query may stand.
WORD_LOOKUPS = (
    "title__icontains",
    "team__title__icontains",
    "workplace__iexact",
    "position_locations__location__name__icontains",
    "position_types__position_type__name__icontains",
)


@dataclass(frozen=True)
class PositionFilters:
    """What a visitor asks for. Anything that makes no sense counts as absent."""

    query: str = ""
    slugs: tuple[tuple[str, tuple[str, ...]], ...] = ()
    page: int = 1

    @classmethod
    def parse(cls, parameters: QueryDict) -> Self:
        """Read `q`, `page` and the filters by slug, each as often as it occurs."""
        slugs = []
        for name in SLUG_LOOKUPS:
            values = [_plain(value) for value in parameters.getlist(name)[:MOST_CHOICES]]
            if any(values):
                slugs.append((name, tuple(value for value in values if value)))
        return cls(
            query=_plain(parameters.get("q", "")),
            slugs=tuple(slugs),
            page=_page_number(parameters.get("page", "")),
        )

    @property
    def is_active(self) -> bool:
        return bool(self.query or self.slugs)

    def querystring(self) -> str:
        """The filters without the page, to build links from."""
        parameters = QueryDict(mutable=True)
        if self.query:
            parameters["q"] = self.query
        for name, values in self.slugs:
            parameters.setlist(name, list(values))
        return parameters.urlencode()

    def page_query(self) -> str:
        """The beginning of a link to a page of the results: `?q=…&`, or `?`."""
        querystring = self.querystring()
        return f"?{querystring}&" if querystring else "?"

    def canonical_query(self, page: int) -> str:
        """What follows the address of the list in its canonical URL; pages stand on their own."""
        return f"?page={page}" if page > 1 and not self.is_active else ""

    def apply(self, positions: PositionQuerySet) -> PositionQuerySet:
        """`positions` of which every word of the query and one value of every filter is true."""
        model = positions.model
        for word in self.query.split()[:MOST_WORDS]:
            places = (_among(model, lookup, word) for lookup in WORD_LOOKUPS)
            positions = positions.filter(reduce(or_, places))
        for name, values in self.slugs:
            positions = positions.filter(_among(model, SLUG_LOOKUPS[name], values))
        return positions


def search_positions(positions: PositionQuerySet, filters: PositionFilters) -> Page:
    """The page of `positions` that `filters` ask for, or the last one where there are fewer."""
    found = filters.apply(positions).newest_first().for_rows()
    return Paginator(found, RESULTS_PER_PAGE).get_page(filters.page)


def _among(model: Any, lookup: str, value: object) -> Q:
    """Positions of which the lookup is true, as a subquery.

    Joins to several locations and types would multiply the rows with each word of a query.
    """
    return Q(pk__in=model._default_manager.filter(**{lookup: value}).order_by().values("pk"))


def _plain(value: str) -> str:
    """`value` of bearable length, with spaces for control characters, which PostgreSQL refuses."""
    return "".join(
        " " if category(char) in {"Cc", "Cs"} else char for char in value[:LONGEST_QUERY]
    ).strip()


def _page_number(value: str) -> int:
    if not (value.isascii() and value.isdigit() and len(value) < 10):
        return 1
    return max(1, int(value))
