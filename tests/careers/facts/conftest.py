from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from careers.facts import Fact
from careers.facts.registry import forget_facts
from careers.models import PositionPage

#: Gives positions facts that are made of their own columns.
GiveFacts = Callable[..., None]


@pytest.fixture
def give_facts(monkeypatch: pytest.MonkeyPatch) -> Iterator[GiveFacts]:
    def give(*facts: Fact) -> None:
        monkeypatch.setattr(PositionPage, "facts", facts)
        forget_facts()

    yield give
    monkeypatch.undo()
    forget_facts()
