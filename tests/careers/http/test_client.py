"""One request: what it asks, how far it follows, and when it has had enough."""

from __future__ import annotations

import gzip
import socket
import tracemalloc
import zlib

import pytest
from pytest_django import Settings

from careers.http.client import fetch
from careers.http.exceptions import HttpError
from careers.http.transport import Deadline
from tests.careers.http.server import FakeServer, Handler

MAX_BYTES = 1000
SHORT = 0.3
OK = b"HTTP/1.1 200 OK\r\n"


def fetch_error(url: str, seconds: float = 5) -> HttpError:
    with pytest.raises(HttpError) as caught:
        fetch(url, Deadline(seconds), MAX_BYTES)
    return caught.value


def test_answer_comes_with_what_the_next_request_needs(server: FakeServer) -> None:
    url = server.answer("/", b"news", ETag='"1"', Last_Modified="Tue, 03 Nov 2026 10:00:00 GMT")
    fetched = fetch(url, Deadline(5), MAX_BYTES)
    assert (fetched.content, fetched.content_type) == (b"news", "application/rss+xml")
    assert (fetched.etag, fetched.last_modified) == ('"1"', "Tue, 03 Nov 2026 10:00:00 GMT")
    assert not fetched.not_modified


def test_validators_are_sent_and_304_means_not_modified(server: FakeServer) -> None:
    url = server.answer("/", status=304)
    fetched = fetch(url, Deadline(5), MAX_BYTES, etag='"1"', last_modified="yesterday")
    assert fetched.not_modified
    [(_path, headers)] = server.requests
    assert headers["If-None-Match"] == '"1"'
    assert headers["If-Modified-Since"] == "yesterday"


def test_304_that_nobody_asked_for_is_an_error(server: FakeServer) -> None:
    assert "304" in str(fetch_error(server.answer("/", status=304)))


def test_validators_that_can_not_be_sent_back_are_dropped(server: FakeServer) -> None:
    url = server.answer("/", b"news", ETag="é" * 10, Last_Modified="x" * 300)
    fetched = fetch(url, Deadline(5), MAX_BYTES)
    assert (fetched.etag, fetched.last_modified) == ("", "")


def test_request_says_who_asks(server: FakeServer, settings: Settings) -> None:
    settings.WAGTAILADMIN_BASE_URL = "https://careers.example.com"
    fetch(server.answer("/", b"news"), Deadline(5), MAX_BYTES)
    [(_path, headers)] = server.requests
    assert headers["User-Agent"] == "wagtail-careers (+https://careers.example.com)"


@pytest.mark.parametrize(
    ("status", "words", "is_temporary"),
    [
        (401, "does not let this site in", False),
        (403, "does not let this site in", False),
        (404, "nothing is at this address", False),
        (410, "gone for good", False),
        (418, "418", False),
        (429, "asked too often", True),
        (500, "something is wrong over there", True),
        (503, "something is wrong over there", True),
    ],
)
def test_refusals_are_told_in_words(
    server: FakeServer, status: int, words: str, is_temporary: bool
) -> None:
    error = fetch_error(server.answer("/", b"no", status=status))
    assert words in str(error)
    assert error.is_temporary is is_temporary


def test_three_redirects_are_followed(server: FakeServer) -> None:
    server.redirect("/0", "/1", 301)
    server.redirect("/1", "?2", 307)
    server.redirect("/1?2", server.url("/3"), 308)
    server.answer("/3", b"news")
    fetched = fetch(server.url("/0"), Deadline(5), MAX_BYTES)
    assert (fetched.content, fetched.url) == (b"news", server.url("/3"))


def test_fourth_redirect_is_not_followed(server: FakeServer) -> None:
    for number in range(4):
        server.redirect(f"/{number}", f"/{number + 1}")
    server.answer("/4", b"news")
    assert "too many times" in str(fetch_error(server.url("/0")))
    assert server.paths == ["/0", "/1", "/2", "/3"]


@pytest.mark.parametrize(
    ("target", "words"),
    [
        ("/", "in a circle"),
        ("", "without saying where to"),
        ("file:///etc/passwd", "start with https://"),
        ("ftp://example.com/", "start with https://"),
        ("javascript:alert(1)", "not a web address"),
        ("//user:password@example.com/", "user name or password"),
        ("http://[::1", "not proper HTTP"),
        ("http://example.com:99999/", "not a web address"),
    ],
)
def test_redirects_that_lead_nowhere_are_refused(
    server: FakeServer, target: str, words: str
) -> None:
    assert words in str(fetch_error(server.redirect("/", target)))


@pytest.mark.parametrize(
    "target",
    [
        "http://169.254.169.254/latest/meta-data/",
        "http://[::1]:{port}/secret",
        "http://10.0.0.1/",
        "http://127.0.0.1:{port}/secret",
        "http://localhost:{port}/secret",
        "//[::ffff:10.0.0.1]/",
    ],
)
def test_redirect_into_a_private_network_is_refused(
    server: FakeServer, settings: Settings, target: str
) -> None:
    """Only the first step is let through here, as if the server were a public one."""
    server.redirect("/", target.format(port=server.server_port))
    server.answer("/secret", b"secret")
    answer = server.scripts["/"]

    def answer_and_guard(handler: Handler) -> None:
        settings.CAREERS_HTTP_ALLOW_PRIVATE_ADDRESSES = False
        answer(handler)

    server.scripts["/"] = answer_and_guard
    assert "private network" in str(fetch_error(server.url("/")))
    assert server.paths == ["/"]


@pytest.mark.parametrize(
    "url", ["", "news", "file:///etc/passwd", "http://", "https://a:b@example.com/", "http://a\n"]
)
def test_addresses_that_are_none_are_refused(url: str) -> None:
    assert str(fetch_error(url))


def test_server_that_says_nothing_is_left_at_the_deadline(server: FakeServer) -> None:
    error = fetch_error(server.hang("/"), SHORT)
    assert "within 1 second" in str(error)
    assert error.is_temporary


@pytest.mark.parametrize(
    "start",
    [b"", OK + b"X-Slow: ", OK + b"\r\n", OK + b"Transfer-Encoding: chunked\r\n\r\nfff\r\n"],
    ids=["status", "header", "body", "chunk"],
)
def test_server_that_drips_is_left_at_the_deadline(server: FakeServer, start: bytes) -> None:
    url = server.write("/", start, b"H", pause=0.02)
    assert "did not send everything" in str(fetch_error(url, SHORT))


def test_redirects_share_one_deadline(server: FakeServer) -> None:
    server.hang("/slow")
    assert "within 1 second" in str(fetch_error(server.redirect("/", "/slow"), SHORT))


@pytest.mark.parametrize(
    "start",
    [
        OK + b"\r\n",
        OK + b"Transfer-Encoding: chunked\r\n\r\n",
        OK + b"Content-Length: 9999\r\n\r\n",
    ],
    ids=["open", "chunked", "announced"],
)
def test_endless_answer_is_cut_off(server: FakeServer, start: bytes) -> None:
    part = b"400\r\n" + b"x" * 1024 + b"\r\n" if b"chunked" in start else b"x" * 1024
    assert "larger than" in str(fetch_error(server.write("/", start, part)))


def test_headers_without_end_are_cut_off(server: FakeServer) -> None:
    url = server.write("/", OK, b"X-More: " + b"x" * 1000 + b"\r\n")
    assert "not proper HTTP" in str(fetch_error(url))


def test_packed_answer_is_unpacked(server: FakeServer) -> None:
    for path, packed in (("/gzip", gzip.compress(b"news")), ("/zlib", zlib.compress(b"news"))):
        encoding = "gzip" if path == "/gzip" else "deflate"
        url = server.answer(path, packed, Content_Encoding=encoding)
        assert fetch(url, Deadline(5), MAX_BYTES).content == b"news"


def test_small_answer_that_unpacks_to_a_large_one_is_refused(server: FakeServer) -> None:
    bomb = gzip.compress(b"\0" * 500_000)
    assert len(bomb) < MAX_BYTES
    url = server.answer("/", bomb, Content_Encoding="gzip")
    assert "larger than" in str(fetch_error(url))


def test_what_is_unpacked_too_much_never_stands_in_memory(server: FakeServer) -> None:
    packer = zlib.compressobj(wbits=31)
    bomb = b"".join(packer.compress(b"\0" * 1_000_000) for _part in range(50)) + packer.flush()
    url = server.answer("/", bomb, Content_Encoding="gzip")
    tracemalloc.start()
    try:
        with pytest.raises(HttpError, match="larger than"):
            fetch(url, Deadline(5), 100_000)
        _now, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert len(bomb) < 100_000
    assert peak < 5_000_000


def test_answer_announced_as_too_large_is_not_waited_for(server: FakeServer) -> None:
    def announce_and_hang(handler: Handler) -> None:
        handler.wfile.write(OK + b"Content-Length: 9999\r\n\r\n")
        server.stopped.wait(60)

    assert "larger than" in str(fetch_error(server.script("/", announce_and_hang), SHORT))


@pytest.mark.parametrize(
    ("encoding", "body", "words"),
    [
        ("br", b"news", "was not asked for"),
        ("gzip, gzip", gzip.compress(gzip.compress(b"news")), "was not asked for"),
        ("gzip", b"news", "can't be unpacked"),
        ("gzip", gzip.compress(b"news")[:-9], "broke off"),
    ],
    ids=["unknown", "twice", "not at all", "in part"],  # packed data tell the time
)
def test_answer_packed_wrongly_is_refused(
    server: FakeServer, encoding: str, body: bytes, words: str
) -> None:
    assert words in str(fetch_error(server.answer("/", body, Content_Encoding=encoding)))


@pytest.mark.parametrize(
    "start",
    [
        b"",
        b"\x16\x03\x01\x00\xff\xff",
        b"nonsense\r\n\r\n",
        b"HTTP/1.1 abc\r\n\r\n",
        OK + b"Content-Length: 10\r\n\r\nnews",
        OK + b"Content-Length: -1\r\n\r\nnews",
        OK + b"Content-Length: 4\r\nContent-Length: 5\r\n\r\nnews",
        OK + b"Transfer-Encoding: chunked\r\n\r\nzz\r\nnews",
        OK + b"X: \xff\x00\r\n\r\nnews",
        b"HTTP/1.1 302 Found\r\nLocation: http://\xff\xfe/\r\nContent-Length: 0\r\n\r\n",
    ],
)
def test_what_is_no_proper_answer_is_told(server: FakeServer, start: bytes) -> None:
    assert str(fetch_error(server.write("/", start)))


def test_server_that_is_down_is_told(settings: Settings) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
    settings.CAREERS_HTTP_ALLOW_PRIVATE_ADDRESSES = True
    error = fetch_error(f"http://127.0.0.1:{port}/")
    assert "could not be reached" in str(error)
    assert error.is_temporary


def test_https_where_there_is_none_is_told(server: FakeServer) -> None:
    url = server.url("/").replace("http:", "https:")
    assert "No encrypted connection" in str(fetch_error(url))
