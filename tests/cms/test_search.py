"""An editor may type anything into the searches of the admin."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from tests.careers.roles import SUPERUSER, sign_in
from tests.factories import ImageFactory, PersonFactory, Tree

pytestmark = [pytest.mark.django_db, pytest.mark.every_database]


@pytest.fixture
def admin(tree: Tree) -> Client:
    tree.add_team(title="Harbour lights")
    ImageFactory(title="Harbour lights")
    PersonFactory(name="Harbour lights", photo=None)
    return sign_in(SUPERUSER)


@pytest.mark.parametrize(
    "query", ['"', '""', 'x"y', '"harbour', '"harbour lights"', "'", "\\", "*"]
)
@pytest.mark.parametrize(
    "name",
    [
        *("careers_teams:index", "wagtailimages:index", "wagtailadmin_choose_page_search"),
        "wagtailsnippets_careers_person:list",
    ],
)
def test_search_bears_quotation_marks(admin: Client, query: str, name: str) -> None:
    response = admin.get(reverse(name), {"q": query})
    assert response.status_code == 200
    assert ("Harbour lights" in response.content.decode()) is ("harbour" in query)


def test_search_below_a_page_bears_them_too(admin: Client, tree: Tree) -> None:
    below = reverse("wagtailadmin_explore", args=[tree.teams.pk])
    assert "Harbour lights" in admin.get(below, {"q": '"harbour"'}).content.decode()
