"""Before a team is unpublished, the admin tells which positions are hidden with it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from bs4 import Tag
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from careers.models import TeamPage
from tests.factories import Tree, today
from tests.soup import get_soup, select, text_of, texts_of


def confirmation(client: Client, page: Page) -> Tag:
    """Return the admin's question whether to unpublish `page`."""
    url = reverse("wagtailadmin_pages:unpublish", args=(page.pk,))
    return select(get_soup(client, url), "main")


def test_open_positions_of_a_team_are_named(admin_client: Client, tree: Tree) -> None:
    for number in range(3):
        tree.add_position(title=f"Engineer <{number}>")
    asked = confirmation(admin_client, tree.team)
    warning = select(asked, ".help-warning")
    assert (
        "3 open positions can't be found by candidates any more while this page is not published."
        in text_of(warning)
    )
    assert texts_of(warning, "li") == [f"Engineer <{number}>" for number in range(3)]
    assert "Are you sure you want to unpublish this page?" in text_of(asked)


def test_first_five_are_named_and_the_others_counted(admin_client: Client, tree: Tree) -> None:
    for number in range(7):
        tree.add_position(title=f"Engineer {number}")
    named = texts_of(confirmation(admin_client, tree.team), ".help-warning li")
    assert named == [*(f"Engineer {number}" for number in range(5)), "and 2 more"]


def test_one_position_is_told_of_as_one(admin_client: Client, tree: Tree) -> None:
    tree.add_position()
    assert "1 open position can't be found" in text_of(confirmation(admin_client, tree.team))


@pytest.mark.parametrize("way", ["none", "closed", "over", "draft", "other team"])
def test_no_warning_where_nothing_is_lost(admin_client: Client, tree: Tree, way: str) -> None:
    if way == "closed":
        tree.add_position(closed_at=timezone.now())
    elif way == "over":
        tree.add_position(closing_date=today() - timedelta(days=2))
    elif way == "draft":
        tree.add_position(live=False)
    elif way == "other team":
        tree.add_position(team=tree.add_team())
    assert not confirmation(admin_client, tree.team).select(".help-warning")


def test_team_is_unpublished_after_the_question(admin_client: Client, tree: Tree) -> None:
    tree.add_position()
    admin_client.post(reverse("wagtailadmin_pages:unpublish", args=(tree.team.pk,)))
    assert not TeamPage.objects.get(pk=tree.team.pk).live


def test_explorer_of_teams_is_as_of_other_pages(admin_client: Client, tree: Tree) -> None:
    teams, others = (
        get_soup(admin_client, reverse("wagtailadmin_explore", args=(page.pk,)))
        for page in (tree.teams, tree.home)
    )
    assert texts_of(teams, "tbody .title-wrapper") == [tree.team.title]
    assert texts_of(teams, "th")[2:] == texts_of(others, "th")[2:]
