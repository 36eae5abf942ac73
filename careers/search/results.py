"""The results of a search: rows, facets, active filters, and suggestions where there are none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from django.core.paginator import Page as ResultPage
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.utils.translation import gettext, ngettext
from wagtail.models import Page

from careers.core.formatting import cut
from careers.core.metadata import MAX_DESCRIPTION
from careers.positions.position_page import PositionPage
from careers.positions.querysets import PositionQuerySet
from careers.positions.rows import PositionRow, position_rows
from careers.search.active_filters import ActiveFilter, active_filters
from careers.search.facet_choices import facet_choices, with_countries
from careers.search.facets import Facet, facets
from careers.search.parameters import MAX_QUERY_LENGTH, PositionFilters
from careers.search.query import Matches, find_matches
from careers.search.spelling import Spelling, check_spelling, with_meant_words
from careers.search.suggestions import Suggestion, suggest_searches

RESULTS_PER_PAGE = 20
#: The filters of which a single value is worth a page of its own in search engines.
INDEXED = ("team", "location")


@dataclass(frozen=True)
class PositionSearch:
    """What a page shows of the positions that `filters` ask for.

    `searched` are the filters that were searched for: `filters`, or these with the corrected query.
    `page` numbers the positions that match; `rows` are those of them that the page shows. Where
    there are none, `suggestions` are other searches that find some.
    """

    filters: PositionFilters
    searched: PositionFilters
    page: ResultPage
    rows: Sequence[PositionRow]
    facets: Sequence[Facet]
    active_filters: Sequence[ActiveFilter]
    suggestions: Sequence[Suggestion]

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
        """What was asked for, on the page that is shown."""
        return self.filters.on_page(self.page.number)

    @property
    def single(self) -> ActiveFilter | None:
        """The team or location that was asked for alone, where it has positions."""
        is_single = self.filters.single in INDEXED and self.total
        return self.active_filters[0] if is_single else None

    @property
    def heading(self) -> str:
        """What the list of one team or of one place is called, or "" for any other list."""
        if not self.single:
            return ""
        if self.filters.single == "team":
            return gettext("%(team)s: open positions") % {"team": self.single.label}
        return gettext("Open positions in %(location)s") % {"location": self.single.label}

    @property
    def description(self) -> str:
        """How many positions a team or a place has, and the first of them, or ""."""
        if not self.single:
            return ""
        number = ngettext("%(number)d open position", "%(number)d open positions", self.total)
        titles = ", ".join(row.title for row in self.rows)
        text = f"{self.single.label}: {number % {'number': self.total}} – {titles}"
        return cut(text, MAX_DESCRIPTION)

    @property
    def number_chosen(self) -> int:
        """How many values are chosen in all filters together; the query doesn't count."""
        return sum(len(self.filters.values(name)) for name in self.filters.active)

    @property
    def is_for_search_engines(self) -> bool:
        """Whether this list is worth finding: all positions, those of a team, those of a place."""
        return bool(self.single) or not self.filters.is_active

    @property
    def pages(self) -> Iterator[tuple[int | str, PositionFilters | None]]:
        """The numbers of the pages around this one, each with its filters; `None` for a gap."""
        for number in self.page.paginator.get_elided_page_range(self.page.number, on_ends=1):
            yield number, self.filters.on_page(number) if isinstance(number, int) else None

    @property
    def previous(self) -> PositionFilters | None:
        has_one = self.page.has_previous()
        return self.filters.on_page(self.page.number - 1) if has_one else None

    @property
    def next(self) -> PositionFilters | None:
        return self.filters.on_page(self.page.number + 1) if self.page.has_next() else None


def search_positions(
    index_page: Page, request: HttpRequest, filters: PositionFilters
) -> PositionSearch:
    """Search the open positions of `index_page`; correct mistyped words where none has them.

    The number of queries doesn't depend on how many positions there are or are found, but it is
    larger where none has the words.
    """
    positions = PositionPage.objects.open_for(request).child_of(index_page)
    known = facet_choices(index_page, positions, request)
    searched, spelling = filters, Spelling()
    page, matches = _find_page(positions, searched)
    if not matches.total and filters.query:
        spelling = check_spelling(positions, filters.words)
        if spelling.is_mistyped:
            query = with_meant_words(filters.query, spelling.meant)
            searched = replace(filters, query=query)
            page, matches = _find_page(positions, searched)
    known = with_countries(known, [*matches.facets["country"], *filters.country])
    suggestions = []
    if not matches.total and filters.is_active:
        suggestions = suggest_searches(searched, known, matches, positions, spelling)
    return PositionSearch(
        filters=filters,
        searched=searched,
        page=page,
        rows=_rows(matches.ids, request),
        facets=facets(filters, known, matches),
        active_filters=active_filters(filters, known),
        suggestions=suggestions,
    )


def _find_page(positions: PositionQuerySet, filters: PositionFilters) -> tuple[ResultPage, Matches]:
    """Return the page that is asked for, or the last one where there are fewer, and its matches."""
    first = (filters.page - 1) * RESULTS_PER_PAGE
    matches = find_matches(positions, filters, first, RESULTS_PER_PAGE)
    page = Paginator(range(matches.total), RESULTS_PER_PAGE).get_page(filters.page)
    if matches.total and not matches.ids:
        last = page.start_index() - 1
        matches = find_matches(positions, filters, last, RESULTS_PER_PAGE)
    return page, matches


def _rows(ids: Sequence[int], request: HttpRequest) -> list[PositionRow]:
    """The rows of the positions with `ids`, in their order."""
    positions = PositionPage.objects.filter(pk__in=ids).for_rows()
    by_id = {position.pk: position for position in positions} if ids else {}
    return position_rows([by_id[key] for key in ids if key in by_id], request)
