"""Wagtail's API v2 shows pages as everybody may see them."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings
from wagtail.api import APIField
from wagtail.models import Locale, Page, PageViewRestriction, Site

from careers.models import CareersSettings, PositionPage, TeamPage
from tests.careers.block_data import about, open_positions, set_body
from tests.careers.roles import SUPERUSER, sign_in
from tests.careers.wagtail_v2.answers import ask, titles
from tests.factories import (
    HomePageFactory,
    ImageFactory,
    LocationFactory,
    PositionTypeFactory,
    StandardPageFactory,
    TeamIndexPageFactory,
    TeamPageFactory,
    Tree,
    insert,
    make_private,
)

YESTERDAY = timezone.localdate() - timedelta(days=1)
META = {
    *("type", "detail_url", "html_url", "slug", "show_in_menus", "seo_title"),
    *("search_description", "first_published_at", "parent"),
}
HERO = {"heading", "hero_heading", "hero_text", "hero_image", "hero_image_alt", "social_image"}


@pytest.mark.parametrize(
    ("page", "fields"),
    [
        (lambda tree: tree.home, {*HERO, "body"}),
        (lambda tree: tree.teams, {"intro", "social_image"}),
        (lambda tree: tree.team, {*HERO, "listing_image", "facts", "body"}),
        (lambda tree: tree.positions, {"social_image"}),
        (
            lambda tree: tree.add_position(),
            {
                *("team", "workplace", "countries", "locations", "types", "pay", "pay_min"),
                *("pay_max", "pay_currency", "pay_period", "posted_date", "closing_date"),
                *("apply_address", "facts", "social_image", "body"),
            },
        ),
        (
            lambda tree: insert(tree.home, StandardPageFactory.build(slug="privacy")),
            {"intro", "social_image", "body"},
        ),
    ],
    ids=["home", "teams", "team", "positions", "position", "standard page"],
)
def test_page_has_what_visitors_see_and_nothing_for_editors(
    tree: Tree, client: Client, page: Callable[[Tree], Any], fields: set[str]
) -> None:
    answer = ask(client, f"pages/{page(tree).pk}/")
    assert set(answer) == {"id", "meta", "title"} | fields
    assert set(answer["meta"]) == META


def test_position_says_what_its_page_says(tree: Tree, client: Client) -> None:
    CareersSettings.objects.create(site=tree.site, apply_url="https://example.com/apply")
    location, kind = LocationFactory(name="Lisbon"), PositionTypeFactory(name="Intern")
    position = tree.add_position(
        title="Engineer",
        countries=["PT", "DE"],
        locations=[location],
        types=[kind],
        pay_min=50_000,
        pay_currency="EUR",
        pay_period="year",
    )
    answer = ask(client, f"pages/{position.pk}/")
    assert answer["team"]["title"] == "Backend Development"
    assert answer["locations"][0]["name"] == "Lisbon"
    assert answer["types"][0]["name"] == "Intern"
    assert [country["code"] for country in answer["countries"]] == ["DE", "PT"]
    assert "50,000" in answer["pay"]
    assert answer["apply_address"] == "https://example.com/apply"
    assert answer["meta"]["html_url"] == f"http://localhost/positions/{position.slug}/"
    assert answer["meta"]["parent"]["title"] == "Positions"


def test_address_that_runs_a_script_is_no_address_to_apply_at(tree: Tree, client: Client) -> None:
    position = tree.add_position(apply_url="javascript:alert(1)")
    assert ask(client, f"pages/{position.pk}/")["apply_address"] == ""


def test_blocks_have_the_forms_of_the_page(tree: Tree, client: Client) -> None:
    tree.add_position()
    set_body(tree.team, [about(heading="Who we are"), open_positions()])
    body = ask(client, f"pages/{tree.team.pk}/")["body"]
    assert [(block["type"], block["anchor"]) for block in body] == [
        ("about", "about"),
        ("open_positions", "open-positions"),
    ]
    assert body[0]["value"]["heading"] == "Who we are"
    assert body[1]["value"]["total"] == 1


HIDDEN: dict[str, Callable[[Tree], Page]] = {
    "draft": lambda tree: tree.add_team(title="Secret", live=False),
    "private page": lambda tree: private(tree.add_team(title="Secret")),
    "page below a draft": lambda tree: below_draft(tree),
    "page below a private page": lambda tree: below_private(tree),
    "closed position": lambda tree: tree.add_position(title="Secret", closed_at=timezone.now()),
    "position past its date": lambda tree: tree.add_position(
        title="Secret", closing_date=YESTERDAY
    ),
    "position of a team below a draft": lambda tree: tree.add_position(
        title="Secret", team=below_draft(tree)
    ),
    "position of a draft team": lambda tree: tree.add_position(
        title="Secret", team=tree.add_team(title="Secret team", live=False)
    ),
    "position of a private team": lambda tree: tree.add_position(
        title="Secret", team=private(tree.add_team(title="Secret team"))
    ),
    "page of another site": lambda tree: other_site(tree),
}


def private(page: Any) -> Any:
    make_private(page)
    return page


def below_draft(tree: Tree) -> Any:
    index = insert(tree.home, TeamIndexPageFactory.build(title="Secret", slug="x", live=False))
    return insert(index, TeamPageFactory.build(title="Secret team", slug="secret"))


def below_private(tree: Tree) -> Any:
    parent = private(insert(tree.home, StandardPageFactory.build(title="Secret", slug="x")))
    return insert(parent, StandardPageFactory.build(title="Secret page", slug="secret"))


def other_site(tree: Tree) -> Any:
    home = insert(tree.home.get_parent(), HomePageFactory.build(title="Secret", slug="other"))
    Site.objects.create(hostname="other.localhost", root_page=home)
    return home


def team_of_other_site(tree: Tree) -> Any:
    teams = insert(other_site(tree), TeamIndexPageFactory.build(title="Secret teams"))
    return insert(teams, TeamPageFactory.build(title="Secret team", slug="secret"))


@pytest.mark.parametrize("hide", HIDDEN.values(), ids=HIDDEN)
def test_hidden_page_is_nowhere(tree: Tree, client: Client, hide: Callable[[Tree], Page]) -> None:
    shown = {"Careers", "Teams", "Positions", "Backend Development"}
    assert titles(client) == shown
    page = hide(tree)
    page = Page.objects.get(pk=page.pk)
    for query in (
        {},
        {"fields": "*"},
        {"descendant_of": "root"},
        {"descendant_of": tree.home.pk},
        {"order": "-title"},
        {"type": "careers.TeamPage,careers.PositionPage,home.HomePage,home.StandardPage"},
    ):
        answer = ask(client, "pages/", **query)
        assert "secret" not in json.dumps(answer).lower(), query
        assert answer["meta"]["total_count"] == len(answer["items"])
    for name in ("title", "slug", "id"):
        assert titles(client, **{name: getattr(page, name)}) == set()
    assert titles(client, type="careers.PositionPage") == set()
    assert titles(client, search="Secret") == set()
    ask(client, f"pages/{page.pk}/", 404)
    ask(client, "pages/find/", 404, id=page.pk)
    path = "/" + page.url_path.split("/", 2)[2]
    if page.depth > 2:
        ask(client, "pages/find/", 404, html_path=path)
    for name in ("child_of", "ancestor_of", "descendant_of", "translation_of"):
        ask(client, "pages/", 400, **{name: page.pk})


@pytest.fixture(autouse=True)
def _hosts(settings: Settings) -> None:
    settings.ALLOWED_HOSTS = ["*"]


def test_parent_that_is_hidden_is_not_told_of_by_its_children(tree: Tree, client: Client) -> None:
    other = other_site(tree)
    Site.objects.filter(hostname="other.localhost").delete()
    teams = insert(other, TeamIndexPageFactory.build(title="Teams there"))
    Site.objects.create(hostname="teams.localhost", root_page=teams)
    assert ask(client, f"pages/{teams.pk}/", host="teams.localhost")["meta"]["parent"] is None


def test_each_site_has_its_own_pages(tree: Tree, client: Client) -> None:
    other = other_site(tree)
    assert titles(client) == {"Careers", "Teams", "Positions", "Backend Development"}
    answer = ask(client, "pages/", host="other.localhost")
    assert [item["id"] for item in answer["items"]] == [other.pk]
    ask(client, "pages/", 400, site="other.localhost")
    ask(client, f"pages/{tree.team.pk}/", 404, host="other.localhost")


def test_who_is_signed_in_or_knows_a_password_sees_no_more(tree: Tree) -> None:
    client = sign_in(SUPERUSER)
    locked = tree.add_team(title="Secret")
    restriction = PageViewRestriction.objects.create(
        page=locked, restriction_type=PageViewRestriction.PASSWORD, password="open"
    )
    session = client.session
    session[restriction.passed_view_restrictions_session_key] = [restriction.pk]
    session.save()
    make_private(tree.add_team(title="Secret too"))
    assert titles(client, type="careers.TeamPage") == {"Backend Development"}
    ask(client, f"pages/{locked.pk}/", 404)


def test_alias_tells_nothing_of_its_source(tree: Tree, client: Client) -> None:
    alias = tree.team.create_alias(update_slug="alias")
    answer = ask(client, f"pages/{alias.pk}/")
    assert "alias_of" not in answer["meta"]
    ask(client, "pages/", 400, alias_of=tree.team.pk)
    make_private(tree.team)
    ask(client, f"pages/{alias.pk}/", 404)


@pytest.mark.parametrize(
    "name", ["reference", "source", "external_id", "closed_at", "owner", "live", "draft_title"]
)
def test_nothing_can_be_asked_about_fields_that_are_not_shown(
    tree: Tree, client: Client, name: str
) -> None:
    tree.add_position(reference="REF-1", source="ats", external_id="77")
    of_type = {"type": "careers.PositionPage"}
    for query in ({name: "REF-1"}, {"order": name}, {"fields": name}):
        ask(client, "pages/", 400, **of_type, **query)
    assert "REF-1" not in json.dumps(ask(client, "pages/", fields="*", **of_type))


def test_search_finds_what_is_published_and_no_reference(tree: Tree, client: Client) -> None:
    team = tree.add_team(title="Databases", hero_text="Keepers of indexes")
    team.title, team.hero_text = "Databases", "Keepers of Zanzibar"
    team.save_revision()
    tree.save_position(title="Engineer", reference="ZANZIBAR-7")
    assert titles(client, search="indexes") == {"Databases"}
    assert titles(client, search="indexes", type="careers.TeamPage") == {"Databases"}
    assert titles(client, search="indexes", order="title") == {"Databases"}
    assert titles(client, search="Zanzibar") == set()
    assert titles(client, search="ZANZIBAR-7") == set()
    ask(client, "pages/", 400, search="ZANZIBAR-7", type="careers.PositionPage")


def test_related_pages_are_shown_where_they_are_visible(tree: Tree, client: Client) -> None:
    position = tree.add_position()
    team = ask(client, f"pages/{position.pk}/", fields="team(*)")["team"]
    assert team["title"] == "Backend Development"
    assert team["heading"] == "Meet the Backend Development team"
    items = ask(client, "pages/", type="careers.PositionPage", fields="team", team=tree.team.pk)
    assert items["items"][0]["team"]["id"] == tree.team.pk


def test_team_that_the_site_does_not_show_is_not_named(tree: Tree, client: Client) -> None:
    position = tree.add_position(team=team_of_other_site(tree))
    listed = ask(client, "pages/", type="careers.PositionPage", fields="team(*)")
    assert listed["items"][0]["team"] is None
    assert ask(client, f"pages/{position.pk}/")["team"] is None


def test_answers_are_for_scripts_of_any_origin_and_for_caches(tree: Tree, client: Client) -> None:
    response = client.get("/api/v2/pages/", headers={"host": "localhost"})
    assert response["Access-Control-Allow-Origin"] == "*"
    assert "s-maxage" in response["Cache-Control"]
    assert not response.cookies
    assert "Cache-Control" not in client.get("/api/v2/pages/0/", headers={"host": "localhost"})


def test_related_pages_are_hidden_where_a_host_shows_more_of_them(
    tree: Tree, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(TeamPage, "api_fields", [APIField("positions")])
    shown = tree.add_position()
    tree.add_position(title="Secret", closed_at=timezone.now())
    for answer in (
        ask(client, f"pages/{tree.team.pk}/", fields="positions(*)"),
        ask(client, "pages/", type="careers.TeamPage", fields="positions(*)")["items"][0],
    ):
        found = [position and position["id"] for position in answer["positions"]]
        assert sorted(found, key=bool) == [None, shown.pk]
        assert "Secret" not in json.dumps(answer)


def test_find_leads_from_an_address_to_its_page(tree: Tree, client: Client) -> None:
    answer = client.get("/api/v2/pages/find/", {"html_path": "/teams/backend-development/"})
    assert answer.status_code == 302
    assert answer["Location"] == f"http://localhost/api/v2/pages/{tree.team.pk}/?"
    ask(client, "pages/find/", 404, html_path="/nowhere/")


def test_translations_belong_to_the_site(tree: Tree, client: Client, settings: Settings) -> None:
    settings.WAGTAIL_I18N_ENABLED = True
    settings.WAGTAIL_CONTENT_LANGUAGES = [("en-gb", "English"), ("he", "Hebrew")]
    hebrew = Locale.objects.create(language_code="he")
    translated = tree.home.copy_for_translation(hebrew)
    translated.title = "בית"
    translated.save_revision().publish()
    tree.team.copy_for_translation(hebrew, copy_parents=True)  # a draft, below an alias
    assert titles(client, locale="he") == {"בית", "Teams"}
    assert titles(client, translation_of=tree.home.pk) == {"בית"}
    assert ask(client, f"pages/{translated.pk}/")["meta"]["locale"] == "he"


def test_nothing_is_written_and_no_password_is_tried(tree: Tree, client: Client) -> None:
    for method in (client.post, client.put, client.patch, client.delete):
        assert method("/api/v2/pages/").status_code == 405
    answer = client.get("/api/v2/pages/", headers={"authorization": "Basic YTpi"})
    assert answer.status_code == 200


def test_list_needs_as_many_queries_for_many_as_for_few(
    tree: Tree, client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    tree.fill(30)
    query: dict[str, Any] = {"type": "careers.PositionPage", "fields": "team", "limit": 20}
    with django_assert_max_num_queries(12):
        assert len(ask(client, "pages/", **query)["items"]) == 20


def test_admins_api_shows_no_more_for_it(tree: Tree) -> None:
    pytest.importorskip("wagtail.admin.api.views")  # Wagtail 8.1 has no such endpoint
    client = sign_in(SUPERUSER)
    position = tree.add_position(reference="REF-1")
    answer = client.get(reverse("wagtailadmin_api:pages:detail", args=[position.pk])).json()
    assert PositionPage.api_fields
    assert not {field.name for field in PositionPage.api_fields} & set(answer)


def test_pictures_of_pages_are_nested(tree: Tree, client: Client) -> None:
    picture = ImageFactory(title="Harbour")
    team = tree.add_team(title="Mobile", hero_image=picture)
    image = ask(client, f"pages/{team.pk}/")["hero_image"]
    assert (image["id"], image["title"]) == (picture.pk, "Harbour")
    assert picture.file.url not in json.dumps(image)
