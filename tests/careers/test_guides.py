"""The code in the how-to guides does what they say of it."""

from __future__ import annotations

import csv
import re
import sys
from collections.abc import Callable, Iterator
from copy import deepcopy
from importlib import import_module
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client
from pytest_django import Settings

from careers.fields import BodyField
from careers.models import PositionPage, TeamPage
from tests.factories import LocationFactory, Tree

GUIDES = Path(__file__).resolve().parent.parent.parent / "docs" / "how-to"

#: An example in a guide: its language, the path in its first line, and the whole of it.
EXAMPLE = re.compile(r"```(\w+)\n((?:# |{# )([\w/.]+).*?)```", re.DOTALL)

ROW = {
    "id": "7",
    "title": "Data Engineer",
    "team": "backend-development",
    "location": "lisbon",
    "description": "Work <b>hard</b>.\n\nAnd rest.",
    "url": "https://jobs.example.com/7",
}


@pytest.fixture
def follow(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> Iterator[Callable[[str], Path]]:
    """Write the files of a guide as it says, for a host whose templates and modules are found."""

    def write(guide: str) -> Path:
        text = (GUIDES / f"{guide}.md").read_text(encoding="utf-8")
        for _language, source, name in EXAMPLE.findall(text):
            file = tmp_path / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(source, encoding="utf-8")
        monkeypatch.syspath_prepend(tmp_path)
        templates = deepcopy(settings.TEMPLATES)
        templates[0]["DIRS"] = [*templates[0]["DIRS"], tmp_path / "mysite" / "templates"]
        settings.TEMPLATES = templates
        return tmp_path

    yield write
    for name in [name for name in sys.modules if name.partition(".")[0] == "mysite"]:
        del sys.modules[name]


def test_own_block_is_offered_and_shown(
    follow: Callable[[str], Path], settings: Settings, tree: Tree
) -> None:
    follow("add-your-own-block")
    settings.CAREERS_BLOCKS = {"careers.TeamPage": {"add": {"grades": "mysite.blocks.GradesBlock"}}}
    field = BodyField("careers.blocks.catalogue.team_page_blocks")
    field.model = TeamPage
    grades = field.stream_block.child_blocks["grades"]

    shown = grades.render(grades.get_preview_value(), {})
    assert '<h2 class="block-heading" id="grades-heading">What we pay</h2>' in shown
    assert "<dt>Engineer</dt><dd>€60,000</dd>" in shown
    assert grades.render(grades.get_default(), {})


@pytest.fixture
def import_file(follow: Callable[[str], Path], tree: Tree) -> Callable[..., None]:
    """Import positions, given as rows of the file, with the command of the guide."""
    folder = follow("move-from-another-system")
    LocationFactory(name="Lisbon", slug="lisbon")
    command = import_module("mysite.management.commands.import_positions").Command

    def run(*rows: dict[str, str]) -> None:
        file = folder / "positions.csv"
        with file.open("w", encoding="utf-8", newline="") as text:
            writer = csv.DictWriter(text, ROW)
            writer.writeheader()
            writer.writerows(rows)
        call_command(command(), file)

    return run


def test_import_makes_an_open_position_and_escapes_its_text(
    import_file: Callable[..., None], client: Client
) -> None:
    import_file(ROW)
    [position] = PositionPage.objects.open()
    page = client.get(position.url).content.decode()
    assert "Data Engineer" in page
    assert "Lisbon" in page
    assert "Work &lt;b&gt;hard&lt;/b&gt;" in page


def test_second_import_changes_only_what_has_changed(import_file: Callable[..., None]) -> None:
    import_file(ROW)
    import_file(ROW)
    [position] = PositionPage.objects.open()
    assert position.revisions.count() == 1
    import_file(ROW | {"title": "Senior Data Engineer"})
    position.refresh_from_db()
    assert position.title == "Senior Data Engineer"
    assert position.revisions.count() == 2


def test_position_that_is_missing_in_the_file_closes_and_opens_again(
    import_file: Callable[..., None],
) -> None:
    import_file(ROW)
    import_file()
    [position] = PositionPage.objects.all()
    assert not position.is_open
    import_file(ROW)
    assert [page.pk for page in PositionPage.objects.open()] == [position.pk]


def test_import_with_an_unknown_team_changes_nothing(import_file: Callable[..., None]) -> None:
    with pytest.raises(TeamPage.DoesNotExist):
        import_file(ROW, ROW | {"id": "8", "team": "nowhere"})
    assert not PositionPage.objects.exists()
