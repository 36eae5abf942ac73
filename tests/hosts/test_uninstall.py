"""A host takes the plugin out again, and is what it was."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.hosts.host import Host, make_host

FILL = """
from django.contrib.auth.models import Group
from wagtail.models import Page
from careers.models import PositionIndexPage, PositionPage, TeamIndexPage, TeamPage
home = Page.objects.get(depth=2)
home.add_child(instance=Page(title="About us", slug="about"))
teams = home.add_child(instance=TeamIndexPage(title="Teams", slug="teams"))
positions = home.add_child(instance=PositionIndexPage(title="Positions", slug="positions"))
team = teams.add_child(instance=TeamPage(title="Backend", slug="backend"))
position = positions.add_child(instance=PositionPage(title="Engineer", slug="engineer", team=team))
position.save_revision()
"""
#: As `wagtail start` has it, without fields and base classes of the plugin.
PLAIN_MODELS = """
from wagtail.models import Page


class HomePage(Page):
    pass
"""
PROBLEMS = "from wagtail.models import Page; print(list(map(len, Page.find_problems()))[:5])"


@pytest.fixture(scope="module")
def host(host_python: Path, tmp_path_factory: pytest.TempPathFactory) -> Host:
    return make_host("wagtail_start", tmp_path_factory.mktemp("hosts") / "leaving", host_python)


def rows(host: Host, query: str) -> list[str]:
    with closing(sqlite3.connect(host.folder / "db.sqlite3")) as database:
        return [str(row[0]) for row in database.execute(query)]


def test_host_leaves_and_stays_migratable(host: Host) -> None:
    host.manage("shell", "-c", FILL)
    host.manage("create_roles")
    said = host.manage("careers_uninstall", "--check")
    for line in (
        *("1 team page\n", "1 position\n", "1 position index page\n"),
        *("home.HomePage", "INSTALLED_APPS"),
    ):
        assert line in said
    assert rows(host, "select title from wagtailcore_page where depth = 3 order by path") == [
        *("About us", "Teams", "Positions"),
    ]

    host.manage("careers_uninstall", "--do", "--no-input")
    (host.folder / "mysite" / "settings" / "local.py").unlink()  # the plugin's lines
    (host.folder / "home" / "models.py").write_text(PLAIN_MODELS)

    host.manage("makemigrations", "--no-input")
    host.manage("migrate", "--no-input")
    assert "no issues" in host.manage("check", "--database", "default")
    assert "No changes detected" in host.manage("makemigrations", "--check", "--dry-run")
    assert "[0, 0, 0, 0, 0]" in host.manage("shell", "-v0", "-c", PROBLEMS)
    titles = "select title from wagtailcore_page where depth > 1 order by path"
    assert rows(host, titles)[1:] == ["About us"]
    assert rows(host, "select name from sqlite_master where name like 'careers%'") == []
    assert rows(host, "select name from django_migrations where app like 'careers%'") == []
    assert rows(host, "select 1 from django_content_type where app_label like 'careers%'") == []
    assert rows(host, "pragma foreign_key_check") == []
    assert "Marketing" in rows(host, "select name from auth_group")
