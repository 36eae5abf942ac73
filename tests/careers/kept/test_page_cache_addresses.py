"""Which addresses are the same one for the page cache, and which are none of its own."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from pytest_django import Settings

from careers.kept import answer_slot, page_cache
from tests.careers.kept.pages import CountedPage

pytestmark = pytest.mark.django_db


def test_address_has_an_answer_of_its_own(settings: Settings) -> None:
    settings.ALLOWED_HOSTS = ["localhost", "other.localhost"]
    page = CountedPage()
    for _visit in range(2):
        assert page.times("/") == 1
        assert page.times("/other/") == 2
        assert page.times("/", host="other.localhost") == 3
        assert page.times("/", host="localhost:81") == 4
        assert page.times("/%6Fther/") == 2


def test_host_is_the_same_however_it_is_written(settings: Settings) -> None:
    def say_where(request: HttpRequest, response: HttpResponse) -> None:
        response.content += request.build_absolute_uri().encode()

    page = CountedPage(say_where)
    assert [page.times(host="LocalHost.") for _visit in range(2)] == [1, 2]
    assert page.get().content.endswith(b"http://localhost/")
    assert page.times(host="LocalHost.") == page.times(host="localhost.") == 3
    assert page.times(host="LOCALHOST:81") == 4
    assert page.times(host="localhost:81") == 5
    assert page.times(host="LOCALHOST:81") == 5


def test_release_with_other_static_files_has_answers_of_its_own(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = CountedPage()
    for made, release in enumerate(("a", "b"), 1):
        storage = SimpleNamespace(manifest_hash=release)
        monkeypatch.setattr(answer_slot, "staticfiles_storage", storage)
        assert [page.times() for _visit in range(2)] == [made, made]


def test_port_of_the_socket_makes_no_difference(settings: Settings) -> None:
    page = CountedPage()
    assert page.times() == page.times(server_port="8000") == 1
    settings.USE_X_FORWARDED_PORT = True
    assert page.times(x_forwarded_port="8443") == 2
    assert page.times(x_forwarded_port="8444") == 3


def test_language_that_an_earlier_request_has_left_makes_no_difference() -> None:
    page = CountedPage()
    assert page.times() == 1
    with translation.override("de"):
        assert page.times() == 1


def test_scheme_is_what_the_trusted_header_says(settings: Settings) -> None:
    page = CountedPage()
    assert page.times() == page.times(x_forwarded_proto="https") == 1
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    assert page.times(x_forwarded_proto="https") == 2
    assert page.times() == 1


@pytest.mark.parametrize(
    "headers",
    [
        {"x_forwarded_host": "evil.example"},
        {"x_forwarded_port": "8443"},
        {"x_original_url": "/evil/"},
        {"x_rewrite_url": "/evil/"},
        {"forwarded": "host=evil.example;proto=https"},
    ],
)
def test_header_that_is_not_trusted_changes_no_answer(headers: dict[str, str]) -> None:
    def say_where(request: HttpRequest, response: HttpResponse) -> None:
        response.content += request.build_absolute_uri("/").encode()

    page = CountedPage(say_where)
    assert page.get(**headers).content.endswith(b"http://localhost/")
    assert page.get().content.endswith(b"http://localhost/")
    assert page.made == 1


def test_host_that_is_not_allowed_is_left_to_the_site() -> None:
    page = CountedPage()
    page.get()
    assert page.times(host="evil.example") == 2
    assert page.times(host="localhost/evil") == 3
    assert page.times() == 1


def test_files_are_left_alone(settings: Settings) -> None:
    page = CountedPage()
    with CaptureQueriesContext(connection) as queries:
        assert [page.times(f"{settings.STATIC_URL}a.css") for _visit in range(2)] == [1, 2]
    assert not queries.captured_queries


@pytest.mark.parametrize("path", ["/admin/login/", "/documents/1/a.pdf", "/a.txt", "/teams"])
def test_address_of_no_page_costs_nothing(path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What tells that the site is alive doesn't wait for a database that does not answer."""
    monkeypatch.setattr(page_cache, "AnswerSlot", None)
    page = CountedPage()
    with CaptureQueriesContext(connection) as queries:
        assert [page.times(path) for _visit in range(2)] == [1, 2]
    assert not queries.captured_queries


def test_pages_of_every_language_are_found(settings: Settings) -> None:
    settings.ROOT_URLCONF = "tests.careers.kept.urls_by_language"
    settings.LANGUAGES = [("en", "English"), ("de", "German")]
    page = CountedPage()
    for language in ("en", "de"):
        with translation.override(language):
            assert page.times("/teams/") == page.times("/teams/")
            assert page.times("/de/teams/") == page.times("/de/teams/")
    assert page.made == 2
