"""Search the open positions of an index page. All other files of this room serve this one."""

from __future__ import annotations

from dataclasses import replace

from django.core.paginator import Page as ResultPage
from django.core.paginator import Paginator
from django.http import HttpRequest
from wagtail.models import Page

from careers.search.active_filters import active_filters
from careers.search.facet_choices import facet_choices, with_countries
from careers.search.facets import facets
from careers.search.parameters import PositionFilters
from careers.search.query import Matches, find_matches
from careers.search.results import PositionSearch
from careers.search.snapshot import Snapshot, snapshot
from careers.search.spelling import Spelling, check_spelling, with_meant_words
from careers.search.suggestions import suggest_searches

RESULTS_PER_PAGE = 20


def search_positions(
    index_page: Page,
    request: HttpRequest,
    filters: PositionFilters,
    per_page: int | None = None,
) -> PositionSearch:
    """Search the open positions of `index_page`; correct mistyped words where none has them.

    A page of results has `per_page` of them, or as many as the search page. The number of queries
    doesn't depend on how many positions there are or are found, but it is larger where none has the
    words.
    """
    per_page = per_page or RESULTS_PER_PAGE
    positions = snapshot(request, index_page)
    known = facet_choices(request, index_page)
    searched, spelling = filters, Spelling()
    page, matches = _find_page(positions, searched, per_page)
    if not matches.total and filters.query:
        spelling = check_spelling(positions, filters.words)
        if spelling.is_mistyped:
            query = with_meant_words(filters.query, spelling.meant)
            searched = replace(filters, query=query)
            page, matches = _find_page(positions, searched, per_page)
    known = with_countries(known, [*matches.facets["country"], *filters.country])
    suggestions = []
    if not matches.total and filters.is_active:
        suggestions = suggest_searches(searched, known, positions, spelling)
    return PositionSearch(
        filters=filters,
        searched=searched,
        page=page,
        keys=matches.keys,
        request=request,
        facets=facets(filters, known, matches),
        active_filters=active_filters(filters, known),
        suggestions=suggestions,
    )


def _find_page(
    positions: Snapshot, filters: PositionFilters, per_page: int
) -> tuple[ResultPage, Matches]:
    """Return the page that is asked for, or the last one where there are fewer, and its matches."""
    first = (filters.page - 1) * per_page
    matches = find_matches(positions, filters, first, per_page)
    page = Paginator(range(matches.total), per_page).get_page(filters.page)
    if matches.total and not matches.keys:
        matches = find_matches(positions, filters, page.start_index() - 1, per_page)
    return page, matches
