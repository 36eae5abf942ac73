"""Pages that this server leaves to the front end."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import PageLogEntry, Site

from careers.kept import withdrawals
from tests.careers.front_end.front_end import ADDRESS, name_front_end
from tests.careers.kept.conftest import PAGE_CACHE
from tests.factories import HomePageFactory, Tree, make_private

pytestmark = pytest.mark.django_db
TEAM = "/teams/backend-development/"


def test_pages_are_shown_unless_they_are_switched_off(client: Client, tree: Tree) -> None:
    name_front_end(tree.site)
    assert client.get(TEAM).status_code == 200


def test_visitors_are_redirected_with_their_query(client: Client, tree: Tree) -> None:
    name_front_end(tree.site, server_pages="redirect")
    for path in ("/", TEAM, "/positions/?q=caf%C3%A9&page=2"):
        response = client.get(path)
        assert (response.status_code, response["Location"]) == (301, f"{ADDRESS}{path}")
        # An administrator may take it back.
        assert response["Cache-Control"] == "max-age=300"
    assert client.get("/nowhere/").status_code == 404


@pytest.mark.parametrize("path", ["//evil.example/", "/%5Cevil.example/", "/teams//evil.example/"])
def test_redirect_never_leaves_the_front_end(client: Client, tree: Tree, path: str) -> None:
    name_front_end(tree.site, server_pages="redirect")
    response = client.get(path)
    assert response.get("Location", f"{ADDRESS}/").startswith(f"{ADDRESS}/")


def test_there_are_no_pages_if_they_are_hidden(client: Client, tree: Tree) -> None:
    name_front_end(tree.site, server_pages="hide")
    tree.add_position(slug="engineer")
    for path in ("/", TEAM, "/positions/", "/positions/engineer/"):
        assert client.get(path).status_code == 404
    assert client.get("/admin/login/").status_code == 200
    assert client.get("/icon.svg").status_code == 200


@pytest.mark.parametrize("mode", ["redirect", "hide"])
def test_no_password_is_asked_for_a_page_that_is_not_shown_here(
    client: Client, tree: Tree, mode: str
) -> None:
    make_private(tree.team)
    name_front_end(tree.site, server_pages=mode)
    expected = {"redirect": 301, "hide": 404}[mode]
    assert client.get(TEAM).status_code == expected


def test_editors_are_redirected_too(admin_client: Client, tree: Tree) -> None:
    name_front_end(tree.site, server_pages="redirect")
    assert admin_client.get(TEAM).status_code == 301


def test_redirect_of_an_old_address_leads_to_the_front_end(client: Client, tree: Tree) -> None:
    name_front_end(tree.site, server_pages="hide")
    Redirect.add_redirect("/old/", redirect_to=tree.team)
    assert client.get("/old/")["Location"] == f"{ADDRESS}{TEAM}"


def test_another_site_shows_its_pages(client: Client, tree: Tree, settings: Settings) -> None:
    settings.ALLOWED_HOSTS = ["localhost", "other.localhost"]
    home: Any = HomePageFactory(parent=tree.home.get_parent())
    Site.objects.create(hostname="other.localhost", root_page=home)
    name_front_end(tree.site, server_pages="hide")
    assert client.get("/", headers={"host": "other.localhost"}).status_code == 200
    assert client.get("/", headers={"host": "localhost"}).status_code == 404


@pytest.mark.parametrize("mode", ["redirect", "hide"])
def test_kept_page_is_not_shown_any_more_and_comes_back(
    client: Client, tree: Tree, settings: Settings, mode: str
) -> None:
    settings.MIDDLEWARE = [PAGE_CACHE, *settings.MIDDLEWARE]
    front_end = name_front_end(tree.site)
    assert client.get(TEAM)["Cache-Status"] == "careers; fwd=miss"
    assert client.get(TEAM)["Cache-Status"] == "careers; hit"
    front_end.server_pages = mode
    front_end.save()
    assert client.get(TEAM).status_code in {301, 404}
    front_end.server_pages = "show"
    front_end.save()
    assert client.get(TEAM).status_code == 200
    assert client.get(TEAM)["Cache-Status"] == "careers; hit"


def test_pages_that_are_switched_off_are_not_shown_while_the_database_is_away(tree: Tree) -> None:
    front_end = name_front_end(tree.site)
    assert withdrawals.last_withdrawal() == 0
    front_end.server_pages = "hide"
    front_end.save()
    last = withdrawals.last_withdrawal()
    assert last > 0
    front_end.address = f"{ADDRESS}/more"
    front_end.save()
    assert withdrawals.last_withdrawal() == last
    (entry,) = PageLogEntry.objects.filter(action="careers.switch_off_pages")
    assert entry.page_id == tree.home.pk
    assert entry.message == "Left the pages of the site to a front end"
