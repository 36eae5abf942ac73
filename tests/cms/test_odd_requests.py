"""Odd addresses and methods get the answer of HTTP, and leave the log as it is."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.signals import request_finished
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.test import Client, RequestFactory
from django.urls import clear_url_caches, path

import cms.urls
from cms.log import Formatter
from cms.media import serve_media
from tests.factories import Tree

PAGES = ("/", "/positions/", "/teams/backend-development/", "/favicon.ico", "/icon.svg")
NOT_FOUND = (
    *("/%00", "/a%00b/", "/%ff", "/..%2f", "/%2e%2e/", "/../../etc/passwd", "/%5c", "/\\", "/%"),
    *("/%0d%0aSet-Cookie:x=1", "/a%0a", "/%C0%80", "/%E2%80%AE/", "/%u0041", "/.env", "/teams//"),
    *("/" + "a/" * 2000, "/positions/" + "x" * 3000 + "/", "/positions/%00/", "/teams/%ff/"),
    *("/media/%00", "/media/%ff", "/media/..%2f..%2fetc/passwd", "/media/../../etc/passwd"),
    *("/media/a%5cb", "/media/" + "a" * 5000, "/media/", "/media/images%00.png"),
    *("/documents/" + "9" * 30 + "/x", "/documents/" + "9" * 5000 + "/x", "/documents/1/%00"),
    *("/documents/..%2f1/x", "/documents/authenticate_with_password/" + "9" * 5000 + "/"),
    *("/_util/authenticate_with_password/" + "9" * 30 + "/1/", "/static/%00", "/static/..%2f"),
)
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "BREW")


@pytest.fixture(autouse=True)
def _media_served() -> Iterator[None]:
    served = [path("media/<path:name>", serve_media), *cms.urls.urlpatterns]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cms.urls, "urlpatterns", served)
        clear_url_caches()
        yield
    clear_url_caches()


@pytest.fixture
def log(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    caplog.set_level(logging.DEBUG)
    return caplog


def errors(log: pytest.LogCaptureFixture) -> list[str]:
    return [
        record.getMessage()
        for record in log.records
        if record.levelno >= logging.ERROR or record.exc_info
    ]


@pytest.fixture
def visitor() -> Client:
    """A client whose posts are checked as those of browsers are."""
    return Client(enforce_csrf_checks=True)


@pytest.mark.parametrize("method", METHODS)
def test_pages_refuse_methods_that_are_not_for_reading(
    tree: Tree, visitor: Client, log: pytest.LogCaptureFixture, method: str
) -> None:
    statuses = {visitor.generic(method, address).status_code for address in PAGES}
    if method in {"GET", "HEAD"}:
        assert statuses == {200, 302}
    elif method == "OPTIONS":
        assert statuses <= {200, 405}
    else:
        assert statuses <= {403, 405}
    assert not errors(log)


@pytest.mark.parametrize("method", ["GET", "HEAD", "BREW"])
def test_odd_addresses_are_not_found(
    tree: Tree, visitor: Client, log: pytest.LogCaptureFixture, method: str
) -> None:
    right = {404} if method != "BREW" else {403, 404, 405}
    responses = {address: visitor.generic(method, address) for address in NOT_FOUND}
    wrong = {address for address in NOT_FOUND if responses[address].status_code not in right}
    assert wrong == set()
    assert not errors(log)
    if method == "HEAD":
        assert {response.content for response in responses.values()} == {b""}


@pytest.mark.parametrize("address", ["//", "//evil.example/", "/?%00", "/?%ff=1"])
def test_front_page_answers_however_its_address_is_written(
    tree: Tree, visitor: Client, log: pytest.LogCaptureFixture, address: str
) -> None:
    assert visitor.generic("GET", address).status_code == 200
    assert not errors(log)


def test_long_address_without_a_slash_is_sent_on_within_the_site(
    tree: Tree, visitor: Client, log: pytest.LogCaptureFixture
) -> None:
    address = "/" + "a" * 3000
    response = visitor.get(address)
    assert (response.status_code, response["Location"]) == (301, f"{address}/")
    assert visitor.get(f"{address}/").status_code == 404
    assert not errors(log)


def test_refused_request_takes_one_line_of_the_log(
    visitor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A scanner that guesses hosts is no error of the site's."""
    console = next(
        handler
        for handler in logging.getLogger().handlers
        if isinstance(handler.formatter, Formatter)
    )
    handler = logging.StreamHandler(stream := StringIO())
    handler.setFormatter(console.formatter)
    monkeypatch.setattr(logging.getLogger("django.security"), "handlers", [handler])
    assert visitor.get("/", headers={"host": "evil.example"}).status_code == 400
    assert stream.getvalue().count("\n") == 1
    assert "evil.example" in stream.getvalue()
    careless = Client(enforce_csrf_checks=True, headers={"host": "localhost"})
    assert careless.post(f"/admin/login/?next=/{'a' * 3000}").status_code == 403
    assert careless.post(f"/{'a' * 3000}/").status_code in {403, 404}
    assert len(stream.getvalue()) < 1000


def call(method: str, address: str) -> tuple[int, dict[str, str], bytes]:
    """What a server such as gunicorn gets; the test client cuts the body by itself."""
    answers: list[tuple[str, list[tuple[str, str]]]] = []
    environ = RequestFactory().generic(method, address, headers={"host": "localhost"}).environ
    application: Any = get_wsgi_application()
    response = application(environ, lambda *answer: answers.append(answer))
    body = b"".join(response)
    request_finished.disconnect(close_old_connections)  # as the test client does
    response.close()
    request_finished.connect(close_old_connections)
    [(status, headers)] = answers
    return int(status[:3]), dict(headers), body


@pytest.mark.parametrize(
    "address", ["/", "/positions/", "/none/", "/icon.svg", "/media/a.png", "/media/b.png"]
)
def test_head_brings_the_headers_and_no_body(tree: Tree, media_root: Path, address: str) -> None:
    media_root.mkdir()
    (media_root / "a.png").write_bytes(b"picture")
    status, headers, body = call("GET", address)
    assert len(body) == int(headers["Content-Length"]) > 0
    head_status, head_headers, head_body = call("HEAD", address)
    assert (head_status, head_body) == (status, b"")
    assert head_headers["Content-Length"] == headers["Content-Length"]
