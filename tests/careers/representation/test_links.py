"""Links to pages, and addresses that a front end on another host can follow."""

from __future__ import annotations

from typing import Any

import pytest
from django.http import HttpRequest
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter
from pytest_django import DjangoAssertNumQueries
from wagtail.models import Locale, Page, Site

from careers.core.representation.links import PageLinkJSON, absolute, represent_page_link
from tests.factories import HomePageFactory, Tree


def request_for(host: str = "localhost") -> HttpRequest:
    return RequestFactory().get("/", headers={"host": host})


def test_link_names_the_page_its_type_its_language_and_its_address(tree: Tree) -> None:
    team = tree.team
    link = represent_page_link(team, request_for())
    assert link == {
        "type": "careers.TeamPage",
        "id": team.pk,
        "translation_key": str(team.translation_key),
        "locale": "en-gb",
        "title": "Backend Development",
        "slug": "backend-development",
        "path": "/teams/backend-development/",
        "url": "http://localhost/teams/backend-development/",
    }
    assert TypeAdapter(PageLinkJSON).validate_python(link, strict=True) == link


def test_type_is_that_of_the_page_and_not_of_its_common_part(tree: Tree) -> None:
    plain = Page.objects.get(pk=tree.positions.pk)
    assert represent_page_link(plain, request_for())["type"] == "careers.PositionIndexPage"


def test_page_of_another_site_has_the_address_of_that_site(tree: Tree) -> None:
    home = HomePageFactory(parent=tree.home.get_parent())
    Site.objects.create(hostname="other.localhost", port=443, root_page=home)
    link = represent_page_link(tree.team, request_for("other.localhost"))
    assert link["url"] == "http://localhost/teams/backend-development/"
    link = represent_page_link(home, request_for())
    assert (link["path"], link["url"]) == ("/", "https://other.localhost/")


def test_page_that_no_site_has_is_without_an_address(tree: Tree) -> None:
    link = represent_page_link(HomePageFactory(parent=tree.home.get_parent()), request_for())
    assert (link["path"], link["url"]) == ("", "")


def test_links_to_many_pages_need_no_query_each(
    tree: Tree, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    german = Locale.objects.create(language_code="de")
    teams = [tree.add_team() for _ in range(3)]
    Page.objects.filter(pk=teams[0].pk).update(locale=german)
    pages = list(Page.objects.filter(pk__in=[team.pk for team in teams]).order_by("pk"))
    request = request_for()
    represent_page_link(tree.team, request)
    with django_assert_num_queries(0):
        links = [represent_page_link(page, request) for page in pages]
    assert [link["locale"] for link in links] == ["de", "en-gb", "en-gb"]


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("/media/a.jpg", "http://localhost/media/a.jpg"),
        ("a", "http://localhost/a"),
        ("?page=2", "http://localhost/?page=2"),
        ("//cdn.example.com/a.jpg", "http://cdn.example.com/a.jpg"),
        ("https://example.com/a?b#c", "https://example.com/a?b#c"),
        ("https://example.com?", "https://example.com?"),
        ("HTTP://localhost/a#", "HTTP://localhost/a#"),
        (" https://example.com/ ", "https://example.com/"),
        ("mailto:jobs@example.com", "mailto:jobs@example.com"),
        ("tel:+351123", "tel:+351123"),
        ("#jobs", "#jobs"),
        ("", ""),
        ("//[", ""),
    ],
)
def test_address_becomes_absolute(tree: Tree, address: str, expected: str) -> None:
    assert absolute(address, request_for()) == expected


def test_address_is_that_of_the_requests_site(tree: Tree) -> None:
    home = HomePageFactory(parent=tree.home.get_parent())
    Site.objects.create(hostname="other.localhost", port=443, root_page=home)
    assert absolute("/a/", request_for("other.localhost")) == "https://other.localhost/a/"


def test_address_without_a_site_is_that_of_the_request(db: Any) -> None:
    Site.objects.all().delete()
    assert absolute("/a/", request_for("testserver")) == "http://testserver/a/"


@given(st.text() | st.from_regex(r"\s*/{0,3}[\[\]a-z:@?#]*", fullmatch=True))
def test_no_address_stays_relative(address: str) -> None:
    request: Any = RequestFactory().get("/")
    request._wagtail_site = Site(hostname="localhost", port=80)
    made = absolute(address, request)
    assert made == "" or made.startswith("#") or ":" in made
