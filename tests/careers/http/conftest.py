from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytest_django import Settings

from tests.careers.http.server import FakeServer, running_server


@pytest.fixture
def server(settings: Settings) -> Iterator[FakeServer]:
    """A server that the site may ask although it is on this machine."""
    settings.CAREERS_HTTP_ALLOW_PRIVATE_ADDRESSES = True
    with running_server() as found:
        yield found
