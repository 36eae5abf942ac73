"""Any address of the site, as a front end's router asks for it."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote, urlsplit

from django.apps import apps
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.encoding import iri_to_uri
from django.utils.module_loading import import_string
from ninja import Query, Router

from careers.api.answers import answer, answer_page
from careers.api.page_schemas import ANY_PAGE, POSITION, Redirect
from careers.api.parameters import PageQuery
from careers.api.problems import Problem
from careers.api.visited_pages import find_page, visit, wagtail_path
from careers.core.representation.links import absolute
from careers.core.representation.public_pages import is_published
from careers.core.representation.surrogate_keys import SITE

router = Router(tags=["Pages"])


@router.get(
    "pages/",
    response={200: ANY_PAGE, 404: Problem, 410: POSITION, 422: Problem},
    summary="Read what stands at an address",
    operation_id="readPage",
)
def page(request: HttpRequest, query: Query[PageQuery]) -> HttpResponse:
    """Return the page at a path with all of its content, or where the path leads instead.

    A closed position is answered with 410, and with others like it.
    """
    visited = visit(request, query.path)
    if visited is not None:
        return answer_page(visited)
    redirect = _redirect(request, query.path)
    if redirect is None:
        raise Http404
    return answer(redirect, SITE)


def _redirect(request: HttpRequest, address: str) -> Redirect | None:
    """Return the redirect that an editor has made for an address, or the missing slash."""
    parts = urlsplit(address)
    if not parts.path.endswith("/"):
        with_slash = f"{parts.path}/"
        path = wagtail_path(unquote(with_slash))
        if path is not None and find_page(request, path) is not None:
            link = iri_to_uri(parts._replace(path=with_slash).geturl())
            return _form(request, link, is_permanent=True)
    if not apps.is_installed("wagtail.contrib.redirects"):
        return None
    get_redirect: Any = import_string("wagtail.contrib.redirects.middleware.get_redirect")
    model: Any = apps.get_model("wagtailredirects", "Redirect")
    for asked in dict.fromkeys((address, parts.path)):
        normal = model.normalise_path(asked, decode_unicode=False)
        stored = get_redirect(request, normal)
        if stored is not None and stored.link and _leads_visitors(stored, request):
            return _form(request, stored.link, is_permanent=stored.is_permanent)
    return None


def _leads_visitors(redirect: Any, request: HttpRequest) -> bool:
    """Tell whether a redirect leads to another site, or to a page that everybody may see."""
    page = redirect.redirect_page
    return page is None or is_published(page, request)


def _form(request: HttpRequest, link: str, *, is_permanent: bool) -> Redirect:
    url = absolute(link, request)
    site = absolute("/", request)
    path = f"/{url.removeprefix(site)}" if url.startswith(site) else ""
    return {"type": "redirect", "url": url, "path": path, "is_permanent": is_permanent}
