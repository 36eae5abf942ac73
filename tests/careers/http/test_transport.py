"""What the site may connect to when it fetches news."""

from __future__ import annotations

import socket
from ipaddress import ip_address
from typing import Any

import httpcore
import pytest
from pytest_django import Settings

from careers.http.client import fetch
from careers.http.exceptions import HttpError
from careers.http.transport import Deadline, is_public
from tests.careers.http.server import FakeServer

MAX_BYTES = 1000


def addresses(*found: str) -> list[Any]:
    """What `getaddrinfo` says of a name with these addresses."""
    return [
        (
            socket.AF_INET6 if ":" in address else socket.AF_INET,
            socket.SOCK_STREAM,
            6,
            "",
            (address, 80),
        )
        for address in found
    ]


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1::1", "64:ff9b::5db8:d822"])
def test_public_addresses_may_be_asked(address: str) -> None:
    assert is_public(ip_address(address))


@pytest.mark.parametrize(
    "address",
    [
        "0.0.0.0",  # noqa: S104
        "10.0.0.1",
        "100.64.0.1",
        "127.0.0.1",
        "169.254.169.254",
        "172.16.0.1",
        "192.0.0.8",
        "192.168.1.1",
        "198.18.0.1",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::127.0.0.1",
        "::ffff:127.0.0.1",
        "::ffff:169.254.169.254",
        "64:ff9b::7f00:1",
        "64:ff9b::a9fe:a9fe",
        "64:ff9b:1::a00:1",
        "2001:0:7f00:1::1",
        "2001:db8::1",
        "2002:7f00:1::",
        "2002:a00:1::",
        "fc00::1",
        "fe80::1",
        "fe80::1%eth0",
        "fec0::1",
        "ff02::1",
    ],
)
def test_private_addresses_may_not_be_asked_in_whatever_disguise(address: str) -> None:
    assert not is_public(ip_address(address))


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "127.1", "2130706433", "0x7f000001", "[::1]", "[::ffff:127.0.0.1]"]
)
def test_loopback_is_refused_in_all_spellings(
    server: FakeServer, settings: Settings, host: str
) -> None:
    settings.CAREERS_HTTP_ALLOW_PRIVATE_ADDRESSES = False
    server.answer("/", b"secret")
    with pytest.raises(HttpError, match="private network"):
        fetch(f"http://{host}:{server.server_port}/", Deadline(5), MAX_BYTES)
    assert not server.requests


@pytest.mark.parametrize(
    "found", [["10.0.0.1"], ["93.184.216.34", "10.0.0.1"], ["::1", "93.184.216.34"]]
)
def test_name_with_any_private_address_is_refused(
    monkeypatch: pytest.MonkeyPatch, found: list[str]
) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **kwargs: addresses(*found))
    with pytest.raises(HttpError, match="private network"):
        fetch("http://feed.example.com/", Deadline(5), MAX_BYTES)


def test_connection_goes_to_the_address_that_was_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that leads elsewhere at the second look (DNS rebinding) gets no second look."""
    answers = iter([addresses("93.184.216.34"), addresses("127.0.0.1")])
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **kwargs: next(answers))
    asked: list[str] = []

    def connect(self: Any, host: str, *args: Any, **kwargs: Any) -> Any:
        asked.append(host)
        raise httpcore.ConnectError

    monkeypatch.setattr(httpcore.SyncBackend, "connect_tcp", connect)
    with pytest.raises(HttpError, match="could not be reached"):
        fetch("http://feed.example.com/", Deadline(5), MAX_BYTES)
    assert asked == ["93.184.216.34"]


def test_second_address_is_asked_if_the_first_is_dead(
    server: FakeServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.answer("/", b"here")
    with socket.socket() as closed:
        closed.bind(("127.0.0.2", 0))
        found = addresses("127.0.0.2", "127.0.0.1")
        real = socket.getaddrinfo
        monkeypatch.setattr(
            socket,
            "getaddrinfo",
            lambda host, *args, **kwargs: (
                found if host == "feed.example.com" else real(host, *args, **kwargs)
            ),
        )
        url = f"http://feed.example.com:{server.server_port}/"
        assert fetch(url, Deadline(5), MAX_BYTES).content == b"here"


def test_name_that_nobody_knows_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*args: Any, **kwargs: Any) -> Any:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with pytest.raises(HttpError, match=r"no server of the name feed\.example\.com"):
        fetch("http://feed.example.com/", Deadline(5), MAX_BYTES)


def test_slow_name_server_is_not_waited_for(
    monkeypatch: pytest.MonkeyPatch, server: FakeServer
) -> None:
    def slow(*args: Any, **kwargs: Any) -> Any:
        server.stopped.wait(0.5)
        return addresses("127.0.0.1")

    monkeypatch.setattr(socket, "getaddrinfo", slow)
    with pytest.raises(HttpError, match="could not be looked up in time"):
        fetch("http://feed.example.com/", Deadline(0.05), MAX_BYTES)


def test_proxies_of_the_environment_are_not_used(
    server: FakeServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9/")
    assert fetch(server.answer("/", b"here"), Deadline(5), MAX_BYTES).content == b"here"
