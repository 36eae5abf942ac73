"""From a query string to a page of open positions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self
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
SLUG_FILTERS = {
    "team": "team__slug",
    "location": "position_locations__location__slug",
    "type": "position_types__position_type__slug",
    "workplace": "workplace",
}
WORD_LOOKUPS = (
    "title__icontains",
    "team__title__icontains",
    "position_locations__location__name__icontains",
    "position_types__position_type__name__icontains",
    "workplace__iexact",
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
        for name in SLUG_FILTERS:
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

    def apply(self, positions: PositionQuerySet) -> PositionQuerySet:
        """`positions` of which every word of the query and one value of every filter is true."""
        for word in self.query.split()[:MOST_WORDS]:
            positions = positions.filter(_any_of(word))
        for name, values in self.slugs:
            positions = positions.filter(**{f"{SLUG_FILTERS[name]}__in": values})
        return positions.distinct()


def search_positions(positions: PositionQuerySet, filters: PositionFilters) -> Page:
    """The page of `positions` that `filters` ask for, or the last one where there are fewer."""
    found = filters.apply(positions).newest_first().for_rows()
    return Paginator(found, RESULTS_PER_PAGE).get_page(filters.page)


def _any_of(word: str) -> Q:
    condition = Q()
    for lookup in WORD_LOOKUPS:
        condition |= Q(**{lookup: word})
    return condition


def _plain(value: str) -> str:
    """`value` of bearable length, with spaces for control characters, which PostgreSQL refuses."""
    return "".join(
        " " if category(char) in {"Cc", "Cs"} else char for char in value[:LONGEST_QUERY]
    ).strip()


def _page_number(value: str) -> int:
    if not (value.isascii() and value.isdigit() and len(value) < 10):
        return 1
    return max(1, int(value))
