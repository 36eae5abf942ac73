from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from careers.news.parsing import Entry, parse
from tests.careers.http.conftest import server

__all__ = ["server"]

Meanwhile = Callable[[Callable[[], Any]], None]


@pytest.fixture
def meanwhile(monkeypatch: pytest.MonkeyPatch) -> Meanwhile:
    """Has something happen between the answer of the server and the storing of items."""

    def arrange(happen: Callable[[], Any]) -> None:
        def happen_and_parse(*args: Any) -> list[Entry]:
            happen()
            return parse(*args)

        monkeypatch.setattr("careers.news.refresh.parse", happen_and_parse)

    return arrange
