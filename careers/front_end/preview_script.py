"""The script by which front ends show previews, at an address that all of them can load it from."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import conditional_page, require_safe

FILE = Path(__file__).parents[1] / "static" / "careers" / "preview.js"


@require_safe
@conditional_page
def preview_script(request: HttpRequest) -> HttpResponse:
    """Answer with `preview.js`. Servers of static files seldom allow modules on other origins."""
    response = HttpResponse(_source(), content_type="text/javascript; charset=utf-8")
    response["Access-Control-Allow-Origin"] = "*"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    response["Cache-Control"] = "public, max-age=3600"
    return response


@cache
def _source() -> str:
    return FILE.read_text(encoding="utf-8")
