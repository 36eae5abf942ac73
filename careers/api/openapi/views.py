"""The document, and a page on which its operations can be tried."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from secrets import token_urlsafe

import ninja
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from careers.api.api import api
from careers.api.problems import ApiError
from careers.api.visited_pages import to_json

#: Ninja brings Swagger UI along. Its files are served from there, so that no host has to collect
#: 8 MB more of static files, or has a page that gets them from elsewhere.
FOLDER = Path(ninja.__file__).parent / "static" / "ninja"
FILES = {"swagger-ui-bundle.js": "text/javascript", "swagger-ui.css": "text/css"}
#: The policy of the page, which shows nothing that editors have written: its own scripts and
#: styles, the icons within these, and answers of this site.
POLICY = (
    "default-src 'none'; script-src 'nonce-{nonce}'; style-src 'nonce-{nonce}'; "
    "img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)


def openapi_json(request: HttpRequest) -> HttpResponse:
    return HttpResponse(_document(), content_type="application/json")


@cache
def _document() -> bytes:
    return to_json(api.get_openapi_schema())


def docs(request: HttpRequest) -> HttpResponse:
    """Show the document by Swagger UI, without asking another host for anything."""
    nonce = token_urlsafe(16)
    context = {"nonce": nonce, "version": ninja.__version__}
    response = render(request, "careers/api_docs.html", context)
    response["Content-Security-Policy"] = POLICY.format(nonce=nonce)
    response["Cache-Control"] = "no-store"
    return response


def docs_file(request: HttpRequest, name: str) -> HttpResponseBase:
    """Answer with a file of Swagger UI; its address has the version of ninja."""
    path = FOLDER / name
    if name not in FILES or not path.exists():
        return ApiError(404, "There is no such file.").respond()
    response = FileResponse(path.open("rb"), content_type=FILES[name])
    response["Cache-Control"] = "max-age=31536000, immutable"
    return response
