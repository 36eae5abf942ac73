"""The addresses of all pages, for front ends that make every page before it is asked for."""

from __future__ import annotations

from typing import Annotated, Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from ninja import Query, Router
from pydantic import Field

from careers.api.paging import PagedList, answer_numbered
from careers.api.parameters import FIELDS, Among, Paging, Separated, WholeNumber
from careers.api.problems import Problem
from careers.api.slim_lists import slim_list
from careers.core.moments import aware
from careers.core.representation.block_forms import DateTimeString
from careers.core.representation.links import PageLinkJSON, represent_page_link
from careers.core.representation.surrogate_keys import PAGES
from careers.positions.site_pages import site_pages

router = Router(tags=["Pages"])

MAX_LIMIT = 1000


class AddressJSON(PageLinkJSON):
    last_published_at: DateTimeString | None


class AddressQuery(Paging):
    fields: Annotated[
        list[Annotated[str, Among(AddressJSON.__annotations__)]], Separated, FIELDS
    ] = []
    limit: WholeNumber = Field(
        MAX_LIMIT, ge=1, le=MAX_LIMIT, description="How many results a page has."
    )


class AddressList(PagedList):
    """The site's pages in the order of the tree: each stands before those below it."""

    results: list[AddressJSON]


@router.get(
    "addresses/",
    response={200: slim_list("AddressList", AddressList, AddressJSON), 422: Problem},
    summary="List the addresses of all pages",
    operation_id="listAddresses",
)
def addresses(request: HttpRequest, query: Query[AddressQuery]) -> HttpResponse:
    """Return every page that visitors can read, in all languages of the site.

    Closed positions, which are answered with 410, are not among them.
    """
    page = Paginator(site_pages(request), query.limit).get_page(query.page)
    results = [_represent(each, request) for each in page]
    return answer_numbered(request, query, query.fields, page, results, PAGES)


def _represent(page: Any, request: HttpRequest) -> AddressJSON:
    published = page.last_published_at
    return {
        **represent_page_link(page, request),
        "last_published_at": aware(published).isoformat() if published else None,
    }
