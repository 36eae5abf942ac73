"""Which addresses stay on this machine (standard library only, for `cms.start`)."""

from __future__ import annotations

from ipaddress import ip_address


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
