"""Questions to Wagtail's API v2 that make no sense get a message, or nothing."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests.careers.wagtail_v2.answers import ask, titles
from tests.factories import (
    Tree,
)

HOSTILE = [
    {"offset": "9" * 30},
    {"offset": "-1"},
    {"limit": "9" * 30},
    {"type": "."},
    {"type": "careers.Location"},
    {"type": "a.b.c"},
    {"fields": "body(("},
    {"fields": "team(reference)", "type": "careers.PositionPage"},
    {"order": "random,title"},
    {"order": "body"},
    {"posted_date": "never", "type": "careers.PositionPage"},
    {"pay_min": "much", "type": "careers.PositionPage"},
    {"pay_min": "NaN", "type": "careers.PositionPage"},
    {"pay_min": "1e999999", "type": "careers.PositionPage"},
    {"id": "9" * 30},
    {"team": "9" * 30, "type": "careers.PositionPage"},
    {"hero_image": "none", "type": "careers.TeamPage"},
    {"body": "x", "type": "careers.TeamPage"},
    {"first_published_at": "0000-00-00"},
    {"search": "\x00"},
    {"locale": "\x00"},
    {"title": "\x00"},
    {"child_of": "9" * 5000},
    {"rich_text_format": "pdf"},
    {"unknown": "1"},
]


@pytest.mark.parametrize("query", HOSTILE, ids=str)
def test_nonsense_is_refused_with_a_message(
    tree: Tree, client: Client, query: dict[str, Any]
) -> None:
    assert ask(client, "pages/", 400, **query)["message"]


@pytest.mark.parametrize(
    "query",
    [
        {"id": "999999999"},
        {"posted_date": "9999-12-31", "type": "careers.PositionPage"},
        {"pay_min": "9999999", "type": "careers.PositionPage"},
        {"search": '"'},
        {"search": "'; --"},
        {"search": ""},
    ],
    ids=str,
)
def test_values_that_nothing_has_find_nothing(
    tree: Tree, client: Client, query: dict[str, Any]
) -> None:
    assert titles(client, **query) == set()


@pytest.mark.parametrize("path", ["pages/find/?id=x", "pages/find/?html_path=%00"])
def test_nonsense_finds_no_page(tree: Tree, client: Client, path: str) -> None:
    ask(client, path, 400)
    ask(client, f"pages/{'9' * 30}/", 404)
    ask(client, f"pages/{tree.home.pk}/?search=x")
