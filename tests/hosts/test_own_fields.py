"""A host with fields of its own on positions and teams: what they do, and that they stay."""

from __future__ import annotations

import shutil
from pathlib import Path
from textwrap import dedent

import httpx
import pytest

from tests.hosts.host import Host, make_host

NEWER = "--settings=mysite.settings.newer"
#: Makes a position with a row of the host's own fields.
ADD_POSITION = """
from careers.models import PositionIndexPage, PositionPage, TeamIndexPage, TeamPage
from staff.models import Seniority, StaffFields
from wagtail.models import Site

home = Site.objects.get().root_page
teams = home.add_child(instance=TeamIndexPage(title="Teams", slug="teams"))
team = teams.add_child(instance=TeamPage(title="Backend", slug="backend"))
index = home.add_child(instance=PositionIndexPage(title="Positions", slug="positions"))
position = PositionPage(title="Developer", team=team)
senior = Seniority.objects.create(name="Senior", slug="senior")
position.staff_stafffields = [StaffFields(seniority=senior, grade_min=3, grade_max=7)]
index.add_child(instance=position)
"""
SHOW_ROWS = """
from staff.models import StaffFields

for row in StaffFields.objects.select_related("position", "seniority"):
    print(row.position.title, row.seniority, row.grade_min, row.grade_max)
"""
#: What a later release of the plugin may do to its tables. SQLite copies them for it.
LATER_MIGRATION = """
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("careers", "{last}")]
    operations = [
        migrations.AddField("positionpage", "later", models.CharField(max_length=9, null=True)),
        migrations.AlterField("positionpage", "reference", models.CharField(max_length=99)),
        migrations.AddField("teampage", "later", models.CharField(max_length=9, null=True)),
    ]
"""


@pytest.fixture(scope="module")
def host(host_python: Path, tmp_path_factory: pytest.TempPathFactory) -> Host:
    host = make_host("own_fields", tmp_path_factory.mktemp("hosts") / "own_fields", host_python)
    host.manage("shell", "--verbosity=0", "--command", ADD_POSITION)
    return host


def rows(host: Host) -> str:
    return host.manage("shell", "--verbosity=0", "--command", SHOW_ROWS).splitlines()[-1]


def test_checks_find_no_error(host: Host) -> None:
    assert "System check identified no issues" in host.manage("check", "--fail-level=ERROR")


def test_migrations_are_complete(host: Host) -> None:
    assert "No changes detected" in host.manage("makemigrations", "--check", "--dry-run")


def test_migrations_of_the_host_name_nothing_of_ours() -> None:
    migration = Path(__file__).parent / "projects/own_fields/staff/migrations/0001_initial.py"
    assert "careers.facts" not in migration.read_text()


def test_fields_are_edited_shown_searched_filtered_and_told(host: Host) -> None:
    assert "OK" in host.manage("test", "staff")


def test_page_and_filter_of_the_served_project_know_the_fields(host: Host) -> None:
    with host.serve() as address:
        page = httpx.get(f"{address}/positions/developer/").text
        search = httpx.get(f"{address}/positions/", params={"seniority": "senior", "grade": "5"})
    assert "<dt>Seniority</dt><dd>Senior</dd>" in page
    assert "Developer" in search.text


def test_rows_outlive_a_later_release_of_the_plugin_and_the_way_back(host: Host) -> None:
    path = host.manage("shell", "-v0", "-c", "import careers; print(careers.__path__[0])")
    migrations = Path(path.splitlines()[-1]) / "migrations"
    newer = host.folder / "newer"
    shutil.copytree(migrations, newer)
    last = max(file.stem for file in newer.glob("[0-9]*.py"))
    (newer / "9999_later.py").write_text(LATER_MIGRATION.format(last=last))
    (host.folder / "mysite/settings/newer.py").write_text(
        dedent("""\
            from .dev import *

            MIGRATION_MODULES = {"careers": "newer"}
        """)
    )
    before = rows(host)
    assert before == "Developer Senior 3 7"
    assert "later... OK" in host.manage("migrate", NEWER)
    assert rows(host) == before
    assert "later... OK" in host.manage("migrate", "careers", last, NEWER)
    assert rows(host) == before
