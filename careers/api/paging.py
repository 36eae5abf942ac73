"""Lists of which an answer has one page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Annotated, Any
from urllib.parse import urlencode

from django.core.paginator import Page as ListPage
from django.http import HttpRequest, HttpResponse
from pydantic import Field
from typing_extensions import TypedDict

from careers.api.answers import answer
from careers.api.parameters import Paging
from careers.search.representation import SearchLinksJSON


class PagedList(TypedDict):
    """What every list has besides its `results`."""

    total: Annotated[int, Field(description="How many there are, on all pages.")]
    page: Annotated[int, Field(description="The number of this page of results, from 1 on.")]
    pages: Annotated[int, Field(description="How many pages there are, 1 at least.")]
    limit: Annotated[int, Field(description="How many results a page has.")]
    links: SearchLinksJSON


def answer_numbered(
    request: HttpRequest,
    query: Paging,
    fields: Sequence[str],
    page: ListPage[Any],
    results: Iterable[Any],
    *lists: str,
) -> HttpResponse:
    """Return the answer with a page of one of `lists`; its results have these fields, or all."""
    number = page.number
    links: SearchLinksJSON = {
        "self": _address(request, query, number),
        "next": _address(request, query, number + 1) if page.has_next() else None,
        "previous": _address(request, query, number - 1) if page.has_previous() else None,
    }
    form = {
        "total": page.paginator.count,
        "page": number,
        "pages": page.paginator.num_pages,
        "limit": query.limit,
        "results": list(results),
        "links": links,
    }
    related = {"next": links["next"], "prev": links["previous"]}
    return answer(form, *lists, fields=fields, links=related)


def _address(request: HttpRequest, query: Paging, number: int) -> str:
    asked: dict[str, Any] = query.dict(exclude_defaults=True) | {"page": number}
    if fields := asked.get("fields"):
        asked["fields"] = ",".join(fields)
    if number == 1:
        del asked["page"]
    querystring = f"?{urlencode(asked)}" if asked else ""
    return f"{request.build_absolute_uri(request.path)}{querystring}"
