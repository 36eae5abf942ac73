from __future__ import annotations

import pytest

from cms.addresses import is_loopback, split_origin


@pytest.mark.parametrize(
    "address",
    [
        "https://careers.example.com",
        "https://careers.example.com:8443",
        "http://localhost:8000",
        "http://[::1]:8000",
        "HTTPS://Careers.Example.com",
    ],
)
def test_origin_is_scheme_host_and_port(address: str) -> None:
    assert split_origin(address).hostname


@pytest.mark.parametrize(
    "address",
    [
        "careers.example.com",
        "ftp://careers.example.com",
        "https://",
        "https://careers.example.com/jobs",
        "https://careers.example.com?a=b",
        "https://user@careers.example.com",
        "https://careers.example.com:99999",
        "https://[::1",
    ],
)
def test_anything_else_is_no_origin(address: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - what it says is nobody's to read
        split_origin(address)


@pytest.mark.parametrize(
    "host", ["localhost", "careers.localhost", "127.0.0.1", "127.8.0.1", "::1"]
)
def test_this_machine_is_loopback(host: str) -> None:
    assert is_loopback(host)


@pytest.mark.parametrize("host", ["", "localhost.example.com", "192.168.0.1", "0.0.0.0", "::"])  # noqa: S104
def test_every_other_host_is_not(host: str) -> None:
    assert not is_loopback(host)
