from __future__ import annotations

from datetime import datetime, timedelta
from itertools import count
from typing import Any

import pytest
from django.utils import timezone

from careers.contrib.webhooks.models import Endpoint
from careers.models import PositionPage
from tests.careers.contrib.webhooks.messages import told
from tests.careers.contrib.webhooks.receiver import Receiver
from tests.careers.http.conftest import server
from tests.factories import Tree

__all__ = ["server"]

numbers = count(1)


class Clock:
    """The time, which a test puts forward."""

    def __init__(self) -> None:
        self.ahead = timedelta()
        self._now = timezone.now

    def now(self) -> datetime:
        return self._now() + self.ahead

    def forward(self, **values: float) -> None:
        self.ahead += timedelta(**values)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr("django.utils.timezone.now", clock.now)
    return clock


@pytest.fixture
def receiver(monkeypatch: pytest.MonkeyPatch) -> Receiver:
    receiver = Receiver()
    monkeypatch.setattr("careers.contrib.webhooks.attempts.post", receiver.post)
    return receiver


def make_endpoint(tree: Tree, **values: Any) -> Endpoint:
    number = next(numbers)
    values = {
        "name": f"Endpoint {number}",
        "site": tree.site,
        "url": f"https://example.com/{number}",
    } | values
    return Endpoint.objects.create(**values)


@pytest.fixture
def endpoint(tree: Tree) -> Endpoint:
    return make_endpoint(tree, name="Front end")


@pytest.fixture
def position(tree: Tree, endpoint: Endpoint) -> PositionPage:
    """An open position that is told of already."""
    position = tree.save_position(title="Tester")
    told()
    return position
