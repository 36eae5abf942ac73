"""`addresses/` lists what visitors can read, each page once."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from wagtail.models import Page, PageViewRestriction, Site

from tests.factories import HomePageFactory, StandardPageFactory, Tree, insert, today

pytestmark = pytest.mark.django_db

ADDRESS = "/api/careers/v1/addresses/"
FIRST = ["/", "/teams/", "/teams/backend-development/", "/positions/"]


def listed(client: Client, **query: Any) -> list[str]:
    return [result["path"] for result in client.get(ADDRESS, query).json()["results"]]


def test_every_page_is_listed_with_its_type(client: Client, tree: Tree) -> None:
    tree.add_position(title="Engineer", slug="engineer")
    results = client.get(ADDRESS).json()["results"]
    assert [result["path"] for result in results] == [*FIRST, "/positions/engineer/"]
    assert [result["type"] for result in results][-2:] == [
        "careers.PositionIndexPage",
        "careers.PositionPage",
    ]
    assert all(result["url"] == f"http://localhost{result['path']}" for result in results)


def test_pages_that_visitors_cannot_read_are_left_out(client: Client, tree: Tree) -> None:
    secret = StandardPageFactory(parent=tree.home, slug="secret")
    StandardPageFactory(parent=secret, slug="below")
    PageViewRestriction.objects.create(
        page=secret, restriction_type=PageViewRestriction.PASSWORD, password="x"
    )
    StandardPageFactory(parent=tree.home, slug="draft", live=False)
    tree.add_position(slug="closed-today", closing_date=today() - timedelta(days=1))
    hidden = tree.add_team(slug="hidden", live=False)
    tree.add_position(slug="of-a-hidden-team", team=hidden)
    assert listed(client) == FIRST


def test_pages_of_another_site_are_left_out(client: Client, tree: Tree) -> None:
    other = insert(Page.get_first_root_node(), HomePageFactory.build(slug="other"))
    Site.objects.create(hostname="other.example", root_page=other)
    StandardPageFactory(parent=other, slug="theirs")
    assert listed(client) == FIRST


def test_list_has_pages_that_lead_to_each_other(client: Client, tree: Tree) -> None:
    first = client.get(ADDRESS, {"limit": 3}).json()
    assert (first["total"], first["pages"], len(first["results"])) == (4, 2, 3)
    assert first["links"]["previous"] is None
    second = client.get(first["links"]["next"]).json()
    assert [result["path"] for result in second["results"]] == FIRST[3:]
    assert second["links"]["next"] is None


def test_fields_slim_the_results(client: Client, tree: Tree) -> None:
    results = client.get(ADDRESS, {"fields": "path,last_published_at"}).json()["results"]
    assert set(results[0]) == {"path", "last_published_at"}


def test_limit_beyond_a_thousand_is_refused(client: Client, tree: Tree) -> None:
    response = client.get(ADDRESS, {"limit": 1001})
    assert response.status_code == 422
    assert response.json()["errors"][0]["parameter"] == "limit"


def test_queries_do_not_grow_with_the_pages(
    client: Client, tree: Tree, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    tree.fill(40)
    client.get(ADDRESS)
    with django_assert_max_num_queries(8):
        assert len(listed(client)) == 44
