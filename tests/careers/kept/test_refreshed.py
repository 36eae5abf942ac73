"""What is refreshed instead of made anew, and what each reader gets of it."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from threading import Event, Thread

import pytest
from django.db import transaction
from django.http import HttpRequest
from django.test import RequestFactory

from careers.kept import facts
from careers.kept.facts import forget, refreshed
from careers.kept.version import Version
from careers.models import Location
from tests.factories import LocationFactory

Names = Callable[[HttpRequest | None], list[str]]


@pytest.fixture
def names(db: None) -> Names:
    """The names of locations, after how often they were asked for."""

    @refreshed
    def find(request: HttpRequest | None, last: list[str] | None) -> list[str]:
        number = int(last[0]) + 1 if last else 1
        return [str(number), *Location.objects.order_by("pk").values_list("name", flat=True)]

    return find


def test_result_is_refreshed_once_for_each_version(names: Names, rf: RequestFactory) -> None:
    LocationFactory(name="Porto")
    assert names(None) == names(rf.get("/")) == ["1", "Porto"]
    LocationFactory(name="Lisbon")
    assert names(None) == names(None) == ["2", "Porto", "Lisbon"]
    forget()
    assert names(None) == ["1", "Porto", "Lisbon"]


def test_arguments_and_functions_have_results_of_their_own(db: None) -> None:
    @refreshed
    def one(request: HttpRequest | None, last: str | None, name: str) -> str:
        return f"{last or ''}{name}"

    @refreshed
    def other(request: HttpRequest | None, last: str | None, name: str) -> str:
        return f"other {name}"

    assert [one(None, "a"), one(None, "b"), other(None, "a")] == ["a", "b", "other a"]
    LocationFactory()
    assert [one(None, "a"), one(None, "b"), other(None, "a")] == ["aa", "bb", "other a"]


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_what_a_transaction_has_written_is_for_it_alone(names: Names) -> None:
    LocationFactory(name="Porto")
    assert names(None) == ["1", "Porto"]
    with transaction.atomic():
        assert names(None) == ["1", "Porto"]
        LocationFactory(name="Lisbon")
        assert names(None) == names(None) == ["2", "Porto", "Lisbon"]
        transaction.set_rollback(True)
    assert names(None) == ["1", "Porto"]


def test_others_wait_while_one_thread_refreshes(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(facts, "current_version", lambda: Version(1, 1))
    is_refreshing, may_finish = Event(), Event()
    found: list[str] = []
    numbers = count(1)

    @refreshed
    def find(request: HttpRequest | None, last: str | None) -> str:
        is_refreshing.set()
        assert may_finish.wait(10)
        return f"refreshed {next(numbers)} time"

    threads = [Thread(target=lambda: found.append(find(None))) for _ in range(3)]
    for thread in threads:
        thread.start()
    assert is_refreshing.wait(10)
    assert found == []
    may_finish.set()
    for thread in threads:
        thread.join(10)
    assert found == ["refreshed 1 time"] * 3


def test_refresh_that_fails_keeps_nothing_and_lets_others_try(db: None) -> None:
    results = iter([ValueError("once"), "found"])

    @refreshed
    def find(request: HttpRequest | None, last: str | None) -> str:
        result = next(results)
        if isinstance(result, ValueError):
            raise result
        return str(result)

    with pytest.raises(ValueError, match="once"):
        find(None)
    assert find(None) == "found"
