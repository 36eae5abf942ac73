"""One browser, and the pages of hosts in it.

It is not that of tests/browser, which stands on a database of the tests themselves.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from tests.browser.chromium import ARGUMENTS, NO_CHROMIUM, find_chromium
from tests.hosts.host import Host
from tests.hosts.look.house import HOUSES, REFERENCE, House, furnish
from tests.hosts.look.reference import Reference
from tests.hosts.look.visit import visitor

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(HERE) and not find_chromium():
            item.add_marker(pytest.mark.skip(reason=NO_CHROMIUM))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def reference(
    host_python: Path, browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Reference]:
    """The same content in the frame of the reference site."""
    host = furnish(REFERENCE, tmp_path_factory.mktemp("hosts") / "reference", host_python)
    with visitor(browser, host, "own") as context:
        yield Reference(context)


@pytest.fixture(scope="class")
def house(request: pytest.FixtureRequest) -> House:
    return HOUSES[request.cls.project]


@pytest.fixture(scope="class")
def host(house: House, host_python: Path, tmp_path_factory: pytest.TempPathFactory) -> Host:
    return furnish(house, tmp_path_factory.mktemp("hosts") / house.project, host_python)


@pytest.fixture(scope="class")
def own(host: Host, browser: Browser) -> Iterator[BrowserContext]:
    """A visitor of the host with the plugin's own look."""
    with visitor(browser, host, "own") as context:
        yield context


@pytest.fixture(scope="class")
def as_host(host: Host, browser: Browser) -> Iterator[BrowserContext]:
    """A visitor of the host with its own typography and colours on the plugin's pages."""
    with visitor(browser, host, "host") as context:
        yield context
