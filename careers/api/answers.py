"""Answers in JSON."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse
from wagtail.models import Page

from careers.api.slim_lists import slimmed
from careers.api.visited_pages import VisitedPage, to_json, visit
from careers.core.representation.surrogate_keys import keys_in


def answer(
    form: Any,
    *lists: str,
    fields: Sequence[str] = (),
    links: Mapping[str, str | None] | None = None,
) -> HttpResponse:
    """Return the answer with `form`, which shows `lists`, and `links` in its header.

    Its results have these `fields` only, or all for none. Source of the header: RFC 8288.
    """
    keys = keys_in(form, *lists)
    if fields:
        form = {**form, "results": slimmed(form["results"], fields)}
    response = _respond(to_json(form), keys)
    related = [f'<{address}>; rel="{name}"' for name, address in (links or {}).items() if address]
    if related:
        response["Link"] = ", ".join(related)
    return response


def answer_page(visited: VisitedPage) -> HttpResponse:
    """Return the answer with a page of the site."""
    return _respond(visited.body, visited.keys, visited.status)


def answer_child(request: HttpRequest, index_page: Page | None, slug: str) -> HttpResponse:
    """Return the answer with the page of this slug below an index page, or raise `Http404`."""
    parts = index_page.get_url_parts(request) if index_page else None
    visited = visit(request, f"{parts[2]}{quote(slug)}/") if parts else None
    if visited is None:
        raise Http404
    return answer_page(visited)


def _respond(body: bytes, keys: Iterable[str], status: int = HTTPStatus.OK) -> HttpResponse:
    response = HttpResponse(body, content_type="application/json", status=status)
    response["Surrogate-Key"] = " ".join(sorted(keys))
    return response
