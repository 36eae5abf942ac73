"""A transport for httpx that connects to public addresses only, within a deadline."""

from __future__ import annotations

import socket
import ssl
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from typing import Any

import httpcore
import httpx
from django.utils.translation import gettext, ngettext

from careers.conf import allows_private_addresses
from careers.http.exceptions import HttpError

Address = IPv4Address | IPv6Address

#: RFC 6052, section 2.1, and RFC 8215: an IPv4 address stands in the last 32 bits.
NAT64 = (IPv6Network("64:ff9b::/96"), IPv6Network("64:ff9b:1::/48"))
#: RFC 4291, section 2.5.5.1: deprecated, and still understood by some.
IPV4_COMPATIBLE = IPv6Network("::/96")
#: Special-purpose networks (IANA) that not every Python 3.11 knows.
SPECIAL = (
    IPv4Network("192.0.0.0/24"),
    IPv4Network("192.88.99.0/24"),
    IPv6Network("3fff::/20"),
    IPv6Network("5f00::/16"),
)
LOOPBACK = IPv4Address("127.0.0.1")
MAX_ADDRESSES = 4
MAX_CONNECT_SECONDS = 5.0


class Deadline:
    """The time limit of a whole fetch, or of a run of several fetches."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._end = time.monotonic() + seconds

    def left(self, maximum: float | None = None) -> float:
        """Return the seconds left, at most `maximum`. Raise `HttpError` if there are none."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise self.passed()
        return left if maximum is None else min(left, maximum)

    def allows(self, seconds: float) -> bool:
        """Tell whether at least `seconds` are left."""
        return time.monotonic() + seconds <= self._end

    def passed(self) -> HttpError:
        seconds = max(1, round(self.seconds))
        return HttpError(
            ngettext(
                "The server did not send everything within %(seconds)d second.",
                "The server did not send everything within %(seconds)d seconds.",
                seconds,
            )
            % {"seconds": seconds},
            is_temporary=True,
        )


def is_public(address: Address) -> bool:
    """Tell whether `address` and all addresses packed into it belong to the public internet."""
    return all(
        packed.is_global
        and not packed.is_multicast
        and not packed.is_reserved
        and not packed.is_unspecified
        and not getattr(packed, "is_site_local", False)
        and not any(packed in network for network in SPECIAL)
        for packed in _unpacked(address)
    )


def _unpacked(address: Address) -> list[Address]:
    """The addresses that a packet to `address` may end up at."""
    if isinstance(address, IPv4Address):
        return [address]
    if address.ipv4_mapped:
        return [address.ipv4_mapped]
    last = IPv4Address(int(address) & 0xFFFFFFFF)
    if address in NAT64[0]:
        return [last]  # the prefix itself is no public address
    if address in NAT64[1] or address in IPV4_COMPATIBLE:
        return [address, last]
    if address.sixtofour:
        return [address.sixtofour]
    if address.teredo:
        return [address, *address.teredo]
    return [address]


def is_allowed(address: Address) -> bool:
    return allows_private_addresses() or is_public(address)


def refuse_private_literal(host: str) -> None:
    """Raise `HttpError` if `host` is itself an address that may not be asked."""
    try:
        address = ip_address(host.strip("[]"))
    except ValueError:
        name = f".{host.rstrip('.').lower()}"
        if name.endswith(".localhost") and not is_allowed(LOOPBACK):
            raise _private() from None
        return
    if not is_allowed(address):
        raise _private()


def _private() -> HttpError:
    return HttpError(
        gettext("This address lies within a private network, which this site does not ask.")
    )


def resolve(host: str, port: int, deadline: Deadline) -> list[str]:
    """Look up the addresses of `host`. Raise `HttpError` if it has none, or a private one."""
    address_infos = _look_up(host, port, deadline)
    addresses = list(dict.fromkeys(str(info[4][0]) for info in address_infos))
    if not all(is_allowed(ip_address(address)) for address in addresses):
        raise _private()
    return addresses[:MAX_ADDRESSES]


def _look_up(host: str, port: int, deadline: Deadline) -> list[Any]:
    """`getaddrinfo` in a thread, since it knows no time-out."""
    pool = ThreadPoolExecutor(max_workers=1)
    try:
        lookup = pool.submit(socket.getaddrinfo, host, port, type=socket.SOCK_STREAM)
        return lookup.result(deadline.left(MAX_CONNECT_SECONDS))
    except TimeoutError as error:
        raise HttpError(
            gettext("The name %(host)s could not be looked up in time.") % {"host": host},
            is_temporary=True,
        ) from error
    except (OSError, UnicodeError) as error:
        if getattr(error, "errno", None) == socket.EAI_AGAIN:
            raise HttpError(
                gettext("Names can't be looked up at the moment: %(host)s.") % {"host": host},
                is_temporary=True,
            ) from error
        raise HttpError(
            gettext("There is no server of the name %(host)s.") % {"host": host}, is_temporary=True
        ) from error
    finally:
        pool.shutdown(wait=False)


class GuardedStream(httpcore.NetworkStream):
    """Waits for each step no longer than the deadline allows."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._deadline.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._deadline.left(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        secured = self._stream.start_tls(ssl_context, server_hostname, self._deadline.left(timeout))
        return GuardedStream(secured, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


class GuardedBackend(httpcore.NetworkBackend):
    """Connects to the very address that has been checked: no name is looked up twice."""

    def __init__(self, deadline: Deadline) -> None:
        self._deadline = deadline
        self._network = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        failure: Exception = httpcore.ConnectError(host)
        for address in resolve(host, port, self._deadline):
            try:
                stream = self._network.connect_tcp(
                    address,
                    port,
                    self._deadline.left(timeout),
                    local_address,
                    socket_options,
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
            else:
                return GuardedStream(stream, self._deadline)
        raise failure


class _Body(httpx.SyncByteStream):
    def __init__(self, stream: Any) -> None:
        self._stream = stream

    def __iter__(self) -> Iterator[bytes]:
        yield from self._stream

    def close(self) -> None:
        self._stream.close()


class GuardedTransport(httpx.BaseTransport):
    """Send requests of an httpx client, without proxies and Unix sockets.

    Raises httpcore's exceptions and `HttpError`.
    """

    def __init__(self, deadline: Deadline) -> None:
        self._pool = httpcore.ConnectionPool(
            ssl_context=_ssl_context(), network_backend=GuardedBackend(deadline)
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        response = self._pool.handle_request(
            httpcore.Request(
                method=request.method,
                url=httpcore.URL(
                    scheme=request.url.raw_scheme,
                    host=request.url.raw_host,
                    port=request.url.port,
                    target=request.url.raw_path,
                ),
                headers=request.headers.raw,
                content=request.stream,
                extensions=request.extensions,
            )
        )
        return httpx.Response(
            status_code=response.status,
            headers=response.headers,
            stream=_Body(response.stream),
            extensions=response.extensions,
        )

    def close(self) -> None:
        self._pool.close()


@lru_cache(maxsize=1)
def _ssl_context() -> ssl.SSLContext:
    return httpx.create_ssl_context()
