"""A whole answer as it is kept: its headers, and its body in each content coding, ready to send."""

from __future__ import annotations

import gzip
import time
from hashlib import blake2b
from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.http.response import ResponseHeaders
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags

from careers.conf import page_cache_control
from careers.kept.content_codings import GZIP, IDENTITY, choose_coding, compressed
from careers.kept.version import Version

#: A page, and the page that a closed position leaves. An error is made anew each time.
KEPT_STATUSES = {200, 410}
#: Bytes of a body; what is longer is made anew each time.
MAX_BODY = 1_000_000
#: What is not for everybody, or must not be shown again.
PRIVATE = {"private", "no-store", "no-cache"}
#: These are made anew: they follow from how the body is sent, and when.
NOT_KEPT = {"content-encoding", "content-length", "date", "etag"}
#: What tells of a page that has not changed, and who may know. Source: RFC 9110, section 15.4.5;
#: Fetch Standard.
SENT_WITH_NOT_MODIFIED = (
    *("Cache-Control", "Content-Location", "ETag", "Expires", "Vary"),
    *("Access-Control-Allow-Origin", "Access-Control-Expose-Headers"),
)


class KeptAnswer(NamedTuple):
    version: Version
    #: Seconds since 1970.
    made_at: float
    status: int
    headers: ResponseHeaders
    #: By content coding.
    bodies: dict[str, bytes]

    @property
    def age(self) -> int:
        return int(time.time() - self.made_at)

    def respond(self, request: HttpRequest, cache_status: str) -> HttpResponse:
        """Answer `request`, with no body where its client has the same page already.

        To be called once: every cache gives a copy, whose headers become those of the response.
        """
        wanted = request.META.get("HTTP_IF_NONE_MATCH")
        if wanted and self.status == 200 and _is_among(self.headers["ETag"], wanted):
            response: HttpResponse = HttpResponseNotModified()
            for name in SENT_WITH_NOT_MODIFIED:
                if name in self.headers:
                    response[name] = self.headers[name]
        else:
            coding = choose_coding(request.META.get("HTTP_ACCEPT_ENCODING", ""), self.bodies)
            body = self.bodies[coding]
            response = HttpResponse(body, self.headers.get("Content-Type"), self.status)
            response.headers = self.headers
            response["Content-Length"] = str(len(body))
            if coding:
                response["Content-Encoding"] = coding
            if request.method == "HEAD":
                response.content = b""
        response["Cache-Status"] = f"careers; {cache_status}"
        return response


def is_for_everybody(request: HttpRequest, response: Any) -> bool:
    """Tell whether `response` is a page that others who ask for it may get, too."""
    directives = listed(response.get("Cache-Control", ""))
    return (
        response.status_code in KEPT_STATUSES
        and not response.streaming
        and not response.cookies
        and not directives & PRIVATE
        and "*" not in listed(response.get("Vary", ""))
        and response.get("Content-Encoding", IDENTITY) in (IDENTITY, GZIP)
        and len(response.content) <= MAX_BODY
        and not getattr(request, "is_preview", False)
    )


def kept_answer(request: HttpRequest, response: Any, version: Version) -> KeptAnswer:
    """Return what is kept of `response`, which is a page of `version`."""
    body = response.content
    if response.get("Content-Encoding") == GZIP:  # a middleware below has compressed it
        body = gzip.decompress(body)
    patch_vary_headers(response, ["Accept-Encoding"])
    response.setdefault("Cache-Control", page_cache_control())
    headers = {name: value for name, value in response.items() if name.lower() not in NOT_KEPT}
    headers["ETag"] = f'W/"{_digest(request, body)}"'
    kept = ResponseHeaders(headers)
    return KeptAnswer(version, time.time(), response.status_code, kept, compressed(body))


def listed(value: str) -> set[str]:
    """Return the names in a list of a header, in lower case and without their arguments."""
    return {part.partition("=")[0].strip().lower() for part in value.split(",")} - {""}


def _digest(request: HttpRequest, body: bytes) -> str:
    """Return the same for the same page, although the nonce for its scripts is another one."""
    nonce = getattr(request, "_csp_nonce", None) or ""
    return blake2b(body.replace(str(nonce).encode(), b""), digest_size=16).hexdigest()


def _is_among(etag: str, wanted: str) -> bool:
    """Compare weakly. Source: RFC 9110, section 13.1.2."""
    known = [one.removeprefix("W/") for one in parse_etags(wanted)]
    return known == ["*"] or etag.removeprefix("W/") in known
