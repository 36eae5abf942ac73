from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from pytest_django import Settings

from careers.news.parsing import Entry, parse
from tests.careers.news.server import FakeServer, running_server

Meanwhile = Callable[[Callable[[], Any]], None]


@pytest.fixture
def server(settings: Settings) -> Iterator[FakeServer]:
    """A server that the site may ask although it is on this machine."""
    settings.CAREERS_NEWS_ALLOW_PRIVATE_ADDRESSES = True
    with running_server() as found:
        yield found


@pytest.fixture
def meanwhile(monkeypatch: pytest.MonkeyPatch) -> Meanwhile:
    """Has something happen between the answer of the server and the storing of items."""

    def arrange(happen: Callable[[], Any]) -> None:
        def happen_and_parse(*args: Any) -> list[Entry]:
            happen()
            return parse(*args)

        monkeypatch.setattr("careers.news.refresh.parse", happen_and_parse)

    return arrange
