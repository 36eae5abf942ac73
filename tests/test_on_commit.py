"""Callbacks run in a test as they do after a real commit."""

from __future__ import annotations

import logging
from contextlib import suppress
from functools import partial
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import TestCase

from careers.directory.position_type import PositionType
from tests.factories import Tree

pytestmark = pytest.mark.django_db


@pytest.fixture
def calls() -> list[str]:
    return []


class ExpectedError(Exception):
    pass


def fail() -> None:
    raise ExpectedError


def test_without_a_block_a_callback_runs_at_once(calls: list[str]) -> None:
    transaction.on_commit(partial(calls.append, "first"))
    assert calls == ["first"]


def test_callbacks_run_when_the_outermost_block_ends(calls: list[str]) -> None:
    with transaction.atomic():
        with transaction.atomic():
            transaction.on_commit(partial(calls.append, "first"))
        transaction.on_commit(partial(calls.append, "second"))
        assert calls == []
    assert calls == ["first", "second"]


def test_callbacks_of_a_block_that_is_rolled_back_are_dropped(calls: list[str]) -> None:
    with transaction.atomic():
        transaction.on_commit(partial(calls.append, "kept"))
        with suppress(ExpectedError), transaction.atomic():
            transaction.on_commit(partial(calls.append, "dropped"))
            fail()
    assert calls == ["kept"]


def test_callbacks_of_a_block_without_a_savepoint_go_with_the_one_around_it(
    calls: list[str],
) -> None:
    with transaction.atomic():
        with suppress(ExpectedError), transaction.atomic(savepoint=False):
            transaction.on_commit(partial(calls.append, "dropped"))
            fail()
        assert connection.needs_rollback
    transaction.on_commit(partial(calls.append, "later"))
    assert calls == ["later"]


def test_callback_of_a_callback_runs_before_what_still_waits(calls: list[str]) -> None:
    def register_another() -> None:
        calls.append("first")
        transaction.on_commit(partial(calls.append, "of the first"))

    with transaction.atomic():
        transaction.on_commit(register_another)
        transaction.on_commit(partial(calls.append, "second"))
    assert calls == ["first", "of the first", "second"]


def test_callback_that_fails_raises_unless_it_is_robust(
    calls: list[str], caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.CRITICAL, "django.db.backends.base"), transaction.atomic():
        transaction.on_commit(fail, robust=True)
        transaction.on_commit(partial(calls.append, "after it"))
    assert calls == ["after it"]
    with pytest.raises(ExpectedError):
        transaction.on_commit(fail)


def test_callback_may_write_and_roll_back_in_a_block_of_its_own() -> None:
    def write_twice() -> None:
        with suppress(ExpectedError), transaction.atomic():
            PositionType.objects.create(name="Temp", slug="temp")
            fail()
        PositionType.objects.create(name="Intern", slug="intern")

    with transaction.atomic():
        transaction.on_commit(write_twice)
    assert PositionType.objects.get().slug == "intern"


class DataOfAClassTests(TestCase):
    """What `setUpTestData` makes is committed for each test of its class, the first included."""

    calls: list[str]
    found_by_then: list[str]
    position: Any

    @classmethod
    def setUpTestData(cls) -> None:
        cls.calls = []
        with transaction.atomic():
            transaction.on_commit(partial(cls.calls.append, "made"))
        cls.found_by_then = list(cls.calls)
        cls.position = Tree().add_position(title="Welder")

    def test_callbacks_ran_while_it_was_made(self) -> None:
        assert self.found_by_then == self.calls == ["made"]

    def test_callbacks_have_written_what_each_test_finds(self) -> None:
        assert self.position.search_text.title == "welder"

    def test_callbacks_have_written_it_for_the_next_test_too(self) -> None:
        assert self.position.search_text.title == "welder"
