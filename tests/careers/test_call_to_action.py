"""One large sentence and the button beside it."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import Tag
from django.test import Client
from wagtail.blocks.struct_block import StructBlockValidationError

from careers.models import TeamPage
from tests.careers import block_data
from tests.careers.block_catalogue import draft, offered
from tests.careers.team_form import post_team
from tests.factories import Tree
from tests.soup import get_soup, select, text_of

URL = "https://elsewhere.example/talk"


def section_of(client: Client, tree: Tree, **values: Any) -> Tag:
    block_data.set_body(tree.team, [block_data.call_to_action(**values)])
    return select(get_soup(client, tree.team.url), ".block-call-to-action")


@pytest.mark.parametrize(
    ("values", "words", "address"),
    [
        ({}, "See open positions", "/positions/"),
        ({"button": "Find yours"}, "Find yours", "/positions/"),
        ({"page": "teams"}, "Teams", "/teams/"),
        ({"page": "teams", "button": "Who we are"}, "Who we are", "/teams/"),
        ({"url": URL, "button": "Watch"}, "Watch", URL),
        ({"email": "jobs@a.example", "button": "Write"}, "Write", "mailto:jobs@a.example"),
    ],
)
def test_button_leads_where_its_editor_says_or_else_to_open_positions(
    client: Client, tree: Tree, values: dict[str, Any], words: str, address: str
) -> None:
    if "page" in values:
        values = values | {"page": tree.teams.pk}
    button = select(section_of(client, tree, **values), "a")
    assert (text_of(button), button["href"]) == (words, address)


def test_page_that_is_not_published_has_no_button(client: Client, tree: Tree) -> None:
    hidden = tree.add_team(title="Still secret", live=False)
    section = section_of(client, tree, page=hidden.pk, button="See")
    assert text_of(section) == "Come along. Soon."
    assert not section.select("a")


def test_site_without_a_list_of_positions_has_no_button(client: Client, tree: Tree) -> None:
    tree.positions.unpublish()
    section = section_of(client, tree, text="")
    assert text_of(section) == "Come along."
    assert not section.select("a")


def test_page_that_was_deleted_gives_way_to_open_positions(client: Client, tree: Tree) -> None:
    gone = tree.add_team()
    block_data.set_body(tree.team, [block_data.call_to_action(page=gone.pk)])
    gone.delete()
    button = select(get_soup(client, tree.team.url), ".block-call-to-action a")
    assert button["href"] == "/positions/"


@pytest.mark.parametrize(
    ("values", "faults"),
    [
        ({"page": True, "url": URL, "button": "Watch"}, {"url"}),
        ({"page": True, "url": URL}, {"url"}),
        ({"page": True, "email": "jobs@a.example"}, {"email"}),
        ({"url": URL, "email": "jobs@a.example", "button": "Write"}, {"email"}),
        ({"email": "jobs@a.example"}, {"button"}),
        ({"email": "nobody", "button": "Write"}, {"email"}),
        ({"url": URL}, {"button"}),
        ({"url": "javascript:alert(1)", "button": "Watch"}, {"url"}),
        ({"heading": ""}, {"heading"}),
        ({"page": True}, set()),
        ({"url": URL, "button": "Watch"}, set()),
        ({}, set()),
    ],
)
def test_errors_stand_at_the_fields_to_change(
    tree: Tree, values: dict[str, Any], faults: set[str]
) -> None:
    block = offered(TeamPage)["call_to_action"]
    if "page" in values:
        values = values | {"page": tree.teams.pk}
    value = block.to_python({"heading": "Come along."} | values)
    found: set[str] = set()
    try:
        block.clean(value)
    except StructBlockValidationError as error:
        found = set(error.block_errors)
    assert found == faults


@pytest.mark.parametrize("values", [{"heading": ""}, {"url": URL}, {"email": "jobs@a.example"}])
def test_half_filled_call_is_kept_as_a_draft(values: dict[str, Any]) -> None:
    block = offered(TeamPage)["call_to_action"]
    with draft(block):
        assert block.clean(block.to_python(values))


def test_call_is_published_with_a_heading_alone(admin_client: Client, tree: Tree) -> None:
    body = [("call_to_action", {"heading": "Come along.", "tone": "accent"})]
    assert post_team(admin_client, tree.team, body) is None
    section = select(get_soup(admin_client, tree.team.url), ".block-call-to-action")
    assert "tone-accent" in section["class"]
    assert text_of(section) == "Come along. See open positions"
