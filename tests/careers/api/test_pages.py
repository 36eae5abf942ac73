"""What stands at an address of the site, as a front end's router asks for it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext, override_script_prefix
from pytest_django import Settings
from rest_framework import serializers
from wagtail.api import APIField
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site

from careers.kept.facts import forget
from home.models import StandardPage
from tests.careers import block_data
from tests.careers.api.reading import get, read, read_page
from tests.factories import (
    HomePageFactory,
    ImageFactory,
    PersonFactory,
    StandardPageFactory,
    Tree,
    make_private,
    today,
)

pytestmark = pytest.mark.django_db


def test_every_page_has_its_type_and_what_all_pages_have(tree: Tree) -> None:
    tree.add_position(slug="tester")
    StandardPageFactory(parent=tree.home, slug="privacy")
    types = {
        "/": "home.HomePage",
        "/teams/": "careers.TeamIndexPage",
        "/teams/backend-development/": "careers.TeamPage",
        "/positions/": "careers.PositionIndexPage",
        "/positions/tester/": "careers.PositionPage",
        "/privacy/": "home.StandardPage",
    }
    for path, kind in types.items():
        page = read_page(path)
        assert (page["type"], page["path"], page["url"]) == (kind, path, f"http://localhost{path}")
        assert page["head"]["canonical"] == page["url"]
        assert page["locale"] == "en-gb"
        assert len(page["translation_key"]) == 36


def test_page_below_the_prefix_of_a_web_server_is_found_at_its_own_path(
    tree: Tree,
) -> None:
    tree.add_position(slug="tester")
    with override_script_prefix("/company/"):
        page = read_page("/company/positions/tester/")
        redirect = read_page("/company/positions/tester")
        read_page("/positions/tester/", status=404)
    assert page["path"] == redirect["path"] == "/company/positions/tester/"
    assert page["url"] == "http://localhost/company/positions/tester/"


def test_team_has_all_that_its_page_shows_and_more(tree: Tree) -> None:
    tree.fill(8)
    person = PersonFactory(unit="Core")
    tree.team.hero_image = ImageFactory()
    block_data.set_body(
        tree.team,
        [block_data.about(), block_data.open_positions(), block_data.testimonials([person])],
    )
    team = read("teams/backend-development/")
    assert team["hero"]["heading"] == "Meet the Backend Development team"
    assert team["hero"]["image"]["src"].startswith("http://localhost/")
    about, positions, testimonials = team["body"]
    assert about["value"]["text"]["text"] == "We keep it up."
    assert positions["value"]["heading"] == "Open positions at Backend Development team"
    assert positions["value"]["total"] == 8
    assert testimonials["value"]["testimonials"][0]["person"]["name"] == person.name
    assert testimonials["value"]["testimonials"][0]["unit"] == "Core"
    assert team["open_positions"]["total"] == len(team["open_positions"]["results"]) == 8
    assert team == read_page("/teams/backend-development/")


def test_address_of_a_search_is_answered_with_its_results(tree: Tree) -> None:
    tree.add_position(title="Tester")
    tree.add_position(title="Designer")
    found = read_page("/positions/?q=tester")["search"]
    assert [position["title"] for position in found["results"]] == ["Tester"]
    assert found["active_filters"][0]["url"] == "http://localhost/positions/"
    assert read_page("/positions/?q=tester")["head"]["robots"] == "noindex, follow"
    assert read_page("/positions/")["head"]["robots"] == ""


def test_missing_slash_leads_to_the_page(tree: Tree) -> None:
    assert read_page("/teams?page=1") == {
        "type": "redirect",
        "url": "http://localhost/teams/?page=1",
        "path": "/teams/?page=1",
        "is_permanent": True,
    }
    assert get("pages/", {"path": "/nothing"}).status_code == 404


def test_page_stands_at_the_path_that_its_link_has_in_any_script(tree: Tree) -> None:
    index_page = tree.team.get_parent()
    index_page.slug = "צוותים"
    index_page.save()
    tree.team.refresh_from_db()
    tree.team.slug = "מידע"
    tree.team.save()
    [link] = read("teams/")["results"]
    team = read("teams/מידע/")
    assert link["path"].isascii()
    assert read_page(link["path"]) == read_page("/צוותים/מידע/") == team
    assert read_page("/צוותים/מידע")["path"] == link["path"]
    assert read_page(link["path"].removesuffix("/"))["path"] == link["path"]


@pytest.mark.parametrize("slug", ["%23", "%3F", "%23x", "%3Fx=1", "%252E"])
def test_slug_that_is_none_leads_to_no_other_page(tree: Tree, slug: str) -> None:
    assert get(f"teams/{slug}/").status_code == 404
    assert get(f"positions/{slug}/").status_code == 404


def test_redirect_leads_on(tree: Tree) -> None:
    Redirect.add_redirect("/old/", redirect_to=tree.team, is_permanent=True)
    Redirect.add_redirect("/old/?a=b", redirect_to="https://example.com/", is_permanent=False)
    assert read_page("/old/")["path"] == tree.team.url
    elsewhere = read_page("/old/?a=b")
    assert (elsewhere["url"], elsewhere["path"]) == ("https://example.com/", "")
    assert elsewhere["is_permanent"] is False
    assert read_page("/old/?utm_source=x")["path"] == tree.team.url


def test_closed_position_is_gone(tree: Tree) -> None:
    tree.add_position(slug="tester", closing_date=today() - timedelta(days=1))
    other = tree.add_position()
    gone = read_page("/positions/tester/", status=410)
    assert [position["id"] for position in gone["similar"]] == [other.pk]


@pytest.mark.parametrize(
    "path",
    [
        *("/draft/", "/secret/", "/secret/below/", "/admin/", "/nothing/", "/documents/1/a.pdf"),
        *("/\x00/", "/%00/", "/²/"),
    ],
)
def test_what_is_not_for_everybody_is_not_there(tree: Tree, path: str) -> None:
    StandardPageFactory(parent=tree.home, slug="draft", live=False)
    secret = StandardPageFactory(parent=tree.home, slug="secret")
    StandardPageFactory(parent=secret, slug="below")
    make_private(secret)
    assert get("pages/", {"path": path}).status_code == 404


@pytest.mark.parametrize(
    "path",
    ["", "teams/", "//", "//example.com/teams/", "https://example.com/", "?path=/", "x" * 3000],
)
def test_path_that_is_none_is_an_error(tree: Tree, path: str) -> None:
    assert read_page(path, status=422)["errors"][0]["parameter"] == "path"


def test_path_is_of_the_site_that_is_asked(tree: Tree, settings: Settings) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    other = HomePageFactory(parent=tree.home.get_parent(), slug="other", title="Other")
    StandardPageFactory(parent=other, slug="theirs")
    Site.objects.create(hostname="other.localhost", root_page=other)
    assert get("pages/", {"path": "/theirs/"}).status_code == 404
    theirs = get("pages/", {"path": "/theirs/"}, host="other.localhost").json()
    assert theirs["url"] == "http://other.localhost/theirs/"
    assert [page["title"] for page in theirs["ancestors"]] == ["Other"]


def test_page_costs_the_same_however_much_stands_on_it(tree: Tree) -> None:
    def queries_for(people: int) -> int:
        block_data.set_body(
            tree.team,
            [
                block_data.testimonials([PersonFactory() for _number in range(people)]),
                block_data.pillars(2, [ImageFactory() for _number in range(2)]),
                block_data.open_positions(),
            ],
        )
        forget()
        with CaptureQueriesContext(connection) as queries:
            read_page("/teams/backend-development/")
        return len(queries)

    tree.add_position()
    queries_for(1)
    few = queries_for(1)
    tree.fill(30)
    assert queries_for(9) == few == 25
    with CaptureQueriesContext(connection) as queries:
        read_page("/teams/backend-development/")
    assert len(queries) == 2


def test_page_type_of_a_host_tells_its_api_fields(
    tree: Tree, monkeypatch: pytest.MonkeyPatch, admin_user: User
) -> None:
    """Of any kind: texts, bodies, images, pages that are public or not, other objects, its own."""
    page = StandardPageFactory(
        parent=tree.home, slug="own", intro="Hello", social_image=ImageFactory(), owner=admin_user
    )
    block_data.set_body(page, [block_data.about()])
    shout = serializers.CharField(source="title", read_only=True)
    monkeypatch.delattr(StandardPage, "get_api_representation")
    monkeypatch.setattr(StandardPage, "draft", property(lambda page: tree.team), raising=False)
    names = ["intro", "body", "social_image", "owner", "locale", "draft", "get_verbose_name"]
    monkeypatch.setattr(
        StandardPage, "api_fields", [*map(APIField, names), APIField("shout", serializer=shout)]
    )
    tree.team.live = False
    fields = read_page("/own/")["fields"]
    assert fields["intro"] == "Hello"
    assert fields["body"][0]["value"]["text"]["text"] == "We keep it up."
    assert fields["social_image"]["src"].startswith("http://localhost/")
    assert fields["owner"] == {"id": admin_user.pk, "text": str(admin_user)}
    assert fields["draft"] is None
    assert fields["shout"] == page.title
