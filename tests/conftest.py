from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.cache import caches
from django.db import connection
from django.test import TransactionTestCase, override_settings
from pytest_django import DjangoDbBlocker, Settings

from careers.kept.facts import forget
from tests import databases
from tests.browser.chromium import NO_CHROMIUM, browser_required, find_chromium
from tests.factories import Tree
from tests.on_commit import commits_at_once
from tests.scheduling import FilesInOrder

DATABASE_FIXTURES = {"db", "transactional_db", "live_server"}
LEFT_OUT = pytest.StashKey[int]()


@pytest.hookimpl(trylast=True)
def pytest_configure() -> None:
    if browser_required() and not find_chromium():
        raise pytest.UsageError(f"REQUIRE_BROWSER is set, but {NO_CHROMIUM}.")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--second-database",
        action="store_true",
        help="after a run on another database: leave out browser tests and tests that ask none",
    )


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("second_database"):
        left_out = [item for item in items if not runs_on_second_database(item)]
        items[:] = [item for item in items if item not in set(left_out)]
        config.hook.pytest_deselected(items=left_out)
        config.stash[LEFT_OUT] = len(left_out)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> FilesInOrder:
    return FilesInOrder(config, log)


def pytest_collection_finish() -> None:
    """Spare the garbage collector the modules and tests, which stay: a tenth of the time."""
    gc.collect()
    gc.freeze()


def runs_on_second_database(item: pytest.Item) -> bool:
    if item.get_closest_marker("every_database"):
        return True
    return not item.get_closest_marker("browser") and asks_database(item)


def asks_database(item: pytest.Item) -> bool:
    test_class = getattr(item, "cls", None)
    return (
        item.get_closest_marker("django_db") is not None
        or not DATABASE_FIXTURES.isdisjoint(getattr(item, "fixturenames", ()))
        or (test_class is not None and issubclass(test_class, TransactionTestCase))
    )


def pytest_sessionfinish(session: pytest.Session) -> None:
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["left_out"] = session.config.stash.get(LEFT_OUT, 0)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Every worker of xdist has collected the same tests; what runs them has collected none."""
    node.config.stash[LEFT_OUT] = getattr(node, "workeroutput", {}).get("left_out", 0)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    skipped = [
        report
        for report in terminalreporter.stats.get("skipped", [])
        if isinstance(report.longrepr, tuple) and NO_CHROMIUM in report.longrepr[2]
    ]
    if skipped:
        terminalreporter.write_line(f"Browser tests skipped ({len(skipped)}): {NO_CHROMIUM}.")
    if left_out := terminalreporter.config.stash.get(LEFT_OUT, 0):
        terminalreporter.write_line(
            f"Left out on the second database ({left_out}): browser tests, and tests that ask none."
        )


@pytest.fixture(scope="session", autouse=True)
def fast_settings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What would only cost time: strong password hashes, and static files gathered and hashed.

    Failures to sign in are not counted: some tests sign in many users from one address.
    """
    with override_settings(
        AXES_ENABLED=False,
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        STATIC_ROOT=tmp_path_factory.mktemp("static"),
        STORAGES={
            "default": {"BACKEND": "cms.storage.UploadStorage"},
            "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
        },
    ):
        yield


@pytest.fixture(scope="session", autouse=True)
def _commits() -> Iterator[None]:
    with commits_at_once():
        yield


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest,
    django_test_environment: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[None]:
    """A copy of a migrated database, for this process alone (`--create-db` migrates anew).

    SQLite in a file, as on the site: in memory, a live server's threads share one connection.
    """
    anew = request.config.getoption("create_db")
    with django_db_blocker.unblock():
        cache = getattr(request.config, "cache", None)  # None with -p no:cacheprovider
        templates = cache.mkdir("databases") if cache else tmp_path_factory.mktemp("templates")
        if connection.vendor == "sqlite":
            folder = tmp_path_factory.mktemp("database")
            cloned = databases.sqlite_clone(templates, folder, anew=anew)
        elif connection.vendor == "mysql":
            cloned = databases.mysql_clone(templates, anew=anew)
        else:
            cloned = databases.postgresql_clone(anew=anew)
        with cloned, django_db_blocker.block():
            yield


@pytest.fixture(autouse=True)
def _no_content_types(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Show a test that asks the database without saying so, whichever test ran before it."""
    if not asks_database(request.node):
        monkeypatch.setattr(ContentType.objects, "_cache", {})


@pytest.fixture(autouse=True)
def media_root(settings: Settings, tmp_path: Path) -> Path:
    """Uploads of a test, which nobody sees after it."""
    settings.MEDIA_ROOT = tmp_path / "media"
    return tmp_path / "media"


@pytest.fixture(autouse=True)
def _empty_caches() -> None:
    forget()
    for cache in caches.all():
        cache.clear()


@pytest.fixture
def tree(db: None) -> Tree:
    return Tree()


# A busy machine is slow, not wrong: no example fails for the time that it takes.
hypothesis.settings.register_profile("careers", deadline=None)
hypothesis.settings.load_profile("careers")
