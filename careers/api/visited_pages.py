"""The page that visitors see at an address, as JSON."""

from __future__ import annotations

import json
from copy import copy
from http import HTTPStatus
from typing import Any, NamedTuple
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpRequest, QueryDict
from django.urls import Resolver404, resolve
from django.utils.translation import get_language_from_path, override
from wagtail.models import Page

from careers.core.representation.pages import represent_page
from careers.core.representation.public_pages import is_published
from careers.core.representation.surrogate_keys import keys_in
from careers.kept.facts import find_kept
from careers.kept.kept_pages import find_route
from careers.kept.page_addresses import URL_NAME, path_below_prefix


class VisitedPage(NamedTuple):
    """A page as visitors get it: its status, its JSON, and the names of what it shows."""

    status: HTTPStatus
    body: bytes
    keys: frozenset[str]


def visit(request: HttpRequest, address: str) -> VisitedPage | None:
    """Return what visitors see at a path of the site with its query, or `None` for nothing.

    Letters beyond ASCII may be percent-encoded, as browsers and the addresses of pages have them.
    """
    parts = urlsplit(address)
    decoded = unquote(parts.path)
    path = wagtail_path(decoded)
    page = None if path is None else find_page(request, path)
    if page is None:
        return None
    visit = visit_of(request, decoded, parts.query)
    if parts.query:
        return _answer(page, visit)
    return find_kept(request, ("page as JSON", page.pk), lambda: _answer(page, visit))


def wagtail_path(path: str) -> str | None:
    """Return what Wagtail looks for at a decoded path; `None` where something else stands."""
    below = path_below_prefix(path)
    if below is None:
        return None
    with override(get_language_from_path(below) or settings.LANGUAGE_CODE):
        try:
            match = resolve(below)
        except Resolver404:
            return None
    if match.url_name != URL_NAME:
        return None
    return str(match.args[0] if match.args else match.kwargs.get("path", ""))


def find_page(request: HttpRequest, path: str) -> Any:
    """Return the page that visitors see at a path below the site's front page, or `None`."""
    route = find_route(request, path)
    if route is None:
        asked = copy(request)
        asked.__dict__.pop("_wagtail_route_for_request", None)
        route = Page.route_for_request(asked, path)
    page = route.page if route else None
    return page if is_published(page, request) else None


def visit_of(request: HttpRequest, path: str, query: str) -> HttpRequest:
    """Return a browser's request for a page, with all that is known to this one."""
    visit = copy(request)
    below = path_below_prefix(path) or path
    visit.path, visit.path_info = path, below
    visit.GET = QueryDict(query)
    visit.META = {**request.META, "PATH_INFO": below, "QUERY_STRING": query}
    return visit


def _answer(page: Any, visit: HttpRequest) -> VisitedPage:
    form = represent_page(page, visit)
    status = HTTPStatus.GONE if form.get("is_open") is False else HTTPStatus.OK
    return VisitedPage(status, to_json(form), frozenset(keys_in(form)))


def to_json(form: Any) -> bytes:
    """Return `form` as JSON in UTF-8."""
    separators = (",", ":")
    text = json.dumps(form, cls=DjangoJSONEncoder, ensure_ascii=False, separators=separators)
    return text.encode()
