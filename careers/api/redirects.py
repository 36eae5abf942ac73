"""The redirects of a site, for front ends that know them all before they are asked for."""

from __future__ import annotations

from typing import Annotated, Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from ninja import Query, Router
from pydantic import Field
from typing_extensions import TypedDict

from careers.api.paging import PagedList, answer_numbered
from careers.api.parameters import Paging
from careers.api.problems import Problem
from careers.core.representation.links import absolute
from careers.core.representation.surrogate_keys import PAGES, SITE
from careers.positions.site_redirects import site_redirects

router = Router(tags=["Pages"])


class ListedRedirect(TypedDict):
    """An old address of the site, and where it leads."""

    path: Annotated[str, Field(description="The old path, without a slash at its end.")]
    url: Annotated[str, Field(description="Where it leads.")]
    is_permanent: bool


class RedirectList(PagedList):
    """The redirects that editors have made or that came with moved pages."""

    results: list[ListedRedirect]


@router.get(
    "redirects/",
    response={200: RedirectList, 422: Problem},
    summary="List the redirects",
    operation_id="listRedirects",
)
def redirects(request: HttpRequest, query: Query[Paging]) -> HttpResponse:
    """Return the redirects of the site that lead to something that visitors can read."""
    page = Paginator(site_redirects(request), query.limit).get_page(query.page)
    results = [_represent(redirect, request) for redirect in page]
    return answer_numbered(request, query, (), page, results, PAGES, SITE)


def _represent(redirect: Any, request: HttpRequest) -> ListedRedirect:
    return {
        "path": redirect.old_path,
        "url": absolute(redirect.link or "", request),
        "is_permanent": redirect.is_permanent,
    }
