"""Several processes at the same moment: each change is reported once."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection, connections
from wagtail.models import Locale

from careers.contrib.webhooks.delivery import send_due
from careers.contrib.webhooks.models import Message
from careers.contrib.webhooks.reports import report_all
from careers.models import PositionPage
from tests.careers.contrib.webhooks.conftest import make_endpoint
from tests.careers.contrib.webhooks.receiver import Receiver
from tests.factories import Tree, today

PROCESSES = 3

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


def at_once(work: Callable[[], Any]) -> list[Any]:
    """Do `work` in several threads, each with a connection of its own."""
    barrier = Barrier(PROCESSES)

    def begin_together() -> Any:
        try:
            barrier.wait()
            return work()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(PROCESSES) as pool:
        return [each.result() for each in [pool.submit(begin_together) for _ in range(PROCESSES)]]


def changed_positions(number: int) -> None:
    """A site whose endpoint is to hear of so many closed positions."""
    Locale.objects.get_or_create(language_code="en-gb")
    tree = Tree()
    tree.fill(number)
    make_endpoint(tree)
    PositionPage.objects.update(closed_at=f"{today()}T00:00:00Z")


def test_change_is_reported_by_one_of_them() -> None:
    changed_positions(5)
    assert sorted(at_once(report_all)) == [0, 0, 10]
    assert Message.objects.count() == 10


def test_message_is_sent_by_one_of_them(receiver: Receiver) -> None:
    changed_positions(5)
    report_all()
    endpoint = Message.objects.values_list("endpoint", flat=True)[0]
    assert connection.in_atomic_block is False
    sent = at_once(lambda: send_due(endpoint).total)
    assert sum(sent) == 10
    assert len(receiver.requests) == len(set(receiver.requests)) == 10
