"""What the site's own address tells (standard library only, for `cms.start`)."""

from __future__ import annotations

from ipaddress import ip_address
from urllib.parse import SplitResult, urlsplit


def split_origin(address: str) -> SplitResult:
    """The parts of `address`: scheme, host and port, nothing else (RFC 6454); else a ValueError."""
    parts = urlsplit(address)
    wanted = f"{parts.scheme}://{in_url(parts.hostname or '')}"
    if parts.port:
        wanted = f"{wanted}:{parts.port}"
    if parts.scheme not in {"http", "https"} or not parts.hostname or wanted != address.lower():
        raise ValueError(address)
    return parts


def in_url(host: str) -> str:
    """`host` as URLs and `ALLOWED_HOSTS` have it: IPv6 addresses stand in brackets."""
    return f"[{host}]" if ":" in host else host


def is_loopback(host: str) -> bool:
    """Whether `host`, a name or an IP address without brackets, is this very machine.

    Names: RFC 6761, section 6.3, `localhost` and all below it.
    """
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
