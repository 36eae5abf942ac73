"""A guarded HTTP client, with limits on time, size, redirects and addresses."""

from __future__ import annotations

import re
import ssl
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urljoin

import httpcore
import httpx
from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext

from careers.http.exceptions import HttpError
from careers.http.transport import (
    MAX_CONNECT_SECONDS,
    Deadline,
    GuardedTransport,
    refuse_private_literal,
)

MAX_READ_SECONDS = 10.0
MAX_REDIRECTS = 3
REDIRECTS = {301, 302, 303, 307, 308}
#: Validators that are sent back (RFC 9110, section 8.8.3, and dates); others are dropped.
VALIDATOR = re.compile(r"[\x20-\x7e]{1,255}")


@dataclass(frozen=True)
class Fetched:
    """A response; `url` is the address after redirects. If `not_modified`, it has no content."""

    url: str
    content: bytes = b""
    content_type: str = ""
    etag: str = ""
    last_modified: str = ""
    not_modified: bool = False


def fetch(
    url: str,
    deadline: Deadline,
    max_bytes: int,
    *,
    etag: str = "",
    last_modified: str = "",
    accept: str = "*/*",
) -> Fetched:
    """Get what is at `url`, if it has changed since an answer with `etag` or `last_modified`.

    Follows up to three redirects; `max_bytes` counts what comes over the wire as well as what it
    unpacks to. Raises `HttpError`, and nothing else, if anything is wrong with the address, the
    connection or the answer.
    """
    headers = {
        "Accept": accept,
        "Accept-Encoding": "gzip",
        **({"If-None-Match": etag} if etag else {}),
        **({"If-Modified-Since": last_modified} if last_modified else {}),
    }
    with guarded_client(deadline, headers) as client:
        return _follow(client, url, max_bytes, conditional=bool(etag or last_modified))


@contextmanager
def guarded_client(deadline: Deadline, headers: Mapping[str, str]) -> Iterator[httpx.Client]:
    """Lend a client that asks public addresses only and follows no redirect.

    Whatever goes wrong with a request is raised as `HttpError`.
    """
    try:
        with httpx.Client(
            transport=GuardedTransport(deadline),
            timeout=httpx.Timeout(MAX_READ_SECONDS, connect=MAX_CONNECT_SECONDS),
            headers={"User-Agent": _user_agent(), **headers},
            follow_redirects=False,
            trust_env=False,
        ) as client:
            yield client
    except (httpcore.TimeoutException, httpx.TimeoutException) as error:
        raise _timed_out(deadline) from error
    except (httpcore.ConnectError, httpx.ConnectError) as error:
        raise _not_connected(error) from error
    except (httpx.InvalidURL, httpcore.UnsupportedProtocol, httpx.UnsupportedProtocol) as error:
        raise HttpError(gettext("This is not a web address.")) from error
    except (
        httpcore.NetworkError,
        httpcore.ProtocolError,
        httpx.HTTPError,
        httpx.StreamError,
        OSError,
        ValueError,  # of headers and addresses that httpx can't make sense of
    ) as error:
        raise HttpError(
            gettext("The connection broke off, or the answer was not proper HTTP."),
            is_temporary=True,
        ) from error


def check_address(url: str) -> httpx.URL:
    """Return `url` if it may be asked. Raises `HttpError` if not."""
    try:
        address = httpx.URL(url)
    except (httpx.InvalidURL, ValueError) as error:
        raise HttpError(gettext("This is not a web address.")) from error
    if address.scheme not in {"http", "https"}:
        raise HttpError(gettext("Only addresses that start with https:// or http:// are asked."))
    if not address.host or not 0 < (address.port or 80) < 65_536:
        raise HttpError(gettext("This is not a web address."))
    if address.userinfo:
        raise HttpError(gettext("Addresses with a user name or password are not asked."))
    refuse_private_literal(address.host)
    return address


def _user_agent() -> str:
    site = getattr(settings, "WAGTAILADMIN_BASE_URL", "")
    return f"wagtail-careers (+{site})" if site else "wagtail-careers"


def _follow(client: httpx.Client, url: str, max_bytes: int, *, conditional: bool) -> Fetched:
    address = check_address(url)
    seen = {str(address)}
    for _hop in range(MAX_REDIRECTS + 1):
        with client.stream("GET", address) as response:
            if response.status_code not in REDIRECTS:
                return _answer(response, max_bytes, conditional)
            target = response.headers.get("location", "")
        if not target:
            raise HttpError(gettext("The server redirects without saying where to."))
        address = check_address(_joined(str(address), target))
        if str(address) in seen:
            raise HttpError(gettext("The server redirects in a circle."))
        seen.add(str(address))
    raise HttpError(gettext("The server redirects too many times."))


def _joined(address: str, target: str) -> str:
    try:
        return urljoin(address, target)
    except ValueError:
        return ""


def _answer(response: httpx.Response, max_bytes: int, conditional: bool) -> Fetched:
    if response.status_code == 304 and conditional:
        return Fetched(url=str(response.url), not_modified=True)
    if not response.is_success:
        raise _refused(response.status_code)
    announced = response.headers.get("content-length", "")
    if announced.isdecimal() and int(announced[:20]) > max_bytes:
        raise _too_large(max_bytes)
    return Fetched(
        url=str(response.url),
        content=b"".join(_unpack(response, max_bytes)),
        content_type=response.headers.get("content-type", ""),
        etag=_validator(response, "etag"),
        last_modified=_validator(response, "last-modified"),
    )


def _validator(response: httpx.Response, name: str) -> str:
    value = response.headers.get(name, "")
    return value if VALIDATOR.fullmatch(value) else ""


def _unpack(response: httpx.Response, max_bytes: int) -> Iterator[bytes]:
    """Unpack the body bit by bit, so that no small answer becomes a large one in memory."""
    encoding = response.headers.get("content-encoding", "").strip().lower()
    if encoding in {"", "identity"}:
        yield from _within(response.iter_raw(), max_bytes)
        return
    if encoding not in {"gzip", "x-gzip", "deflate"}:
        raise HttpError(gettext("The server packs its answer in a way that was not asked for."))
    unpacker = zlib.decompressobj(zlib.MAX_WBITS | 32)  # gzip or zlib, whichever it is
    left = max_bytes
    try:
        for packed in _within(response.iter_raw(), max_bytes):
            part = unpacker.decompress(packed, left + 1)
            left -= len(part)
            if left < 0:
                raise _too_large(max_bytes)
            yield part
    except zlib.error as error:
        raise HttpError(gettext("The answer can't be unpacked."), is_temporary=True) from error
    if not unpacker.eof:
        raise HttpError(gettext("The answer broke off."), is_temporary=True)


def _within(parts: Iterator[bytes], max_bytes: int) -> Iterator[bytes]:
    left = max_bytes
    for part in parts:
        left -= len(part)
        if left < 0:
            raise _too_large(max_bytes)
        yield part


def _too_large(max_bytes: int) -> HttpError:
    return HttpError(
        gettext("The answer is larger than %(size)s, the most that is fetched.")
        % {"size": filesizeformat(max_bytes)}
    )


def _timed_out(deadline: Deadline) -> HttpError:
    try:
        deadline.left()
    except HttpError as passed:
        return passed
    return HttpError(gettext("The server did not answer in time."), is_temporary=True)


def _not_connected(error: Exception) -> HttpError:
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return HttpError(
                gettext("The server's certificate is not valid: %(reason)s.")
                % {"reason": cause.verify_message.rstrip(".")}
            )
        if isinstance(cause, ssl.SSLError):
            return HttpError(gettext("No encrypted connection to the server could be made."))
        cause = cause.__cause__ or cause.__context__
    return HttpError(gettext("The server could not be reached."), is_temporary=True)


def _refused(status: int) -> HttpError:
    if status in {401, 403}:
        message = gettext("The server answered %(status)d: it does not let this site in.")
    elif status == 404:
        message = gettext("The server answered 404: nothing is at this address.")
    elif status == 410:
        message = gettext("The server answered 410: what was at this address is gone for good.")
    elif status == 429:
        message = gettext("The server answered 429: it has been asked too often.")
    elif status >= 500:
        message = gettext("The server answered %(status)d: something is wrong over there.")
    else:
        message = gettext("The server answered %(status)d, which is not what was asked for.")
    return HttpError(message % {"status": status}, is_temporary=status == 429 or status >= 500)
