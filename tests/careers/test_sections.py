"""Two careers sections on one site, and one on each of two sites, keep apart."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings
from wagtail.models import Site

from careers.models import TeamPage
from tests.careers.block_data import open_positions, set_body
from tests.factories import (
    HomePageFactory,
    PositionIndexPageFactory,
    PositionPageFactory,
    StandardPageFactory,
    TeamIndexPageFactory,
    TeamPageFactory,
    Tree,
)


class Section:
    """Another careers section below `parent`, whose team has the slug of the first one's."""

    def __init__(self, parent: Any, name: str) -> None:
        self.teams = TeamIndexPageFactory(parent=parent)
        self.positions = PositionIndexPageFactory(parent=parent)
        self.team: TeamPage = TeamPageFactory(
            parent=self.teams, title=f"{name} backend", slug="backend"
        )
        self.position = PositionPageFactory(
            parent=self.positions, team=self.team, title=f"{name} engineer"
        )


@pytest.fixture
def first(tree: Tree) -> Tree:
    TeamPage.objects.filter(pk=tree.team.pk).update(slug="backend", title="First backend")
    tree.team.refresh_from_db()
    tree.save_position(title="First engineer", team=tree.team)
    return tree


@pytest.fixture
def second(first: Tree) -> Section:
    return Section(StandardPageFactory(parent=first.home, slug="labs"), "Second")


def html(client: Client, url: str, host: str = "localhost") -> str:
    response = client.get(url, headers={"host": host})
    assert response.status_code == 200
    return response.content.decode()


def test_search_of_a_section_finds_its_own_positions_and_teams(
    client: Client, second: Section
) -> None:
    for section, own, other in (
        ("/positions/", "First", "Second"),
        ("/labs/positions/", "Second", "First"),
    ):
        for query in ("", "?team=backend", "?q=engineer"):
            page = html(client, section + query)
            assert f"{own} engineer" in page
            assert f"{other} engineer" not in page
            assert f"{other} backend" not in page


def test_team_page_leads_to_the_search_of_its_section(client: Client, second: Section) -> None:
    set_body(second.team, [open_positions(page_size=1)])
    for _ in range(2):
        PositionPageFactory(parent=second.positions, team=second.team)
    context = client.get("/labs/teams/backend/", headers={"host": "localhost"}).context
    assert context["positions"].index_url == "/labs/positions/"
    assert context["positions"].total == 3


def test_list_of_teams_counts_and_links_its_own_section(client: Client, second: Section) -> None:
    context = client.get("/labs/teams/", headers={"host": "localhost"}).context
    assert [card.title for card in context["teams"]] == ["Second backend"]
    assert context["index_url"] == "/labs/positions/"
    assert context["open_positions"] == 1


def test_front_page_keeps_to_the_first_section(client: Client, second: Section) -> None:
    context = client.get("/", headers={"host": "localhost"}).context
    assert context["index_url"] == "/positions/"


def test_crumbs_of_a_position_lead_to_its_section(client: Client, second: Section) -> None:
    page = html(client, second.position.url)
    assert '<p class="crumbs"><a href="/labs/positions/">' in page
    assert 'href="/labs/teams/backend/"' in page


def test_sites_with_teams_of_one_slug_keep_apart(
    client: Client, first: Tree, settings: Settings
) -> None:
    settings.ALLOWED_HOSTS = ["localhost", "other.localhost"]
    home = HomePageFactory(parent=first.home.get_parent())
    Site.objects.create(hostname="other.localhost", root_page=home)
    Section(home, "Other")
    for host, own, other in (
        ("localhost", "First", "Other"),
        ("other.localhost", "Other", "First"),
    ):
        for url in ("/positions/", "/positions/?team=backend", "/teams/", "/teams/backend/"):
            page = html(client, url, host)
            assert f"{own} backend" in page
            assert f"{other} " not in page
        answer = client.get(
            "/api/careers/v1/positions/?team=backend", headers={"host": host}
        ).json()
        assert [item["title"] for item in answer["results"]] == [f"{own} engineer"]
        team = client.get("/api/careers/v1/teams/backend/", headers={"host": host}).json()
        assert team["title"] == f"{own} backend"
