"""A message to somebody else's server: it is sent once, whole, and to public addresses only."""

from __future__ import annotations

from datetime import timedelta
from email.utils import format_datetime

import pytest
from django.utils import timezone
from pytest_django import Settings

from careers.http.exceptions import HttpError
from careers.http.post import Posted, post
from careers.http.transport import Deadline
from tests.careers.http.server import FakeServer

MAX_EXCERPT = 20
SHORT = 0.3
OK = b"HTTP/1.1 200 OK\r\n"
HEADERS = {"Content-Type": "application/json", "webhook-id": "msg_1"}


def send(url: str, content: bytes = b"{}", seconds: float = 5) -> Posted:
    return post(url, content, HEADERS, Deadline(seconds), max_excerpt=MAX_EXCERPT)


def post_error(url: str, seconds: float = 5) -> HttpError:
    with pytest.raises(HttpError) as caught:
        send(url, seconds=seconds)
    return caught.value


def test_content_and_headers_arrive_as_they_are(server: FakeServer, settings: Settings) -> None:
    settings.WAGTAILADMIN_BASE_URL = "https://careers.example.com"
    content = '{"title": "Tester für Łódź"}'.encode()
    posted = send(server.answer("/", b"thanks"), content)
    assert (posted.status, posted.excerpt) == (200, "thanks")
    assert timedelta() < posted.duration < timedelta(seconds=5)
    assert server.posted == [content]
    [(_path, headers)] = server.requests
    assert headers["Content-Type"] == "application/json"
    assert headers["webhook-id"] == "msg_1"
    assert headers["User-Agent"] == "wagtail-careers (+https://careers.example.com)"


@pytest.mark.parametrize("status", [204, 302, 401, 410, 500])
def test_any_status_is_an_answer(server: FakeServer, status: int) -> None:
    assert send(server.answer("/", status=status)).status == status


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_no_redirect_is_followed(server: FakeServer, status: int) -> None:
    assert send(server.redirect("/", "/elsewhere", status)).status == status
    assert server.paths == ["/"]


def test_only_the_beginning_of_an_answer_is_read(server: FakeServer) -> None:
    endless = server.write("/", OK + b"\r\n", b"x" * 1000)
    assert send(endless).excerpt == "x" * MAX_EXCERPT


def test_answer_that_breaks_off_has_a_status(server: FakeServer) -> None:
    posted = send(server.write("/", OK + b"Content-Length: 100\r\n\r\nhalf"))
    assert (posted.status, posted.excerpt) == (200, "half")


def test_answer_that_never_ends_has_a_status(server: FakeServer) -> None:
    posted = send(server.write("/", OK + b"\r\n", b".", pause=0.05), seconds=SHORT)
    assert posted.status == 200
    assert set(posted.excerpt) == {"."}


def test_excerpt_can_be_stored_whatever_it_is(server: FakeServer) -> None:
    assert send(server.answer("/", b"a\0b\xff")).excerpt == "a\ufffdb\ufffd"


def test_answers_are_not_packed(server: FakeServer) -> None:
    send(server.answer("/", b"thanks"))
    [(_path, headers)] = server.requests
    assert headers["Accept-Encoding"] == "identity"


@pytest.mark.parametrize(
    ("header", "wait"),
    [
        ("120", timedelta(minutes=2)),
        ("999999999999", timedelta(days=1)),
        ("0", None),
        ("-5", None),
        ("soon", None),
        ("Tue, 03 Nov 2020 10:00:00 GMT", None),
        ("Tue, 03 Nov 2999 10:00:00 GMT", timedelta(days=1)),
    ],
)
def test_endpoint_says_how_long_it_wants_to_be_left_alone(
    server: FakeServer, header: str, wait: timedelta | None
) -> None:
    assert send(server.answer("/", status=503, Retry_After=header)).retry_after == wait


def test_moment_is_counted_from_now(server: FakeServer) -> None:
    moment = format_datetime(timezone.now() + timedelta(minutes=10), usegmt=True)
    wait = send(server.answer("/", status=503, Retry_After=moment)).retry_after
    assert wait
    assert timedelta(minutes=9) < wait <= timedelta(minutes=10)


def test_answer_that_does_not_come_is_given_up(server: FakeServer) -> None:
    error = post_error(server.hang("/"), SHORT)
    assert error.is_temporary
    assert "within" in str(error)


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("http://127.0.0.1:1/", "private network"),
        ("http://localhost:1/", "private network"),
        ("http://[::ffff:10.0.0.1]/", "private network"),
        ("ftp://example.com/", "start with https://"),
        ("https://user:password@example.com/", "user name or password"),
        ("nonsense", "start with https://"),
    ],
)
def test_nothing_is_sent_where_nothing_may_be_asked(url: str, words: str) -> None:
    assert words in str(post_error(url))


def test_private_addresses_behind_a_name_are_refused(
    server: FakeServer, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.CAREERS_HTTP_ALLOW_PRIVATE_ADDRESSES = False
    address = [(None, None, None, "", ("127.0.0.1", server.server_port))]
    monkeypatch.setattr("socket.getaddrinfo", lambda *args, **kwargs: address)
    assert "private network" in str(post_error(f"http://example.com:{server.server_port}/"))
    assert server.posted == []
