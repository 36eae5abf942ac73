"""A package, tables or migrations of somebody else that are called careers."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.checks import run_checks
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from careers.checks.names import package_is_the_installed_one, tables_are_our_own


def install(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """The distribution stands in `folder`, as pip has put it there."""
    info = folder / "wagtail_careers-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: wagtail-careers\nVersion: 1.0\n")
    (info / "RECORD").write_text("careers/__init__.py,,\ncareers/apps.py,,\n")
    (folder / "careers").mkdir()
    (folder / "careers" / "__init__.py").touch()
    monkeypatch.syspath_prepend(folder)


def test_package_without_a_distribution_is_fine() -> None:
    assert package_is_the_installed_one(None) == []


def test_package_that_hides_the_installed_one_is_an_error_that_names_both(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    install(monkeypatch, tmp_path)
    [message] = package_is_the_installed_one(None)
    assert message.id == "careers.E005"
    assert message.is_serious()
    assert str(tmp_path / "careers") in message.msg
    assert "Remove or rename" in (message.hint or "")


@pytest.mark.django_db
def test_own_tables_are_fine() -> None:
    assert tables_are_our_own(None, databases=["default"]) == []
    assert tables_are_our_own(None) == []


@pytest.mark.django_db
def test_tables_of_another_app_are_an_error_before_they_are_in_the_way() -> None:
    MigrationRecorder(connection).migration_qs.filter(app="careers").delete()
    [message] = [m for m in run_checks(databases=["default"]) if m.id == "careers.E005"]
    assert message.is_serious()
    assert "careers_location" in message.msg
    assert "another label" in (message.hint or "")


@pytest.mark.django_db
def test_migration_of_another_app_that_counts_as_ours_is_an_error(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(connection.introspection, "table_names", lambda: ["careers_vacancy"])
    monkeypatch.setattr(MigrationRecorder, "has_table", lambda _recorder: True)
    [message] = tables_are_our_own(None, databases=["default"])
    assert message.id == "careers.E005"
    assert "0001_initial" in message.msg
