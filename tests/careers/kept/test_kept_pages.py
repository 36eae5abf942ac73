"""Pages are shared by requests only where their type allows it and everybody may see them."""

from __future__ import annotations

from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from wagtail.models import PageViewRestriction

from careers.models import TeamPage
from home.models import HomePage
from tests.careers.roles import SUPERUSER, sign_in
from tests.factories import Tree

pytestmark = pytest.mark.django_db
every_path = pytest.mark.parametrize("path", ["/", "/teams/backend-development/"])


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """The page objects that are served."""
    pages: list[Any] = []

    def serve(page: Any, request: HttpRequest) -> HttpResponse:
        pages.append(page)
        return HttpResponse()

    for model in (TeamPage, HomePage):
        monkeypatch.setattr(model, "serve", serve)
    return pages


def number_of_objects(pages: list[Any]) -> int:
    return len({id(page) for page in pages})


@every_path
def test_page_is_shared_until_the_content_changes(
    tree: Tree, client: Client, served: list[Any], path: str
) -> None:
    for _visit in range(3):
        client.get(path)
    assert number_of_objects(served) == 1
    tree.team.save()
    client.get(path)
    assert number_of_objects(served) == 2


@every_path
def test_page_of_a_type_that_does_not_allow_it_is_not_shared(
    tree: Tree, client: Client, served: list[Any], path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for model in (TeamPage, HomePage):
        monkeypatch.setattr(model, "may_be_kept", False)
    for _visit in range(3):
        client.get(path)
    assert number_of_objects(served) == len(served) == 3


@every_path
def test_editor_shares_no_page_with_visitors(tree: Tree, served: list[Any], path: str) -> None:
    Client().get(path)
    for _visit in range(2):
        sign_in(SUPERUSER).get(path)
    assert number_of_objects(served) == len(served) == 3


@pytest.mark.parametrize(("restriction", "status"), [("login", 302), ("password", 200)])
def test_private_page_asks_each_time(
    tree: Tree, client: Client, served: list[Any], restriction: str, status: int
) -> None:
    client.get(tree.team.url)
    PageViewRestriction.objects.create(
        page=tree.teams, restriction_type=restriction, password="open"
    )
    answers = [client.get(tree.team.url) for _visit in range(2)]
    assert [answer.status_code for answer in answers] == [status] * 2
    assert len(served) == 1


def test_page_that_is_not_there_is_looked_for_each_time(tree: Tree, client: Client) -> None:
    assert [client.get("/teams/new/").status_code for _visit in range(2)] == [404, 404]
    tree.add_team(slug="new")
    assert client.get("/teams/new/").status_code == 200
