"""Where the addresses of pages lead once a front end shows a site."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import Settings
from wagtail.models import Page, Site

from tests.careers import block_data
from tests.careers.front_end.front_end import ADDRESS, ORIGIN, name_front_end
from tests.factories import HomePageFactory, ImageFactory, StandardPageFactory, Tree
from tests.soup import select

pytestmark = pytest.mark.django_db
TEAM = "/teams/backend-development/"


def soup_of(client: Client, address: str) -> BeautifulSoup:
    return BeautifulSoup(client.get(address).content, "html.parser")


def test_pages_of_every_type_have_their_address_at_the_front_end(tree: Tree) -> None:
    name_front_end(tree.site)
    position = tree.add_position(slug="engineer")
    pages = {tree.home: "/", tree.teams: "/teams/", tree.team: TEAM, tree.positions: "/positions/"}
    for page, path in {**pages, position: "/positions/engineer/"}.items():
        pages_of_both_classes: list[Any] = [page, Page.objects.get(pk=page.pk)]
        for of_any_class in pages_of_both_classes:
            assert of_any_class.full_url == f"{ADDRESS}{path}"
            assert of_any_class.get_url_parts()[2] == path
            assert of_any_class.get_site() == tree.site


def test_page_of_another_site_keeps_its_address(tree: Tree) -> None:
    name_front_end(tree.site)
    home: Any = HomePageFactory(parent=tree.home.get_parent())
    Site.objects.create(hostname="other.localhost", root_page=home)
    page: Any = StandardPageFactory(parent=home, slug="privacy")
    assert page.full_url == "http://other.localhost/privacy/"
    assert tree.team.get_url() == f"{ADDRESS}{TEAM}"  # of several sites


def test_front_end_that_is_not_allowed_any_more_shows_nothing(
    client: Client, tree: Tree, settings: Settings
) -> None:
    name_front_end(tree.site, server_pages="redirect")
    for origins in (["https://another.example"], []):
        settings.CAREERS_FRONT_END_ORIGINS = origins
        assert tree.team.full_url == f"http://localhost{TEAM}"
        assert client.get(TEAM).status_code == 200


def test_canonical_address_is_the_front_ends_and_pictures_stay_here(
    client: Client, tree: Tree
) -> None:
    name_front_end(tree.site)
    tree.team.hero_image = ImageFactory()
    tree.team.save()
    page = soup_of(client, TEAM)
    assert select(page, 'link[rel="canonical"]')["href"] == f"{ADDRESS}{TEAM}"
    assert select(page, 'meta[property="og:url"]')["content"] == f"{ADDRESS}{TEAM}"
    image = select(page, 'meta[property="og:image"]')["content"]
    assert str(image).startswith("http://localhost/media/")


def test_position_is_shared_by_the_front_ends_address(client: Client, tree: Tree) -> None:
    name_front_end(tree.site)
    tree.add_position(slug="engineer")
    shared = soup_of(client, "/positions/engineer/").select('a[href^="mailto:?"]')
    assert "https%3A%2F%2Fwww.example.com%2Fcareers%2Fpositions%2Fengineer%2F" in str(shared)


def test_links_between_pages_that_are_shown_here_stay_here(client: Client, tree: Tree) -> None:
    name_front_end(tree.site)
    tree.add_position(slug="engineer")
    link = f'<a linktype="page" id="{tree.positions.pk}">Positions</a>'
    block_data.set_body(tree.team, [block_data.about(text=f"<p>{link}</p>")])
    hrefs = {str(a["href"]) for a in soup_of(client, TEAM).select("main a[href], header a[href]")}
    assert "/positions/" in hrefs
    assert not [href for href in hrefs if href.startswith(ORIGIN)]


def test_links_of_the_admin_lead_to_the_front_end(admin_client: Client, tree: Tree) -> None:
    name_front_end(tree.site)
    edit = reverse("wagtailadmin_pages:edit", args=(tree.team.pk,))
    explorer = reverse("wagtailadmin_explore", args=(tree.teams.pk,))
    for address in (edit, explorer):
        live = soup_of(admin_client, address).select(f'a[href="{ADDRESS}{TEAM}"]')
        assert live, address
        assert not soup_of(admin_client, address).select(f'a[href="{TEAM}"]')


def test_front_ends_are_asked_for_once_a_request(admin_client: Client, tree: Tree) -> None:
    name_front_end(tree.site)
    for number in range(3):
        tree.add_team(slug=f"team-{number}")
    explorer = reverse("wagtailadmin_explore", args=(tree.teams.pk,))
    admin_client.get(explorer)
    with CaptureQueriesContext(connection) as queries:
        admin_client.get(explorer)
    asked = [query for query in queries if "careers_frontendsettings" in query["sql"]]
    assert len(asked) == 1


def test_visitors_pages_ask_for_front_ends_once_in_a_version(tree: Tree) -> None:
    name_front_end(tree.site)
    link = f'<a linktype="page" id="{tree.positions.pk}">Positions</a>'
    block_data.set_body(tree.team, [block_data.about(text=f"<p>{link * 5}</p>")])
    asked = []
    for _visit in range(2):
        with CaptureQueriesContext(connection) as queries:
            Client().get(TEAM)
        asked.append(sum("careers_frontendsettings" in query["sql"] for query in queries))
    assert asked == [1, 0]


def test_address_is_another_one_from_the_next_request_on(client: Client, tree: Tree) -> None:
    front_end = name_front_end(tree.site)
    canonical = 'link[rel="canonical"]'
    assert select(soup_of(client, TEAM), canonical)["href"] == f"{ADDRESS}{TEAM}"
    front_end.address = ORIGIN
    front_end.save()
    assert select(soup_of(client, TEAM), canonical)["href"] == f"{ORIGIN}{TEAM}"
    front_end.delete()
    assert select(soup_of(client, TEAM), canonical)["href"] == f"http://localhost{TEAM}"


def test_pasted_address_of_the_front_end_becomes_a_link_to_the_page(
    admin_client: Client, tree: Tree
) -> None:
    name_front_end(tree.site)
    data = {"external-link-chooser-url": f"{ADDRESS}{TEAM}", "external-link-chooser-link_text": "x"}
    url = reverse("wagtailadmin_choose_page_external_link")
    chosen = admin_client.post(url, data).json()
    assert chosen["result"]["id"] == tree.team.pk
