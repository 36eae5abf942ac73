"""How every answer of the API is given: methods, languages, caches, other origins."""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from functools import wraps
from hashlib import blake2b
from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified, QueryDict
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags
from django.utils.translation import override

from careers.api.languages import language_for
from careers.api.parameters import PARAMETERS
from careers.api.problems import PROBLEM, ApiError
from careers.conf import page_cache_control
from careers.kept.facts import version_for
from careers.kept.kept_pages import know_site

METHODS = ("GET", "HEAD", "OPTIONS")
JSON = "application/json"
#: What a script of another origin may read besides what it always may. Source: Fetch Standard.
EXPOSED = "Content-Language, ETag, Link, Surrogate-Key"
#: The answer to a browser's question before it asks with headers of its own.
PREFLIGHT = {
    "Access-Control-Allow-Methods": ", ".join(METHODS),
    "Access-Control-Allow-Headers": "Accept, Accept-Language, If-None-Match",
    "Access-Control-Max-Age": "86400",
}

View = Callable[..., HttpResponse]


def reading(view: View) -> View:
    """Answer anonymous reads with `view`, by the rules of HTTP. Source: RFC 9110 and 9111.

    The content follows from the language, the parameters and the content version alone, so that
    the answer can be kept.
    """

    @wraps(view)
    def read(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            response = _read(view, request, args, kwargs)
        except ApiError as error:
            response = error.respond()
        except Http404:  # that of ninja's own view, at the address of the whole API
            response = ApiError(
                HTTPStatus.NOT_FOUND, "There is no answer at this address."
            ).respond()
        response["Access-Control-Allow-Origin"] = "*"
        response["Access-Control-Expose-Headers"] = EXPOSED
        patch_vary_headers(response, ["Accept", "Accept-Language"])
        return response

    read.csrf_exempt = True  # type: ignore[attr-defined]
    read.kept_parameters = PARAMETERS  # type: ignore[attr-defined]
    return read


def _read(view: View, request: HttpRequest, args: Any, kwargs: Any) -> HttpResponse:
    allowed = {"Allow": ", ".join(METHODS)}
    if request.method not in METHODS:
        raise ApiError(HTTPStatus.METHOD_NOT_ALLOWED, "This can be read only.", headers=allowed)
    if request.method == "OPTIONS":
        return HttpResponse(status=HTTPStatus.NO_CONTENT, headers=allowed | PREFLIGHT)
    if request.get_preferred_type([JSON, PROBLEM]) is None:
        raise ApiError(HTTPStatus.NOT_ACCEPTABLE, f"There is {JSON} only.")
    asked = _with_known_parameters(request)
    language = language_for(asked)
    with override(language):
        etag = _etag(asked, language)
        response: HttpResponse
        if etag and _is_known(etag, request.headers.get("If-None-Match", "")):
            response = HttpResponseNotModified()
        else:
            know_site(asked)
            response = view(asked, *args, **kwargs)
        if response.status_code < HTTPStatus.BAD_REQUEST:
            response.setdefault("Cache-Control", page_cache_control())
            if etag:
                response["ETag"] = etag
    response["Content-Language"] = language
    return response


def _with_known_parameters(request: HttpRequest) -> HttpRequest:
    """Return a GET request with the parameters that are read, whatever else there is.

    So the page cache sees which are asked for. No server sends the body of an answer to HEAD.
    """
    known = QueryDict(mutable=True)
    for name in PARAMETERS:
        if name in request.GET:
            known.setlist(name, request.GET.getlist(name))
    known._mutable = False
    asked = copy(request)
    asked.method, asked.GET = "GET", known  # type: ignore[assignment]
    return asked


def _etag(request: HttpRequest, language: str) -> str:
    """Return a weak tag of what is the same as long as the content is, or "" where that is open."""
    version = version_for(request)
    if version is None:
        return ""
    asked = f"{version} {language} {request.build_absolute_uri(request.path)} {request.GET!r}"
    return f'W/"{blake2b(asked.encode(errors="surrogatepass"), digest_size=16).hexdigest()}"'


def _is_known(etag: str, wanted: str) -> bool:
    """Compare weakly. Source: RFC 9110, section 13.1.2."""
    return wanted.strip() != "*" and etag in parse_etags(wanted)
