"""Post to an address that somebody has entered, within the limits of the guarded client."""

from __future__ import annotations

import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

import httpcore
import httpx

from careers.http.client import check_address, guarded_client
from careers.http.exceptions import HttpError
from careers.http.transport import Deadline

BREAK_OFF = (
    HttpError,
    OSError,
    httpcore.NetworkError,
    httpcore.ProtocolError,
    httpcore.TimeoutException,
    httpx.HTTPError,
)
MAX_RETRY_AFTER = timedelta(days=1)


@dataclass(frozen=True)
class Posted:
    """What a server answered to a post: its status, the beginning of its answer, and how long it
    took.

    `retry_after`: how long it wants to be left alone, by its header of that name.
    """

    status: int
    excerpt: str
    duration: timedelta
    retry_after: timedelta | None = None


def post(
    url: str, content: bytes, headers: Mapping[str, str], deadline: Deadline, *, max_excerpt: int
) -> Posted:
    """Post `content` to `url`, and return the answer whatever its status.

    Follows no redirect, and reads `max_excerpt` bytes of the answer at the most. Raises
    `HttpError`, and nothing else, if the address may not be asked or no answer has come.
    """
    address = check_address(url)
    begin = time.monotonic()
    # Packed answers would have to be unpacked to be read, and only their beginning is.
    with (
        guarded_client(deadline, {"Accept-Encoding": "identity", **headers}) as client,
        client.stream("POST", address, content=content) as response,
    ):
        return Posted(
            status=response.status_code,
            excerpt=_excerpt(response, max_excerpt),
            duration=timedelta(seconds=time.monotonic() - begin),
            retry_after=_retry_after(response.headers.get("retry-after", "")),
        )


def _excerpt(response: httpx.Response, max_bytes: int) -> str:
    """Return the beginning of the answer; where that breaks off, what has come of it."""
    content = b""
    with suppress(*BREAK_OFF):
        for part in response.iter_raw():
            content += part
            if len(content) >= max_bytes:
                break
    # A database keeps no NUL in a text.
    return content[:max_bytes].decode("utf-8", "replace").replace("\0", "�")


def _retry_after(value: str) -> timedelta | None:
    """Return what the header says, in seconds or as a date, as far as it is to be obeyed."""
    if value.isascii() and value.isdigit():
        wait = timedelta(seconds=min(int(value[:9]), MAX_RETRY_AFTER.total_seconds()))
    else:
        try:
            moment = parsedate_to_datetime(value)
        except (ValueError, TypeError, IndexError, OverflowError):
            return None
        wait = _aware(moment) - datetime.now(UTC)
    return min(wait, MAX_RETRY_AFTER) if wait > timedelta() else None


def _aware(moment: datetime) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
