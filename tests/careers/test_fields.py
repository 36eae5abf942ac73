from __future__ import annotations

import copy
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.writer import MigrationWriter
from django.db.models import Model
from django.utils.module_loading import import_string
from pytest_django import Settings
from wagtail.blocks import CharBlock

import careers.migrations
from careers.fields import BodyField
from careers.models import Location, PositionPage, TeamPage
from tests.careers.block_data import set_body
from tests.factories import Tree

BODY: list[dict[str, Any]] = [
    {"type": "open_positions", "value": {"heading": "Join us", "page_size": 7}, "id": "a"},
    {"type": "about", "value": {"heading": "About", "text": "<p>Hello</p>"}, "id": "b"},
]


class MapBlock(CharBlock):
    """What a host adds."""


def block_names(
    stream: str = "careers.blocks.catalogue.team_page_blocks", **kwargs: Any
) -> list[str]:
    """The blocks that a field of a team page offers under the present settings."""
    field = BodyField(stream, **kwargs)
    field.model = TeamPage
    return list(field.stream_block.child_blocks)


# A host's own blocks


def test_host_adds_and_drops_blocks(settings: Settings) -> None:
    assert "latest" in block_names()
    settings.CAREERS_BLOCKS = {
        "careers.TeamPage": {
            "add": {"map": "tests.careers.test_fields.MapBlock"},
            "drop": ["latest", "never heard of"],
        },
        "careers.PositionPage": {"drop": ["about"]},
    }
    names = block_names()
    assert "latest" not in names
    assert "about" in names
    assert names[-1] == "map"


def test_host_replaces_a_block(settings: Settings) -> None:
    settings.CAREERS_BLOCKS = {
        "careers.TeamPage": {"add": {"about": "tests.careers.test_fields.MapBlock"}}
    }
    field = BodyField("careers.blocks.catalogue.team_page_blocks")
    field.model = TeamPage
    assert isinstance(field.stream_block.child_blocks["about"], MapBlock)


def test_block_that_is_nowhere_is_an_error(settings: Settings) -> None:
    settings.CAREERS_BLOCKS = {"careers.TeamPage": {"add": {"map": "tests.nowhere.MapBlock"}}}
    with pytest.raises(ImportError, match="nowhere"):
        block_names()


def test_new_page_starts_with_what_the_host_has_left(settings: Settings) -> None:
    settings.CAREERS_BLOCKS = {"careers.TeamPage": {"drop": ["latest"]}}
    field = BodyField(
        "careers.blocks.catalogue.team_page_blocks", starts_with=["about", "latest", "pillars"]
    )
    field.model = TeamPage
    assert [block.block_type for block in field.get_default()] == ["about", "pillars"]


@pytest.mark.django_db
def test_new_team_page_starts_with_the_parts_of_the_model_page() -> None:
    assert [block.block_type for block in TeamPage().body] == [
        "about",
        "open_positions",
        "pillars",
        "latest",
        "testimonials",
    ]
    assert not PositionPage().body


# Migrations


def test_migrations_hold_no_blocks() -> None:
    directory = Path(careers.migrations.__file__).parent
    for migration in directory.glob("0*.py"):
        text = migration.read_text()
        assert re.search(r"block_lookup|careers\.blocks|wagtail\.blocks", text) is None


@pytest.mark.parametrize(
    ("field", "path"),
    [
        (TeamPage._meta.get_field("body"), "django.db.models.JSONField"),
        (Location._meta.get_field("time_zone"), "django.db.models.CharField"),
    ],
)
def test_migrations_of_a_host_hold_fields_of_django(field: Any, path: str) -> None:
    _name, written, arguments, options = field.deconstruct()
    assert written == path
    migrated = import_string(path)(*arguments, **options)
    migrated.set_attributes_from_name(field.name)
    assert migrated.deconstruct()[1:] == (path, arguments, options)
    assert field.clone().deconstruct()[1:] == (path, arguments, options)
    assert migrated.db_parameters(connection) == field.db_parameters(connection)
    assert "careers" not in MigrationWriter.serialize(field)[0].replace(str(field.help_text), "")


def test_field_that_a_host_adds_has_a_value_for_the_pages_that_are_there() -> None:
    assert BodyField(blank=True).deconstruct()[3]["default"] is list
    assert "default" not in BodyField().deconstruct()[3]


@pytest.mark.django_db
def test_no_migration_is_missing() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.mark.django_db
def test_no_migration_is_missing_where_a_host_changes_the_blocks(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.CAREERS_BLOCKS = {"careers.TeamPage": {"drop": ["latest"]}}
    monkeypatch.delitem(TeamPage._meta.get_field("body").__dict__, "stream_block")
    assert "latest" not in TeamPage._meta.get_field("body").stream_block.child_blocks
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def stored_body(pk: int) -> list[dict[str, Any]]:
    return list(TeamPage.objects.get(pk=pk).body.raw_data)


def change_in_a_migration(pk: int, change: Callable[[Any], None]) -> None:
    state = MigrationLoader(connection).project_state()
    historical: type[Model] = state.apps.get_model("careers", "TeamPage")
    page = historical._default_manager.get(pk=pk)
    change(page)
    page.save()


def test_saving_a_historical_page_leaves_its_body(tree: Tree) -> None:
    set_body(tree.team, BODY)

    def change(page: Any) -> None:
        page.title = "Changed"

    change_in_a_migration(tree.team.pk, change)
    team = TeamPage.objects.get(pk=tree.team.pk)
    assert team.title == "Changed"
    assert stored_body(team.pk) == BODY
    assert team.body[0].value["page_size"] == 7


def test_migration_of_data_reads_and_writes_the_raw_body(tree: Tree) -> None:
    set_body(tree.team, BODY)

    def change(page: Any) -> None:
        raw = copy.deepcopy(list(page.body.raw_data))
        assert raw == BODY
        raw[1]["value"]["heading"] = "About you"
        page.body = raw

    change_in_a_migration(tree.team.pk, change)
    headings = [part["value"]["heading"] for part in stored_body(tree.team.pk)]
    assert headings == ["Join us", "About you"]


def test_empty_body_stays_empty_in_a_migration(tree: Tree) -> None:
    set_body(tree.team, [])
    change_in_a_migration(tree.team.pk, lambda page: None)
    assert stored_body(tree.team.pk) == []


# Previews of blocks

PRINT_BLOCKS = """
import django
from wagtail.blocks import Block
django.setup()
print([(name, type(block).__name__) for name, block in Block.definition_registry.items()])
"""


@pytest.mark.slow
def test_block_has_the_same_id_in_every_process() -> None:
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", PRINT_BLOCKS],
            env=os.environ | {"DJANGO_SETTINGS_MODULE": "cms.settings", "PYTHONHASHSEED": seed},
            stdout=subprocess.PIPE,
            text=True,
        )
        for seed in ("1", "2")
    ]
    first, second = [process.communicate(timeout=120)[0] for process in processes]
    assert first == second
    for block in ("TestimonialsBlock", "PositionSectionBlock", "PositionSearchBlock"):
        assert block in first, "not made at start"
