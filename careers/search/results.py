"""The results of a search: rows, facets, active filters, and suggestions where there are none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from django.core.paginator import Page as ResultPage
from django.http import HttpRequest
from django.utils.translation import gettext, ngettext

from careers.core.formatting import shorten
from careers.core.metadata import MAX_DESCRIPTION
from careers.core.numbered_pages import NumberedPages
from careers.kept.facts import find_each_kept
from careers.positions.position_page import PositionPage
from careers.positions.rows import PositionRow, position_rows
from careers.search.active_filters import ActiveFilter
from careers.search.facets import Facet
from careers.search.parameters import MAX_QUERY_LENGTH, PositionFilters
from careers.search.suggestions import Suggestion

#: The filters of which a single value is worth a page of its own in search engines.
INDEXED = ("team", "location")


@dataclass(frozen=True)
class PositionSearch:
    """What a page shows of the positions that `filters` ask for.

    `searched` are the filters that were searched for: `filters`, or these with the corrected query.
    `page` numbers the positions that match; `keys` are of those of them that it shows. Where there
    are none, `suggestions` are other searches that find some.
    """

    filters: PositionFilters
    searched: PositionFilters
    page: ResultPage
    keys: Sequence[int]
    request: HttpRequest
    facets: Sequence[Facet]
    active_filters: Sequence[ActiveFilter]
    suggestions: Sequence[Suggestion]

    @cached_property
    def rows(self) -> list[PositionRow]:
        """The positions of the page as a list shows them."""
        return find_each_kept(self.request, "position row", self.keys, self._find_rows)

    @property
    def total(self) -> int:
        return self.page.paginator.count

    @property
    def is_corrected(self) -> bool:
        return self.searched is not self.filters

    @property
    def literally(self) -> PositionFilters:
        """A search for the words that were typed, exactly as they were typed."""
        words = self.filters.query.replace('"', " ")[: MAX_QUERY_LENGTH - 2]
        return self.filters.with_query(f'"{words}"')

    @property
    def canonical(self) -> PositionFilters:
        """What was asked for, on the page that is shown, with all filters folded."""
        return replace(self.filters, page=self.page.number, unfolded=())

    @property
    def single(self) -> ActiveFilter | None:
        """The team or location that was asked for alone, where it has positions."""
        is_single = self.filters.single in INDEXED and self.total
        return self.active_filters[0] if is_single else None

    @property
    def heading(self) -> str:
        """What the list of one team or of one location is called, or "" for any other list."""
        if not self.single:
            return ""
        if self.filters.single == "team":
            return gettext("%(team)s: open positions") % {"team": self.single.label}
        return gettext("Open positions in %(location)s") % {"location": self.single.label}

    @property
    def description(self) -> str:
        """How many positions a team or a location has, and the first of them, or ""."""
        if not self.single:
            return ""
        number = ngettext("%(number)d open position", "%(number)d open positions", self.total)
        titles = ", ".join(row.title for row in self.rows)
        text = f"{self.single.label}: {number % {'number': self.total}} – {titles}"
        return shorten(text, MAX_DESCRIPTION)

    @property
    def number_chosen(self) -> int:
        """How many values are chosen in all filters together; the query doesn't count."""
        return sum(len(self.filters.values(name)) for name in self.filters.active)

    @property
    def is_for_search_engines(self) -> bool:
        """Whether this list is worth finding: all positions, or those of one team or location."""
        return bool(self.single) or not self.filters.is_active

    def pages(self, index_url: str) -> NumberedPages:
        """Return the pages of this search, whose addresses begin with `index_url`."""
        return NumberedPages(
            self.page, lambda number: f"{index_url}{self.filters.on_page(number).querystring()}"
        )

    def _find_rows(self, keys: Sequence[int]) -> dict[int, PositionRow]:
        positions = list(PositionPage.objects.filter(pk__in=keys).for_rows())
        rows = position_rows(positions, self.request)
        return {position.pk: row for position, row in zip(positions, rows, strict=True)}
