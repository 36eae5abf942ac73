"""Web addresses out of feeds."""

from __future__ import annotations

import re
from urllib.parse import quote, urljoin, urlsplit

from careers.core.url_validation import MAX_URL_LENGTH

#: RFC 3986 allows none of these in an address. Browsers turn a backslash into a slash, and people
#: don't see the last ones.
_UNSAFE = re.compile(
    r"[\s\x00-\x20\x7f-\xa0\"<>\\^`{|}\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]"
)
#: Host and port, and no user name.
_HOST = re.compile(r"[\w.:\-\[\]]+")


def absolute_url(base: str, address: str) -> str:
    """Resolve `address` against `base`, and quote characters that are unsafe in it.

    Return "" if it is no http(s) address, is too long, or has a user name, which can disguise the
    host.
    """
    address = address.strip()[: 2 * MAX_URL_LENGTH]
    try:
        if address.lower().startswith(("http:", "https:")) and not urlsplit(address).netloc:
            return ""
        joined = urljoin(base, address)
        cleaned = _UNSAFE.sub(lambda match: quote(match.group()), joined)
        parts = urlsplit(cleaned)
        parts.port  # noqa: B018 (raises ValueError for an invalid port)
    except ValueError:
        return ""
    usable = (
        parts.scheme in {"http", "https"}
        and parts.hostname
        and _HOST.fullmatch(parts.netloc)
        and len(cleaned) <= MAX_URL_LENGTH
    )
    return cleaned if usable else ""
