"""A real Chromium on a live server.

Playwright keeps an event loop running in the thread of the tests, where Django then refuses every
query (`SynchronousOnlyOperation`), although nothing is asynchronous. DJANGO_ALLOW_ASYNC_UNSAFE
answers that, and browser tests come last, so that no other test meets the loop.
"""

from __future__ import annotations

import re
import shutil
import threading
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.db import connection, transaction
from django.test import Client
from playwright.sync_api import (
    Browser,
    ConsoleMessage,
    Error,
    Page,
    Request,
    expect,
    sync_playwright,
)
from pytest_django.live_server_helper import LiveServer
from wagtail.signal_handlers import disable_reference_index_auto_update

from tests.browser.chromium import ARGUMENTS, NO_CHROMIUM, find_chromium
from tests.browser.site import SmallSite
from tests.databases import Snapshot

HERE = Path(__file__).parent
TIMEOUT = 15_000  # milliseconds: a busy machine is slow, not wrong
expect.set_options(timeout=TIMEOUT)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    browser_tests = [item for item in items if item.path.is_relative_to(HERE)]
    items[:] = [item for item in items if item not in browser_tests] + browser_tests
    for item in browser_tests:
        item.add_marker(pytest.mark.browser)
        # The server's code has tests without a browser, which say what is covered: measuring it
        # here again would only cost time.
        item.add_marker(pytest.mark.no_cover)
        if "live_server" in getattr(item, "fixturenames", ()):
            # After a test the database is emptied; the next one finds it as migrations left it.
            data = pytest.mark.django_db(transaction=True, serialized_rollback=True)
            item.add_marker(data, append=False)
        if not find_chromium():
            item.add_marker(pytest.mark.skip(reason=NO_CHROMIUM))


@pytest.fixture(scope="session")
def browser(django_db_setup: None) -> Iterator[Browser]:
    with pytest.MonkeyPatch.context() as environment, sync_playwright() as playwright:
        environment.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=ARGUMENTS)
        yield browser
        browser.close()
        connection.close()


@pytest.fixture
def refusals() -> list[str]:
    """What the site's own policies kept its pages from; a test that provokes any takes them out."""
    return []


def note_refusal(message: ConsoleMessage, refusals: list[str]) -> None:
    if re.search(r"Security Policy|Permissions-Policy|Permissions policy", message.text):
        refusals.append(message.text)


def and_wait_for_htmx(page: Page, visit: Callable[..., Any]) -> Callable[..., Any]:
    """Have `visit` last until htmx is there, which comes after the page."""

    def visit_and_wait(*args: Any, **kwargs: Any) -> Any:
        response = visit(*args, **kwargs)
        page.wait_for_function(
            "() => !document.querySelector('meta[name=careers-htmx]') || window.htmx"
        )
        return response

    return visit_and_wait


@pytest.fixture
def page(
    request: pytest.FixtureRequest,
    browser: Browser,
    live_server: LiveServer,
    refusals: list[str],
) -> Iterator[Page]:
    """A page in a fresh profile, addresses relative to the live server.

    No script may fail on it, and no policy of the site may keep it or its frames from anything.
    The database holds what migrations put there, and what the test adds.
    """
    if "small_site" in request.fixturenames:
        request.getfixturevalue("small_site")  # first: it puts back the whole database
    context = browser.new_context(
        base_url=live_server.url,
        viewport={"width": 1280, "height": 900},
        locale="en-GB",
        reduced_motion="reduce",
    )
    context.set_default_timeout(TIMEOUT)
    page = context.new_page()
    for name in ("goto", "reload"):
        setattr(page, name, and_wait_for_htmx(page, getattr(page, name)))
    failures: list[Error] = []
    page.on("pageerror", lambda error: failures.append(error))
    context.on("console", lambda message: note_refusal(message, refusals))
    yield page
    context.close()
    wait_for_requests()
    assert not failures
    assert not refusals


@pytest.fixture
def admin_page(page: Page, live_server: LiveServer) -> Page:
    """The same, signed in as a superuser."""
    client = Client()
    client.force_login(User.objects.create_superuser("admin"))
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])
    return page


@pytest.fixture
def foreign_requests(page: Page, live_server: LiveServer) -> list[str]:
    """Addresses on other hosts that the page has asked for; none of them answers."""
    own = urlsplit(live_server.url).netloc
    asked: list[str] = []

    def note(request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in {"blob", "data"} and parts.netloc != own:
            asked.append(request.url)

    page.on("request", note)
    return asked


def wait_for_requests() -> None:
    """The database is emptied after a test: no request of the page may still be at work on it."""
    for thread in threading.enumerate():
        if "process_request_thread" in thread.name:
            thread.join(timeout=10)


@dataclass
class MadeSite:
    """The small site as it was made, with its database and its files in `folder`."""

    folder: Path
    site: SmallSite | None = None


@pytest.fixture(scope="session")
def made_site(tmp_path_factory: pytest.TempPathFactory) -> MadeSite:
    return MadeSite(tmp_path_factory.mktemp("small_site"))


@pytest.fixture
def small_site(
    browser: Browser, live_server: LiveServer, media_root: Path, made_site: MadeSite
) -> SmallSite:
    """Made in one transaction, and without the index of uses, which no test here asks for.

    On SQLite it is made once: later tests find the same database and files again.
    """
    snapshot, media = Snapshot(made_site.folder / "db.sqlite3"), made_site.folder / "media"
    if made_site.site:
        snapshot.restore()
        shutil.copytree(media, media_root)
        return deepcopy(made_site.site)
    with transaction.atomic(), disable_reference_index_auto_update():
        site = SmallSite()
    if connection.vendor == "sqlite":
        snapshot.take()
        shutil.copytree(media_root, media)
        made_site.site = deepcopy(site)
    return site


@pytest.fixture
def page_without_javascript(
    browser: Browser, live_server: LiveServer, small_site: SmallSite
) -> Iterator[Page]:
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    yield context.new_page()
    context.close()
