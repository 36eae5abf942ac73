"""How every answer of the API is given: methods, languages, caches, other origins."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from hashlib import blake2b
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags
from django.utils.translation import override

from careers.api.languages import language_for
from careers.api.problems import PROBLEM, ApiError
from careers.conf import page_cache_control
from careers.kept.facts import version_for

METHODS = ("GET", "HEAD", "OPTIONS")
JSON = "application/json"
#: What a script of another origin may read besides what it always may. Source: Fetch Standard.
EXPOSED = "Content-Language, ETag, Link"

View = Callable[..., HttpResponse]


def reading(view: View) -> View:
    """Answer anonymous reads with `view`, by the rules of HTTP. Source: RFC 9110 and 9111."""

    @wraps(view)
    def read(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            response = _read(view, request, args, kwargs)
        except ApiError as problem:
            response = problem.respond()
        response["Access-Control-Allow-Origin"] = "*"
        response["Access-Control-Expose-Headers"] = EXPOSED
        patch_vary_headers(response, ["Accept", "Accept-Language"])
        return response

    read.csrf_exempt = True  # type: ignore[attr-defined]
    return read


def _read(view: View, request: HttpRequest, args: Any, kwargs: Any) -> HttpResponse:
    allowed = {"Allow": ", ".join(METHODS)}
    if request.method not in METHODS:
        raise ApiError(HTTPStatus.METHOD_NOT_ALLOWED, "This can be read only.", headers=allowed)
    if request.method == "OPTIONS":
        return HttpResponse(status=HTTPStatus.NO_CONTENT, headers=allowed | _preflight(request))
    if request.get_preferred_type([JSON, PROBLEM]) is None:
        raise ApiError(HTTPStatus.NOT_ACCEPTABLE, f"There is {JSON} only.")
    language = language_for(request)
    with override(language):
        etag = _etag(request, language)
        if etag and _has_current(request, etag):
            response: HttpResponse = HttpResponseNotModified()
        else:
            response = _get(view, request, args, kwargs)
        if response.status_code < HTTPStatus.BAD_REQUEST:
            response["Cache-Control"] = page_cache_control()
            if etag:
                response["ETag"] = etag
    response["Content-Language"] = language
    return response


def _get(view: View, request: HttpRequest, args: Any, kwargs: Any) -> HttpResponse:
    method = request.method
    request.method = "GET"  # which `view` knows; no server sends the body of an answer to HEAD
    try:
        return view(request, *args, **kwargs)
    finally:
        request.method = method


def _etag(request: HttpRequest, language: str) -> str:
    """Return a weak tag of what is known to be the same as long as the content is, or ""."""
    version = version_for(request)
    if version is None:
        return ""
    asked = f"{version} {language} {request.build_absolute_uri()}"
    return f'W/"{blake2b(asked.encode(), digest_size=16).hexdigest()}"'


def _has_current(request: HttpRequest, etag: str) -> bool:
    """Compare weakly. Source: RFC 9110, section 13.1.2."""
    known = parse_etags(request.headers.get("If-None-Match", ""))
    return etag in known


def _preflight(request: HttpRequest) -> dict[str, str]:
    """Return the answer to a browser's question before a request. Source: Fetch Standard."""
    return {
        "Access-Control-Allow-Methods": ", ".join(METHODS),
        "Access-Control-Allow-Headers": "Accept, Accept-Language, If-None-Match",
        "Access-Control-Max-Age": "86400",
    }
