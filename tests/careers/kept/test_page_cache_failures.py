"""Whatever fails, visitors get a page as long as there is one, and the right one after it."""

from __future__ import annotations

import time
from typing import Any

import pytest
from django.core.cache import caches
from django.core.cache.backends.locmem import LocMemCache
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from pytest_django import Settings

from careers.kept import kept_answer, page_cache
from careers.kept.answer_store import VARIANT_SECONDS
from tests.careers.kept.database import Database
from tests.careers.kept.pages import CountedPage
from tests.cms.servers import free_port

DAY = 86_400


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Let the time of pages pass."""
    passed = {"seconds": 0.0}
    now = time.time
    monkeypatch.setattr(kept_answer.time, "time", lambda: now() + passed["seconds"])
    return lambda seconds: passed.update(seconds=passed["seconds"] + seconds)


AWAY = [OperationalError, InterfaceError]


# The database is away


@pytest.mark.parametrize("error", AWAY)
def test_last_page_is_sent_while_the_database_is_away_and_says_its_age(
    database: Database, clock: Any, error: type[Exception], caplog: pytest.LogCaptureFixture
) -> None:
    page = CountedPage()
    page.get()
    database.error = error
    clock(100)
    answers = [page.get(), page.get(accept_encoding="gzip"), page.get(method="HEAD")]
    assert [answer.status_code for answer in answers] == [200, 200, 200]
    assert [answer["Age"] for answer in answers] == ["100"] * 3
    assert answers[0]["Cache-Status"] == "careers; hit; ttl=-100"
    assert page.made == 1
    assert caplog.text.count("It is away") == 1
    assert page.get(if_none_match=answers[0]["ETag"]).status_code == 304
    database.error = None
    while page_cache._pause.lasts:
        time.sleep(0.001)
    again = page.get()
    assert again["Cache-Status"] == "careers; hit"
    assert "Age" not in again
    database.write()
    assert page.times() == 2


def test_page_of_an_earlier_version_is_sent_too_until_it_is_a_day_old(
    database: Database, clock: Any
) -> None:
    page = CountedPage()
    page.get()
    database.write()
    database.error = AWAY[0]
    clock(DAY - 10)
    assert page.times() == 1
    clock(20)
    assert page.times() == 2


def test_page_is_a_day_old_at_the_most_although_its_address_is_asked_for_with_a_query(
    database: Database, clock: Any
) -> None:
    page = CountedPage()
    page.parameters = ("q",)
    page.get()
    clock(DAY - 100)
    database.write()
    assert page.times("/?q=a") == 2
    database.error = AWAY[0]
    assert page.times() == 1
    clock(200)
    assert page.times() == 3


def test_page_during_which_the_content_changed_is_no_last_page(database: Database) -> None:
    page = CountedPage(lambda request, response: database.write())
    page.get()
    database.error = AWAY[0]
    assert page.times() == 2


def test_page_that_nobody_has_asked_for_is_left_to_the_site(database: Database) -> None:
    page = CountedPage()
    database.error = AWAY[0]
    assert page.times() == 1
    assert "Cache-Status" not in page.get()


def test_answer_to_a_query_is_the_last_one_for_a_quarter_of_an_hour(
    database: Database, clock: Any
) -> None:
    page = CountedPage()
    page.parameters = ("q",)
    assert (page.times("/?q=a"), page.times()) == (1, 2)
    database.error = AWAY[0]
    assert page.times("/?q=a") == 1
    clock(VARIANT_SECONDS + 10)
    assert page.times("/?utm_source=x") == 2
    assert page.times("/?q=a") == 3


@pytest.mark.parametrize("error", AWAY)
def test_database_that_goes_away_while_a_page_is_made_is_noticed(
    database: Database, error: type[Exception]
) -> None:
    def fail(request: HttpRequest, response: HttpResponse) -> None:
        if page.made > 1:
            database.error = error
            raise error("the connection is lost")

    page = CountedPage(fail)
    page.get()
    database.write()
    answer = page.get()
    assert answer.content.startswith(b"Made 1")
    assert "Age" in answer


def test_failure_of_a_database_that_is_there_is_not_covered_up(database: Database) -> None:
    def fail(request: HttpRequest, response: HttpResponse) -> None:
        if page.made > 1:
            raise OperationalError("database is locked")

    page = CountedPage(fail)
    page.get()
    database.write()
    assert page.get().status_code >= 500


def test_failure_outside_of_a_request_is_none_of_the_page_cache() -> None:
    try:
        raise OperationalError("database is locked")
    except OperationalError:
        assert page_cache.note_failure(request=None) is None


def test_page_that_was_kept_before_another_was_taken_away_does_not_stand_in(
    database: Database, clock: Any
) -> None:
    page = CountedPage()
    page.get("/private/")
    clock(100)
    database.withdrawn_at = time.time()
    database.write()
    clock(100)
    page.get("/public/")
    database.error = AWAY[0]
    assert page.times("/public/") == 2
    assert page.times("/private/") == 3


def test_other_failures_are_not_covered_up(database: Database) -> None:
    def fail(request: HttpRequest, response: HttpResponse) -> None:
        if page.made > 1:
            raise ZeroDivisionError

    page = CountedPage(fail)
    page.get()
    database.write()
    assert page.get().status_code == 500


def test_site_itself_answers_503_where_there_is_no_page(database: Database) -> None:
    def fail(request: HttpRequest, response: HttpResponse) -> None:
        raise OperationalError("the database system is starting")

    database.error = AWAY[0]
    assert CountedPage(fail).get().status_code == 503


@pytest.mark.parametrize("status", [301, 302, 401, 403, 404])
def test_page_that_is_none_any_more_is_not_sent_again(database: Database, status: int) -> None:
    """It was unpublished, moved or made private."""

    def change(request: HttpRequest, response: HttpResponse) -> None:
        if page.made > 1:
            response.status_code = status

    page = CountedPage(change)
    page.get()
    database.write()
    assert page.get().status_code == status
    database.error = AWAY[0]
    assert page.get().status_code == status


def test_failure_leaves_the_last_page_where_it_is(database: Database) -> None:
    def change(request: HttpRequest, response: HttpResponse) -> None:
        if page.made > 1:
            response.status_code = 503

    page = CountedPage(change)
    page.get()
    database.write()
    assert page.get().status_code == 503
    database.error = AWAY[0]
    assert page.times() == 1


def test_database_that_is_slow_to_fail_is_left_in_peace_for_as_long(database: Database) -> None:
    page = CountedPage()
    page.get()
    database.error, database.seconds, database.asked = AWAY[0], 0.3, 0
    for _visit in range(10):
        assert page.times() == 1
    assert database.asked == 1


# The cache is away


class BrokenCache(LocMemCache):
    def refuse(self, *args: Any, **kwargs: Any) -> Any:
        raise ConnectionError("nobody listens")

    get = set = add = delete = delete_many = refuse


@pytest.mark.parametrize(
    "cache",
    [
        {"BACKEND": f"{__name__}.BrokenCache"},
        {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": f"redis://127.0.0.1:{free_port()}/0",
        },
        {"BACKEND": "django.core.cache.backends.dummy.DummyCache"},
    ],
)
def test_pages_are_made_without_the_cache(
    database: Database, settings: Settings, cache: dict[str, str]
) -> None:
    settings.CACHES = {"default": cache}
    page = CountedPage()
    assert [page.times() for _visit in range(3)] == [1, 2, 3]


def test_cache_that_is_away_is_told_of_once(
    database: Database, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    settings.CACHES = {"default": {"BACKEND": f"{__name__}.BrokenCache"}}
    page = CountedPage()
    for _visit in range(3):
        page.get()
    assert caplog.text.count("It is away: nobody listens") == 1


def test_pages_stand_in_the_cache_of_their_name_or_in_the_default_one(
    database: Database, settings: Settings
) -> None:
    backend = "django.core.cache.backends.locmem.LocMemCache"
    default = {"BACKEND": backend, "LOCATION": "some"}
    settings.CACHES = {"default": default}
    CountedPage().get()
    assert len(caches["default"]._cache) == 1  # type: ignore[attr-defined]
    settings.CACHES = {"default": default, "pages": {"BACKEND": backend, "LOCATION": "others"}}
    CountedPage().get("/other/")
    assert len(caches["default"]._cache) == 1  # type: ignore[attr-defined]
    assert len(caches["pages"]._cache) == 1  # type: ignore[attr-defined]
    caches["default"].clear()
    caches["pages"].clear()


def test_any_number_of_queries_fills_the_cache_no_further_than_its_bound(
    database: Database, settings: Settings
) -> None:
    options = {"MAX_ENTRIES": 20, "CULL_FREQUENCY": 10}
    backend = "django.core.cache.backends.locmem.LocMemCache"
    settings.CACHES = {"default": {"BACKEND": backend, "LOCATION": "x", "OPTIONS": options}}
    page = CountedPage()
    page.parameters = ("q",)
    page.get()
    for number in range(100):
        page.get(f"/?q={number}")
        assert page.times() == 1
    assert len(caches["default"]._cache) <= 20  # type: ignore[attr-defined]
    caches["default"].clear()
