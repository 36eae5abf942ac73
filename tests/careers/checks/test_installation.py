from __future__ import annotations

from pathlib import Path

import pytest
from django.core.checks import ERROR
from django.core.checks.registry import registry
from django.db import connections
from pytest_django import Settings

from careers.checks import installation
from careers.checks.databases import database_can_be_searched
from careers.checks.installation import (
    base_page_is_wagtails_own,
    command_of_the_schedule_is_ours,
    package_is_our_own,
)


def test_wagtails_own_base_page_is_fine(settings: Settings) -> None:
    assert base_page_is_wagtails_own(None) == []
    settings.WAGTAIL_PAGE_MODEL = "wagtailcore.Page"
    assert base_page_is_wagtails_own(None) == []


def test_swapped_base_page_is_an_error_that_says_what_to_do(settings: Settings) -> None:
    settings.WAGTAIL_PAGE_MODEL = "mysite.BasePage"
    [message] = base_page_is_wagtails_own(None)
    assert message.id == "careers.E001"
    assert message.is_serious()
    assert "mysite.BasePage" in message.msg
    assert "WAGTAIL_PAGE_MODEL" in (message.hint or "")


def test_database_without_a_search_is_an_error_that_names_those_with_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(connections["default"], "vendor", "oracle")
    monkeypatch.setattr(connections["default"], "display_name", "Oracle")
    [message] = database_can_be_searched(None)
    assert message.id == "careers.E002"
    assert message.is_serious()
    assert "Oracle" in message.msg
    assert "PostgreSQL, SQLite with FTS5, MariaDB or MySQL" in (message.hint or "")


@pytest.mark.parametrize("vendor", ["postgresql", "sqlite"])
def test_database_with_an_index_of_words_is_fine(
    monkeypatch: pytest.MonkeyPatch, vendor: str
) -> None:
    monkeypatch.setattr(connections["default"], "vendor", vendor)
    assert database_can_be_searched(None) == []


def test_plain_search_is_a_warning_that_says_when_it_is_too_slow(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(connections["default"], "vendor", "mysql")
    monkeypatch.setattr(connections["default"], "display_name", "MariaDB")
    [message] = database_can_be_searched(None)
    assert message.id == "careers.W013"
    assert not message.is_serious(ERROR)
    assert "MariaDB" in message.msg
    assert "PostgreSQL" in (message.hint or "")


@pytest.mark.parametrize("installed", [[], ["wagtail-careers"]])
def test_package_of_this_distribution_is_fine(
    monkeypatch: pytest.MonkeyPatch, installed: list[str]
) -> None:
    monkeypatch.setattr(installation, "packages_distributions", lambda: {"careers": installed})
    assert package_is_our_own(None) == []


def test_package_that_another_distribution_installs_too_is_an_error_that_names_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """As pip leaves it when two distributions have a package of one name."""
    for name in ("careers", "wagtail-careers"):
        info = tmp_path / f"{name}-1.0.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
        (info / "top_level.txt").write_text("careers\n")
    monkeypatch.syspath_prepend(tmp_path)
    [message] = package_is_our_own(None)
    assert message.id == "careers.E003"
    assert message.is_serious()
    assert "installed by careers, too" in message.msg
    assert "Uninstall careers" in (message.hint or "")


@pytest.mark.parametrize("app", ["careers", "company"])
def test_schedule_that_goes_on_is_fine(monkeypatch: pytest.MonkeyPatch, app: str) -> None:
    assert command_of_the_schedule_is_ours(None) == []
    monkeypatch.setattr(installation, "get_commands", lambda: {"publish_scheduled": app})
    assert command_of_the_schedule_is_ours(None) == []


def test_schedule_that_one_page_stops_is_a_warning_that_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(installation, "get_commands", lambda: {"publish_scheduled": "wagtail"})
    [message] = command_of_the_schedule_is_ours(None)
    assert message.id == "careers.W002"
    assert not message.is_serious()
    assert 'Move "careers" above "wagtail"' in (message.hint or "")


def test_manage_py_check_asks() -> None:
    asked = {
        base_page_is_wagtails_own,
        command_of_the_schedule_is_ours,
        database_can_be_searched,
        package_is_our_own,
    }
    assert asked <= set(registry.get_checks())
