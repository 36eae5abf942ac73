from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest
from django.core.cache import caches
from django.db import connection
from django.test import override_settings
from pytest_django import Settings

from tests.browser.chromium import NO_CHROMIUM, browser_required, find_chromium
from tests.factories import Tree


@pytest.hookimpl(trylast=True)
def pytest_configure() -> None:
    if browser_required() and not find_chromium():
        raise pytest.UsageError(f"REQUIRE_BROWSER is set, but {NO_CHROMIUM}.")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    skipped = [
        report
        for report in terminalreporter.stats.get("skipped", [])
        if isinstance(report.longrepr, tuple) and NO_CHROMIUM in report.longrepr[2]
    ]
    if skipped:
        terminalreporter.write_line(f"Browser tests skipped ({len(skipped)}): {NO_CHROMIUM}.")


@pytest.fixture(scope="session", autouse=True)
def fast_settings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What would only cost time: strong password hashes, and static files gathered and hashed."""
    with override_settings(
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        STATIC_ROOT=tmp_path_factory.mktemp("static"),
        STORAGES={
            "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
            "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
        },
    ):
        yield


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """SQLite in a file, as on the site: in memory, a live server's threads share one connection."""
    if connection.vendor == "sqlite":
        connection.settings_dict["TEST"]["NAME"] = str(tmp_path_factory.mktemp("database") / "db")
    request.getfixturevalue("django_db_modify_db_settings_parallel_suffix")


@pytest.fixture(autouse=True)
def media_root(settings: Settings, tmp_path: Path) -> Path:
    """Uploads of a test, which nobody sees after it."""
    settings.MEDIA_ROOT = tmp_path / "media"
    return tmp_path / "media"


@pytest.fixture(autouse=True)
def _empty_caches() -> None:
    for cache in caches.all():
        cache.clear()


@pytest.fixture
def tree(db: None) -> Tree:
    return Tree()


# A busy machine is slow, not wrong: no example fails for the time that it takes.
hypothesis.settings.register_profile("careers", deadline=None)
hypothesis.settings.load_profile("careers")
