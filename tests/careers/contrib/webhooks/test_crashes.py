"""Whenever a process dies, a receiver that goes by the id takes each message once, in order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from itertools import count
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from hypothesis import example, given, settings
from hypothesis import strategies as st

from careers.contrib.webhooks.delivery import send_due
from careers.contrib.webhooks.models import Endpoint, Message, ReportedPage
from careers.contrib.webhooks.reports import report, start_anew
from careers.models import PositionPage
from careers.positions.lifecycle import Close, Reopen
from tests.careers.contrib.webhooks.conftest import Clock, make_endpoint
from tests.careers.contrib.webhooks.receiver import Receiver
from tests.careers.examples import on_shared_rows
from tests.factories import Tree

#: Statements that begin and end a transaction; what a dying process leaves open is rolled back.
CONTROL = ("SAVEPOINT", "RELEASE", "ROLLBACK")
titles = count(1)

pytestmark = pytest.mark.slow


class ProcessDiesError(BaseException):
    """Nothing catches it, and after it nothing is written, nor sent."""


class Process:
    """Dies at its `last` step: a statement to the database, or a moment of the receiver."""

    def __init__(self, last: int | None) -> None:
        self.last = last
        self.steps = 0

    def step(self) -> None:
        self.steps += 1
        if self.last is not None and self.steps >= self.last:
            raise ProcessDiesError

    def execute(self, execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        if not sql.startswith(CONTROL):
            self.step()
        return execute(sql, *rest)


@contextmanager
def dying_at(last: int | None, receiver: Receiver) -> Iterator[None]:
    process = Process(last)
    receiver.meanwhile = process.step
    with suppress(ProcessDiesError), connection.execute_wrapper(process.execute):
        yield
    receiver.meanwhile = lambda: None


ACTIONS = ("close", "reopen", "rename", "rename unseen", "send", "command", "wait")
steps = st.tuples(
    st.sampled_from(ACTIONS), st.integers(0, 1), st.one_of(st.none(), st.integers(1, 120))
)
#: So few that no message is given up, whichever it is that fails.
answers = st.lists(st.sampled_from([204, 200, 500, 302, 429, "lost", "away"]), max_size=6)


@settings(on_shared_rows, max_examples=30)
@given(st.lists(steps, max_size=8), answers)
@example([("close", 0, None), ("send", 0, 7)], [204])
@example([("rename", 0, None), ("rename", 0, None), ("command", 0, None)], ["lost", 500])
@example([("close", 0, 40), ("reopen", 0, None)], [])
def test_effects_are_those_of_the_messages_each_once_and_in_order(
    tree: Tree,
    clock: Clock,
    receiver: Receiver,
    two_positions: list[PositionPage],
    taken: list[tuple[str, int, int | None]],
    given_answers: list[int | str],
) -> None:
    Message.objects.all().delete()
    start_anew()
    receiver.clear()
    endpoint = Endpoint.objects.get()
    before = {page.pk: page.is_open for page in ReportedPage.objects.all()}
    receiver.answers = list(given_answers)
    for action, number, last in taken:
        with dying_at(last, receiver):
            take(action, two_positions[number].pk, endpoint, clock)
    recover(clock)
    check_effects(receiver)
    check_what_the_receiver_knows(receiver, before, two_positions)


@pytest.fixture
def two_positions(tree: Tree, endpoint: Endpoint) -> list[PositionPage]:
    return [tree.save_position(title=title) for title in ("Tester", "Writer")]


def take(action: str, pk: int, endpoint: Endpoint, clock: Clock) -> None:
    position = PositionPage.objects.get(pk=pk)
    if action == "close" and position.closed_at is None:
        Close(position).execute()
    elif action == "reopen" and position.closed_at is not None:
        Reopen(position).execute()
    elif action == "rename":
        position.title = f"Title {next(titles)}"
        position.save()
    elif action == "rename unseen":
        PositionPage.objects.filter(pk=pk).update(title=f"Title {next(titles)}")
    elif action == "send":
        send_due(endpoint.pk)
    elif action == "command":
        call_command("send_webhooks", verbosity=0)
    elif action == "wait":
        clock.forward(minutes=10)


def recover(clock: Clock) -> None:
    """Run the command again and again, as a schedule does it."""
    for _run in range(20):
        call_command("send_webhooks", verbosity=0)
        if not Message.objects.waiting().exists():
            return
        clock.forward(hours=3)
    pytest.fail("Messages are still waiting.")


def check_effects(receiver: Receiver) -> None:
    messages = list(Message.objects.order_by("pk"))
    assert {message.state for message in messages} <= {"delivered"}
    assert sorted(receiver.effective_ids) == sorted(message.message_id for message in messages)
    subjects = {message.message_id: message.subject for message in messages}
    sent: dict[str, list[str]] = defaultdict(list)
    for message_id in receiver.effective_ids:
        sent[subjects[message_id]].append(message_id)
    for subject, ids in sent.items():
        assert ids == [each.message_id for each in messages if each.subject == subject]


def check_what_the_receiver_knows(
    receiver: Receiver, before: dict[int, bool], positions: list[PositionPage]
) -> None:
    """It takes no opening for news that was open, and knows the site as it is."""
    opened, titles_known = dict(before), {}
    for effect in receiver.effects:
        page = effect["data"]["page"]
        if effect["type"] in {"position.opened", "position.closed"}:
            assert opened[page["id"]] is (effect["type"] == "position.closed")
            opened[page["id"]] = not opened[page["id"]]
        titles_known[page["id"]] = page["title"]
    for position in PositionPage.objects.filter(pk__in=[each.pk for each in positions]):
        assert opened[position.pk] is position.is_open
        assert titles_known.get(position.pk, position.title) == position.title


def test_process_dies_at_each_step_of_a_report_and_a_delivery(
    clock: Clock, receiver: Receiver, two_positions: list[PositionPage]
) -> None:
    """The same, at every single step between a change and what is noted of its delivery."""
    endpoint, position = Endpoint.objects.get(), two_positions[0]
    call_command("send_webhooks", verbosity=0)
    last, has_lived = 0, False
    while not has_lived:
        last += 1
        Message.objects.all().delete()
        receiver.clear()
        before = {page.pk: page.is_open for page in ReportedPage.objects.all()}
        closed_at = None if not before[position.pk] else clock.now()
        PositionPage.objects.filter(pk=position.pk).update(closed_at=closed_at)
        with dying_at(last, receiver):
            report([position.pk])
            send_due(endpoint.pk)
            has_lived = True
        recover(clock)
        check_effects(receiver)
        assert len(receiver.effects) == 2
        check_what_the_receiver_knows(receiver, before, two_positions)
    assert last > 40


def test_two_endpoints_do_not_wait_for_each_other(
    tree: Tree, receiver: Receiver, two_positions: list[PositionPage]
) -> None:
    call_command("send_webhooks", verbosity=0)
    receiver.clear()
    other = make_endpoint(tree, name="Last")
    Close(two_positions[0]).execute()
    receiver.answers = ["away"]
    call_command("send_webhooks", verbosity=0)
    assert other.messages.waiting().count() == 0
    assert Endpoint.objects.exclude(pk=other.pk).get().messages.waiting().count() == 2
