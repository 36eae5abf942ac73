from __future__ import annotations

from typing import Any

import pytest
from django.test import Client, RequestFactory
from pytest_django import DjangoAssertNumQueries
from wagtail.models import Page, Site

from careers.core.site_indexes import SiteIndexes, site_indexes
from careers.models import PositionIndexPage, PositionPage, TeamIndexPage, TeamPage
from home.models import HomePage, StandardPage
from tests.factories import (
    HomePageFactory,
    PositionIndexPageFactory,
    TeamIndexPageFactory,
    Tree,
)


def indexes(host: str = "localhost") -> SiteIndexes:
    return site_indexes(RequestFactory().get("/", headers={"host": host}))


def test_index_pages_of_the_site_are_found_with_one_query_a_request(
    tree: Tree, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    request = RequestFactory().get("/", headers={"host": "localhost"})
    Site.find_for_request(request).root_page.localized  # noqa: B018
    with django_assert_num_queries(1):
        for _ in range(2):
            found = site_indexes(request)
            assert (found.teams, found.positions) == (
                tree.teams.page_ptr,
                tree.positions.page_ptr,
            )
    assert found.positions_url == "/positions/"


def test_each_site_finds_its_own_index_pages(tree: Tree) -> None:
    home = HomePageFactory(parent=tree.home.get_parent())
    Site.objects.create(hostname="other.localhost", root_page=home)
    index = PositionIndexPageFactory(parent=home, slug="open")
    assert indexes("other.localhost").positions == index.page_ptr
    assert indexes("other.localhost").teams is None
    assert indexes().positions == tree.positions.page_ptr


def test_of_several_index_pages_the_first_in_the_tree_counts(tree: Tree) -> None:
    TeamIndexPageFactory(parent=tree.home, slug="more-teams")
    assert indexes().teams == tree.teams.page_ptr


def test_index_page_that_is_not_live_is_not_linked(tree: Tree) -> None:
    tree.positions.unpublish()
    assert indexes().positions is None
    assert indexes().positions_url == ""


def test_without_a_request_or_a_site_there_is_no_index_page(tree: Tree) -> None:
    assert site_indexes(None).positions_url == ""
    Site.objects.all().delete()
    assert indexes().teams is None


# Routes below an index page


@pytest.mark.parametrize("path", ["/positions/nowhere/", "/teams/nowhere/", "/positions/a/b/"])
def test_what_is_not_below_an_index_page_answers_404(client: Client, tree: Tree, path: str) -> None:
    tree.add_position(slug="a")
    assert client.get(path).status_code == 404


def test_page_that_is_not_live_answers_404(client: Client, tree: Tree) -> None:
    position, team = tree.add_position(live=False), tree.add_team(live=False)
    assert client.get(position.url or f"/positions/{position.slug}/").status_code == 404
    assert client.get(team.url or f"/teams/{team.slug}/").status_code == 404


def test_slug_leads_to_the_child_of_this_index_page(client: Client, tree: Tree) -> None:
    tree.add_position(slug="engineer", title="Here")
    other = HomePageFactory(parent=tree.home.get_parent())
    index = PositionIndexPageFactory(parent=other)
    PositionPage.objects.filter(slug="engineer").get().copy(to=index)
    response = client.get("/positions/engineer/")
    assert response.status_code == 200
    assert response.context["page"].get_parent().pk == tree.positions.pk


# The shape of the tree


@pytest.mark.parametrize(
    ("parent", "child", "allowed"),
    [
        (HomePage, TeamIndexPage, True),
        (HomePage, PositionIndexPage, True),
        (TeamIndexPage, TeamPage, True),
        (PositionIndexPage, PositionPage, True),
        (HomePage, TeamPage, False),
        (HomePage, PositionPage, False),
        (TeamIndexPage, PositionPage, False),
        (PositionIndexPage, TeamPage, False),
        (TeamPage, PositionPage, False),
        (PositionPage, PositionPage, False),
        (TeamIndexPage, StandardPage, False),
        (PositionIndexPage, StandardPage, False),
    ],
)
def test_pages_stand_where_they_belong(parent: Any, child: Any, allowed: bool) -> None:
    assert (child in parent.allowed_subpage_models()) is allowed


@pytest.mark.parametrize("name", ["teams", "positions"])
def test_each_home_page_has_one_index_page_of_a_kind(tree: Tree, name: str) -> None:
    index: Page = getattr(tree, name)
    assert not type(index).can_create_at(tree.home)
    assert type(index).can_create_at(HomePageFactory(parent=tree.home.get_parent()))
