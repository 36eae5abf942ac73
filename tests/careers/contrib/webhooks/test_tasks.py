"""A worker that is woken when there is something to send, and only then."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.apps import apps
from pytest_django import Settings
from wagtail.models import Page

from careers.contrib.webhooks.models import Endpoint, Message
from careers.contrib.webhooks.tasks import send_messages
from careers.positions.lifecycle import Close
from tests.careers.contrib.webhooks.conftest import Clock
from tests.careers.contrib.webhooks.receiver import Receiver
from tests.factories import StandardPageFactory, Tree, make_private


def queue() -> Any:
    tasks = apps.get_model("django_tasks_database", "DBTaskResult").objects
    return tasks.filter(task_path__startswith="careers.contrib.webhooks", status="READY")


def moments() -> list[datetime]:
    return list(queue().order_by("run_after").values_list("run_after", flat=True))


def work() -> int:
    """As a worker does it: what is due now, once. Returns how many tasks there were."""
    due = list(queue().ready())
    for task in due:
        task.claim("a worker")
        task.task.call(*task.args_kwargs["args"])
        task.set_successful(None)
    return len(due)


@pytest.fixture
def told(tree: Tree, endpoint: Endpoint, receiver: Receiver) -> Tree:
    """A site whose endpoint knows of a position."""
    tree.save_position(title="Tester")
    work()
    receiver.clear()
    return tree


def test_change_is_sent_by_the_worker(told: Tree, receiver: Receiver) -> None:
    tester = told.positions.get_children().get().specific
    Close(tester).execute()
    assert receiver.effects == []
    work()
    assert receiver.events == [("position.closed", "Tester"), ("position.changed", "Tester")]
    assert work() == 0


def test_many_changes_enqueue_one_task(told: Tree) -> None:
    for number in range(5):
        told.save_position(title=f"Position {number}")
    assert queue().count() == 1


def test_failure_is_tried_again_at_its_time(told: Tree, receiver: Receiver, clock: Clock) -> None:
    told.save_position()
    receiver.answers = ["away"]
    work()
    [moment] = moments()
    assert timedelta() < moment - clock.now() <= timedelta(seconds=6)
    assert work() == 0
    clock.forward(seconds=10)
    work()
    assert len(receiver.effects) == 2
    assert work() == 0


def test_tasks_do_not_grow_in_number_while_an_endpoint_fails(
    told: Tree, receiver: Receiver, clock: Clock
) -> None:
    receiver.answers = ["away"] * 1000
    for number in range(8):
        told.save_position(title=f"Position {number}")
        work()
        clock.forward(minutes=20)
    for _round in range(10):
        work()
        clock.forward(minutes=20)
    assert queue().count() <= 2


def test_task_that_was_lost_is_enqueued_again(told: Tree, clock: Clock) -> None:
    told.save_position()
    queue().delete()
    told.save_position()
    assert queue().count() == 0
    clock.forward(minutes=11)
    told.save_position()
    assert queue().count() == 1


def test_paused_endpoint_wakes_nobody(told: Tree) -> None:
    Endpoint.objects.update(paused_at="2026-11-28T10:00:00Z")
    told.save_position()
    assert queue().count() == 0
    assert Message.objects.waiting().count() == 2


def test_task_of_a_deleted_endpoint_does_nothing(told: Tree, endpoint: Endpoint) -> None:
    told.save_position()
    endpoint.delete()
    assert work() == 1


def test_no_editor_waits_where_tasks_run_in_the_request(
    told: Tree, receiver: Receiver, settings: Settings
) -> None:
    settings.CAREERS_TASKS_BACKEND = "default"
    told.save_position()
    make_private(told.team)
    assert receiver.requests == []
    assert queue().count() == 0
    assert Message.objects.waiting().exists()


def test_worker_finds_what_a_restriction_hides(told: Tree, receiver: Receiver) -> None:
    page = StandardPageFactory(parent=told.home, title="Privacy", live=False)
    page.save_revision().publish()
    make_private(Page.objects.get(pk=page.pk))
    while work():
        pass
    events = ["page.published", "page.unpublished"]
    assert receiver.events == [(event, "Privacy") for event in events]


def test_task_names_no_secret(told: Tree, endpoint: Endpoint) -> None:
    told.save_position()
    assert send_messages.module_path == queue().get().task_path
    assert queue().get().args_kwargs == {"args": [endpoint.pk], "kwargs": {}}
