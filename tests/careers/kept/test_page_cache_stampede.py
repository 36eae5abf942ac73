"""Many ask at once for a page that is not kept: one makes it, and others wait, though not long."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.http import HttpRequest, HttpResponse

from careers.kept import answer_store, page_cache
from tests.careers.kept.database import Database
from tests.careers.kept.pages import CountedPage

DAY = 86_400


class SlowPage(CountedPage):
    """Takes its time, and tells when it has begun."""

    def __init__(self) -> None:
        super().__init__(self.wait)
        self.has_begun = threading.Event()
        self.may_end = threading.Event()

    def wait(self, request: HttpRequest, response: HttpResponse) -> None:
        self.has_begun.set()
        assert self.may_end.wait(20)


def test_page_is_made_by_one_and_awaited_by_all_others(database: Database) -> None:
    page = SlowPage()
    with ThreadPoolExecutor(8) as pool:
        asked = [pool.submit(page.times) for _visitor in range(8)]
        assert page.has_begun.wait(20)
        time.sleep(0.1)
        page.may_end.set()
        assert [visitor.result() for visitor in asked] == [1] * 8
    assert page.made == 1


@pytest.mark.parametrize("status", [200, 404])
def test_what_can_not_be_kept_is_awaited_once_and_then_made_by_all_at_once(
    database: Database, status: int
) -> None:
    first_may_end, others = threading.Event(), threading.Barrier(5)

    def be_for_one(request: HttpRequest, response: HttpResponse) -> None:
        response.status_code = status
        response.set_cookie("any", "thing")
        if page.made == 1:
            assert first_may_end.wait(20)
        else:
            others.wait(20)

    page = CountedPage(be_for_one)
    with ThreadPoolExecutor(6) as pool:
        asked = [pool.submit(page.get) for _visitor in range(6)]
        time.sleep(0.2)
        assert page.made == 1
        first_may_end.set()
        assert [visitor.result().status_code for visitor in asked] == [status] * 6


def test_who_has_waited_long_enough_makes_the_page_and_gets_no_outdated_one(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page_cache, "MAX_WAIT", 0.05)
    page = SlowPage()
    page.may_end.set()
    page.get()
    page.may_end.clear()
    page.has_begun.clear()
    database.write()
    with ThreadPoolExecutor(2) as pool:
        slow = pool.submit(page.times)
        assert page.has_begun.wait(20)
        page.has_begun.clear()
        waiting = pool.submit(page.times)
        assert page.has_begun.wait(20)
        page.may_end.set()
        assert {slow.result(), waiting.result()} == {2, 3}


def test_one_that_died_while_it_made_a_page_keeps_nobody_from_it(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page_cache, "MAX_WAIT", 0.05)
    monkeypatch.setattr(answer_store, "FILLING_SECONDS", 0.2)
    with monkeypatch.context() as dying:
        dying.setattr(page_cache, "end_filling", lambda key, token: None)
        CountedPage(lambda request, response: setattr(response, "status_code", 404)).get()
    page = CountedPage()
    assert [page.times() for _visit in range(2)] == [1, 1]
    time.sleep(0.2)
    database.write()
    assert page.times() == 2


def test_failure_while_a_page_is_made_lets_the_next_one_try(database: Database) -> None:
    def fail(request: HttpRequest, response: HttpResponse) -> None:
        if page.made == 1:
            raise KeyboardInterrupt

    page = CountedPage(fail)
    with pytest.raises(KeyboardInterrupt):
        page.get()
    started = time.monotonic()
    assert page.times() == 2
    assert time.monotonic() - started < page_cache.MAX_WAIT


def test_rules_that_are_learned_meanwhile_leave_nobody_waiting(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The one that makes the answer begins at the address, and ends at a variant of it."""
    page = CountedPage()
    page.parameters = ("q",)
    begin_filling = page_cache.begin_filling

    def begin_and_be_overtaken(key: str) -> str | None:
        token = begin_filling(key)
        if token and page.made == 0:
            page.get()
        return token

    monkeypatch.setattr(page_cache, "MAX_WAIT", 0)
    monkeypatch.setattr(page_cache, "begin_filling", begin_and_be_overtaken)
    assert page.times("/?q=a") == 2
    assert not [key for key in answer_store._cache()._cache if key.endswith(".filled")]


def test_slow_one_leaves_alone_the_one_that_came_after_it() -> None:
    token = answer_store.begin_filling("page")
    assert token
    answer_store.forget("page.filled")  # it took too long
    next_token = answer_store.begin_filling("page")
    answer_store.end_filling("page", token)
    assert answer_store.filler_of("page") == next_token
    answer_store.end_filling("page", str(next_token))
    assert answer_store.filler_of("page") is None
