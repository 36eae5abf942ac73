"""What `careers_uninstall` finds. tests/hosts/test_uninstall.py removes it, in a host."""

from __future__ import annotations

from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db.migrations import Migration
from django.db.migrations.loader import MigrationLoader

from careers.management.commands import careers_uninstall
from careers.models import PositionPage
from tests.factories import StandardPageFactory, Tree

pytestmark = pytest.mark.django_db


def run(*arguments: str) -> str:
    out = StringIO()
    call_command("careers_uninstall", *arguments, stdout=out)
    return out.getvalue()


def test_check_counts_what_will_be_removed_and_changes_nothing(tree: Tree) -> None:
    tree.add_position()
    said = run("--check")
    for line in ("1 team page\n", "1 position index page\n", "1 position\n"):
        assert f"  {line}" in said
    assert PositionPage.objects.count() == 1


def test_check_names_code_and_settings_of_the_host() -> None:
    said = run("--check")
    assert "home.HomePage.body is a careers.fields.BodyField." in said
    assert "home.HomePage is a subclass of careers.core.hero.HeroMixin." in said
    assert "The setting INSTALLED_APPS names careers." in said


def test_check_names_migrations_that_cannot_be_read_without_the_plugin(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert "The migration home." not in run("--check")
    load_disk = MigrationLoader.load_disk

    def load(loader: Any) -> None:
        load_disk(loader)
        migration: Migration = loader.disk_migrations["home", "0001_initial"]
        monkeypatch.setattr(
            migration, "dependencies", [*migration.dependencies, ("careers", "0001_initial")]
        )

    monkeypatch.setattr(MigrationLoader, "load_disk", load)
    assert "The migration home.0001_initial needs careers." in run("--check")


def test_page_of_the_host_below_one_of_ours_is_in_the_way(
    tree: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    tree.teams.add_child(instance=StandardPageFactory.build(title="Our story"))
    monkeypatch.setattr(careers_uninstall, "remove", pytest.fail)
    with pytest.raises(CommandError, match="in the way"):
        run("--do", "--no-input")


@pytest.mark.parametrize(("answer", "is_removed"), [("yes", True), ("no", False), ("", False)])
def test_nothing_is_removed_without_a_yes(
    monkeypatch: pytest.MonkeyPatch, answer: str, is_removed: bool
) -> None:
    removed: list[bool] = []
    monkeypatch.setattr(careers_uninstall, "remove", lambda: removed.append(True))
    monkeypatch.setattr("builtins.input", lambda _question: answer)
    if is_removed:
        run("--do")
    else:
        with pytest.raises(CommandError, match="Nothing was removed"):
            run("--do")
    assert bool(removed) is is_removed
