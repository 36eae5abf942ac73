"""Mistakes in the setting `CAREERS_BLOCKS`."""

from __future__ import annotations

from typing import Any

import pytest
from pytest_django import Settings

from careers.checks.blocks import changes_of_blocks_are_known
from careers.fields import BodyField
from careers.models import TeamPage


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"careers.TeamPage": {"drop": ["latest"]}, "home.HomePage": {"drop": ("team_grid",)}},
        {"careers.TeamPage": {"add": {"map": "tests.careers.test_fields.MapBlock"}}},
    ],
)
def test_known_changes_are_fine(settings: Settings, changes: dict[str, Any]) -> None:
    settings.CAREERS_BLOCKS = changes
    assert changes_of_blocks_are_known(None) == []


@pytest.mark.parametrize(
    ("changes", "problem", "hint"),
    [
        ([], "is no dictionary", "careers.TeamPage"),
        ({"careers.teampage": {}}, "careers.teampage", "careers.TeamPage"),
        ({"careers.Location": {}}, "careers.Location", "careers.TeamPage"),
        ({"careers.TeamPage": {"remove": ["latest"]}}, "“add” and “drop”", '"drop"'),
        ({"careers.TeamPage": ["latest"]}, "“add” and “drop”", '"drop"'),
        ({"careers.TeamPage": {"drop": ["lates"]}}, "drops “lates”", "latest"),
        ({"careers.TeamPage": {"drop": "latest"}}, "no list", '["latest"]'),
    ],
)
def test_mistake_is_an_error_that_says_what_to_write(
    settings: Settings, changes: Any, problem: str, hint: str
) -> None:
    settings.CAREERS_BLOCKS = changes
    [message] = changes_of_blocks_are_known(None)
    assert message.id == "careers.E007"
    assert message.is_serious()
    assert problem in message.msg
    assert hint in (message.hint or "")


def test_block_that_is_nowhere_ends_the_start_with_the_line_to_mend(settings: Settings) -> None:
    settings.CAREERS_BLOCKS = {"careers.TeamPage": {"add": {"map": "nowhere.MapBlock"}}}
    field = BodyField()
    field.model = TeamPage
    with pytest.raises(
        ImportError, match=r'CAREERS_BLOCKS\["careers.TeamPage"\]\["add"\]\["map"\]'
    ):
        field.stream_block  # noqa: B018
