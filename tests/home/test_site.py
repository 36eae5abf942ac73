"""What surrounds the pages: header, footer, and the pages for when something is wrong."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.views.defaults import permission_denied, server_error
from pytest_django import DjangoAssertNumQueries
from wagtail.models import Page, Site

from careers.models import CareersSettings
from home.models import BrandSettings, FooterSettings, HomePage, NavigationSettings
from tests.factories import (
    ImageFactory,
    LocationFactory,
    StandardPageFactory,
    Tree,
    make_private,
)
from tests.html import assert_valid_html
from tests.soup import get_soup, select, text_of, texts_of

STYLE = "/static/careers/careers.css"
GONE = 999_999


def set_navigation(tree: Tree, links: Sequence[dict[str, Any]]) -> None:
    items = [{"type": "link", "value": link} for link in links]
    NavigationSettings.objects.create(site=tree.site, items=items)


def set_footer(tree: Tree, *columns: dict[str, Any], note: str = "") -> None:
    FooterSettings.objects.create(site=tree.site, columns=list(columns), note=note)


def link_column(*links: dict[str, Any]) -> dict[str, Any]:
    return {"type": "links", "value": {"title": "Links", "links": list(links)}}


def links_of(client: Client, path: str, place: str) -> dict[str, str]:
    """The links of `place` on the page at `path`: text and address."""
    links = get_soup(client, path).select(f"{place} li a")
    return {text_of(link): str(link["href"]) for link in links}


def assert_designed(response: HttpResponseBase, heading: str) -> None:
    """A whole page in the site's own look."""
    assert isinstance(response, HttpResponse)
    html = response.content.decode()
    assert_valid_html(html)
    assert re.findall(r'<link rel="stylesheet" href="([^"]*)"', html) == [STYLE]
    assert f'<h1 id="page-title">{heading}</h1>' in html


# Header


def test_header_links_to_pages_their_parts_and_other_sites(client: Client, tree: Tree) -> None:
    links = [
        {"label": "About", "page": tree.home.pk, "fragment": "about"},
        {"label": "Teams", "page": tree.teams.pk},
        {"label": "Shop", "url": "https://shop.example/"},
    ]
    set_navigation(tree, links)
    assert links_of(client, "/", ".site-nav") == {
        "About": "/#about",
        "Teams": "/teams/",
        "Shop": "https://shop.example/",
    }


@pytest.mark.parametrize(
    ("path", "current"), [("/teams/", ["Teams"]), ("/positions/", ["Positions"]), ("/", [])]
)
def test_header_marks_the_page_that_is_shown(
    client: Client, tree: Tree, path: str, current: list[str]
) -> None:
    links: list[dict[str, Any]] = [
        {"label": "About", "page": tree.home.pk, "fragment": "about"},
        {"label": "Teams", "page": tree.teams.pk},
        {"label": "Positions", "page": tree.positions.pk},
    ]
    set_navigation(tree, links)
    assert texts_of(get_soup(client, path), ".site-nav [aria-current]") == current


def test_header_marks_the_branch_in_which_a_page_stands(client: Client, tree: Tree) -> None:
    set_navigation(tree, [{"label": "Teams", "page": tree.teams.pk}])
    soup = get_soup(client, tree.team.url)
    assert texts_of(soup, ".site-nav [aria-current]") == ["Teams"]


@pytest.mark.parametrize("place", ["header", "footer"])
def test_links_that_lead_nowhere_are_left_out(client: Client, tree: Tree, place: str) -> None:
    draft = StandardPageFactory(parent=tree.home, live=False)
    private = StandardPageFactory(parent=tree.home)
    below_private = StandardPageFactory(parent=private)
    make_private(private)
    links: list[dict[str, Any]] = [
        {"label": "Draft", "page": draft.pk},
        {"label": "Private", "page": private.pk},
        {"label": "Below private", "page": below_private.pk},
        {"label": "Deleted", "page": GONE},
        {"label": "Deleted, with an address", "page": GONE, "url": "https://a.example/"},
        {"label": "Nothing", "page": None, "url": ""},
        {"label": "Empty"},
        {"label": "Teams", "page": tree.teams.pk},
    ]
    if place == "header":
        set_navigation(tree, links)
    else:
        set_footer(tree, link_column(*links))
    assert links_of(client, "/", place) == {"Teams": "/teams/"}


def test_header_without_links_has_no_menu(client: Client, tree: Tree) -> None:
    set_navigation(tree, [{"label": "Deleted", "page": GONE}])
    assert not get_soup(client, "/").select(".site-nav, .menu-button")


def test_header_and_titles_show_the_brand(client: Client, tree: Tree) -> None:
    BrandSettings.objects.create(
        site=tree.site,
        name="Halmere <b>",
        suffix="Careers",
        logo=ImageFactory(),
        logo_on_dark=ImageFactory(),
    )
    soup = get_soup(client, "/teams/")
    brand = select(soup, ".site-header .brand")
    assert (brand["href"], text_of(brand)) == ("/", "Halmere <b> Careers")
    assert select(brand, "source")["media"] == "(prefers-color-scheme: dark)"
    assert select(brand, "img")["alt"] == ""
    assert text_of(select(soup, "title")) == "Teams – Halmere <b> Careers"
    assert_valid_html(client.get("/teams/").content.decode())


@pytest.mark.parametrize("missing", ["logo", "logo_on_dark"])
def test_logo_of_which_nothing_is_cut_leaves_the_page_whole(
    client: Client, tree: Tree, missing: str
) -> None:
    logos = {"logo": ImageFactory(), "logo_on_dark": ImageFactory()}
    BrandSettings.objects.create(site=tree.site, name="Halmere", **logos)
    logos[missing].renditions.all().delete()
    soup = get_soup(client, "/")
    assert len(soup.select(".brand img")) == (0 if missing == "logo" else 1)
    assert not soup.select(".brand source")
    assert "not-found" not in str(select(soup, ".brand"))


# Footer


def test_footer_lists_all_teams_that_visitors_may_see(client: Client, tree: Tree) -> None:
    set_footer(tree, {"type": "teams", "value": {"title": "Our teams"}})
    tree.add_team(title="Data", slug="data")
    tree.add_team(title="Secret", live=False)
    make_private(tree.add_team(title="Private"))
    assert texts_of(get_soup(client, "/"), "footer h2") == ["Our teams"]
    assert links_of(client, "/", "footer") == {
        "Backend Development": "/teams/backend-development/",
        "Data": "/teams/data/",
    }


def test_footer_lists_all_locations_with_their_positions(client: Client, tree: Tree) -> None:
    set_footer(tree, {"type": "locations", "value": {"title": "Places"}})
    sao_paulo = LocationFactory(name="São Paulo", slug="são-paulo")
    tree.add_position(locations=[sao_paulo])
    tree.add_position(locations=[LocationFactory(name="Lisbon", slug="lisbon"), sao_paulo])
    links = links_of(client, "/", "footer")
    assert links == {
        "Lisbon": "/positions/?location=lisbon",
        "São Paulo": "/positions/?location=s%C3%A3o-paulo",
    }
    assert list(links) == ["Lisbon", "São Paulo"]


def test_footer_leaves_out_columns_without_links(client: Client, tree: Tree) -> None:
    tree.team.unpublish()
    tree.positions.unpublish()
    LocationFactory()
    set_footer(
        tree,
        {"type": "teams", "value": {"title": "Teams"}},
        {"type": "locations", "value": {"title": "Locations"}},
        link_column({"label": "Gone", "page": GONE}),
        {"type": "links", "value": {"title": "Empty"}},
    )
    assert not get_soup(client, "/").select("footer section")


def test_footer_ends_with_the_employer_and_a_note(client: Client, tree: Tree) -> None:
    CareersSettings.objects.create(site=tree.site, employer_name="Halmere & Sons")
    set_footer(tree, note="All invented.")
    end = text_of(select(get_soup(client, "/"), ".footer-end"))
    assert end.endswith("Halmere & Sons All invented.")


def test_site_without_any_settings_is_whole(client: Client, tree: Tree) -> None:
    response = client.get("/")
    assert_designed(response, "Careers")
    assert not get_soup(client, "/").select("nav, footer li")


# When something is wrong


def test_404_leads_to_the_search(client: Client, tree: Tree) -> None:
    soup = get_soup(client, "/no/such/page/", status=404)
    form = select(soup, "main form")
    assert (form["action"], form["method"]) == ("/positions/", "get")
    assert select(form, "input[name=q]")
    assert_designed(client.get("/no/such/page/"), "404")


@pytest.mark.django_db
@pytest.mark.parametrize("state", ["as migrated", "without pages", "without a site"])
def test_404_is_designed_in_an_empty_database(client: Client, state: str) -> None:
    if state != "as migrated":
        Site.objects.all().delete()
    if state == "without pages":
        root = Page.get_first_root_node()
        root.get_children().first().delete()
        root = Page.get_first_root_node()
        bare = root.add_child(instance=HomePage(title="Bare", slug="bare", live=False))
        Site.objects.create(hostname="localhost", root_page=bare, is_default_site=True)
    response = client.get("/nowhere/")
    assert response.status_code == 404
    assert_designed(response, "404")
    assert "<form" not in response.content.decode()


def test_500_is_designed_while_the_database_is_down() -> None:
    # Without the mark of the database, every access to it fails.
    response = Client(raise_request_exception=False).get("/")
    assert response.status_code == 500
    assert_designed(response, "500")


@pytest.mark.django_db
def test_500_asks_the_database_for_nothing(
    rf: RequestFactory, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0):
        response = server_error(rf.get("/"))
    assert response.status_code == 500
    assert 'href="/"' in response.content.decode()


@pytest.mark.django_db
def test_form_without_its_token_gets_a_page_that_says_what_to_do() -> None:
    response = Client(enforce_csrf_checks=True).post("/admin/login/", {"username": "a"})
    assert response.status_code == 403
    assert_designed(response, "403")
    assert "Go back, reload the page and send it again." in response.content.decode()


def test_what_is_forbidden_gets_a_designed_page(rf: RequestFactory) -> None:
    response = permission_denied(rf.get("/"), PermissionDenied("secret reason"))
    assert response.status_code == 403
    assert_designed(response, "403")
    assert "secret reason" not in response.content.decode()


def test_request_for_another_host_gets_a_designed_page(client: Client) -> None:
    response = client.get("/", headers={"host": "evil.example"})
    assert response.status_code == 400
    assert_designed(response, "400")


@pytest.mark.parametrize("name", ["400", "403", "403_csrf", "500"])
def test_pages_for_failures_need_no_request(name: str) -> None:
    html = render_to_string(f"{name}.html")
    assert_valid_html(html)
    assert "<script" not in html
