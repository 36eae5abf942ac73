"""Answers in JSON."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from wagtail.models import Page

from careers.api.visited_pages import to_json, visit


def answer(form: Any, links: Mapping[str, str | None] | None = None) -> HttpResponse:
    """Return the answer with `form`, and `links` in its header. Source: RFC 8288."""
    return answer_bytes(to_json(form), links=links)


def answer_bytes(
    body: bytes, status: int = 200, links: Mapping[str, str | None] | None = None
) -> HttpResponse:
    response = HttpResponse(body, content_type="application/json", status=status)
    related = [f'<{address}>; rel="{name}"' for name, address in (links or {}).items() if address]
    if related:
        response["Link"] = ", ".join(related)
    return response


def answer_child(request: HttpRequest, index_page: Page | None, slug: str) -> HttpResponse:
    """Return the answer with the page of this slug below an index page, or raise `Http404`."""
    parts = index_page.get_url_parts(request) if index_page else None
    visited = visit(request, f"{parts[2]}{slug}/") if parts else None
    if visited is None:
        raise Http404
    return answer_bytes(visited.body, visited.status)
