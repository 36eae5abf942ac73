"""What pages say of themselves where their link is shared or found."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from pytest_django import Settings
from wagtail.models import Page, Site

from careers.core.metadata import open_graph_locale
from careers.models import CareersSettings, PositionIndexPage, PositionPage, TeamIndexPage, TeamPage
from home.models import BrandSettings, HomePage, StandardPage
from tests.careers import block_data
from tests.careers.sharing import PAGE_TYPES, edit, every_page_type, small, tags
from tests.factories import (
    HomePageFactory,
    StandardPageFactory,
    TeamIndexPageFactory,
    TeamPageFactory,
    Tree,
)
from tests.html import assert_valid_html
from tests.soup import get_soup, select

HOSTILE = "</title></script><script>alert('1')</script> & \"quotes\""
#: A host's own frame, as Wagtail's project template has it.
HOST_FRAME = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{% block title %}{% endblock %}</title>
{% if page.search_description %}
<meta name="description" content="{{ page.search_description }}" />
{% endif %}
{% block extra_css %}{% endblock %}</head>
<body><main>{% block content %}{% endblock %}</main></body></html>
"""


# Words


@every_page_type
def test_editor_decides_on_the_words(
    client: Client, tree: Tree, get_page: Callable[[Tree], Any]
) -> None:
    page = edit(get_page(tree), seo_title="Come and build", search_description="Word " * 40)
    found = tags(client, page.url)
    assert found["og:title"] == "Come and build"
    assert found["description"] == found["og:description"] == "Word " * 40


def test_headline_is_the_heading_that_the_page_shows(client: Client, tree: Tree) -> None:
    position = tree.add_position(title="Backend Engineer")
    for page, headline in (
        (tree.home, "Careers"),
        (tree.teams, "Teams"),
        (tree.team, "Meet the Backend Development team"),
        (tree.positions, "Positions"),
        (position, "Backend Engineer"),
        (StandardPageFactory(parent=tree.home, title="Privacy"), "Privacy"),
    ):
        assert tags(client, page.url)["og:title"] == headline
    edit(tree.home, hero_heading="Software for small shops")
    assert tags(client, "/")["og:title"] == "Software for small shops"


def test_description_is_the_introduction(client: Client, tree: Tree) -> None:
    standard = StandardPageFactory(parent=tree.home)
    for page, field in (
        (tree.home, "hero_text"),
        (tree.team, "hero_text"),
        (tree.teams, "intro"),
        (standard, "intro"),
    ):
        edit(page, **{field: "We build.\nWe run it, too."})
        found = tags(client, page.url)
        assert found["description"] == found["og:description"] == "We build. We run it, too."


def test_description_without_introduction_is_the_first_text(client: Client, tree: Tree) -> None:
    text = "<p>You keep <b>shops</b> open.</p><p>All &amp; always.</p>"
    position = tree.add_position(
        body=[
            ("section", {"heading": "", "text": "<p> </p>"}),
            ("section", {"heading": "The work", "text": text}),
            ("section", {"heading": "More", "text": "<p>Not this.</p>"}),
        ]
    )
    standard = StandardPageFactory(parent=tree.home)
    for page in (tree.home, tree.team, standard):
        block_data.set_body(
            page, [block_data.pillars(0), block_data.about(text=text), block_data.about()]
        )
    for page in (position, tree.home, tree.team, standard):
        assert tags(client, page.url)["description"] == "You keep shops open. All & always."


@every_page_type
def test_page_without_words_of_its_own_has_no_description(
    client: Client, tree: Tree, get_page: Callable[[Tree], Any]
) -> None:
    page = get_page(tree)
    if hasattr(page, "body"):
        block_data.set_body(page, [])
    assert not {"description", "og:description"} & set(tags(client, page.url))


def test_long_introduction_is_cut_after_a_word(client: Client, tree: Tree) -> None:
    for text, description in (
        ("word " * 31 + "words", "word " * 31 + "words"),
        ("word " * 31 + "longer", "word " * 30 + "word…"),
        ("word, " * 40, "word, " * 25 + "word…"),
        ("語" * 200, "語" * 159 + "…"),
    ):
        edit(tree.team, hero_text=text)
        found = tags(client, tree.team.url)["description"]
        assert found == description
        assert len(found) <= 160


def test_what_editors_write_is_escaped(client: Client, tree: Tree) -> None:
    BrandSettings.objects.create(site=tree.site, name=HOSTILE[:60])
    picture = small(description=HOSTILE)
    page = edit(tree.team, seo_title=HOSTILE, search_description=HOSTILE, social_image=picture)
    found = tags(client, page.url)
    for name in ("description", "og:title", "og:description", "og:image:alt", "twitter:image:alt"):
        assert found[name] == HOSTILE
    assert found["og:site_name"] == HOSTILE[:60]
    assert b"<script>alert" not in client.get(page.url).content


# Addresses, names, languages


@every_page_type
def test_address_is_canonical(client: Client, tree: Tree, get_page: Callable[[Tree], Any]) -> None:
    page = get_page(tree)
    soup = get_soup(client, f"{page.url}?utm_source=letter")
    assert select(soup, "link[rel=canonical]")["href"] == f"http://localhost{page.url}"
    assert select(soup, "meta[property='og:url']")["content"] == f"http://localhost{page.url}"


def test_page_of_the_list_is_shared_under_its_own_address(client: Client, tree: Tree) -> None:
    for _number in range(21):
        tree.add_position()
    assert tags(client, "/positions/?page=2")["og:url"] == "http://localhost/positions/?page=2"
    assert tags(client, "/positions/?q=a&page=2")["og:url"] == "http://localhost/positions/?q=a"


def test_closed_position_keeps_its_address(client: Client, tree: Tree) -> None:
    position = tree.add_position(closed_at=datetime(2026, 3, 9, tzinfo=UTC))
    found = tags(client, position.url, status=410)
    assert found["og:url"] == f"http://localhost{position.url}"


def test_page_of_a_second_site_names_that_site(client: Client, tree: Tree) -> None:
    home = HomePageFactory(parent=tree.home.get_parent())
    Site.objects.create(hostname="testserver", root_page=home, site_name="Second")
    team = TeamPageFactory(
        parent=TeamIndexPageFactory(parent=home), slug="web", social_image=small()
    )
    soup = get_soup(client, "/teams/web/", host="testserver")
    found = {str(tag["property"]): str(tag["content"]) for tag in soup.select("meta[property]")}
    assert found["og:url"] == team.full_url == "http://testserver/teams/web/"
    assert found["og:image"].startswith("http://testserver/media/")
    assert found["og:site_name"] == "Second"


def test_site_is_named_by_its_brand_or_its_own_name_or_the_employer(
    client: Client, tree: Tree
) -> None:
    assert "og:site_name" not in tags(client, "/")
    CareersSettings.objects.create(site=tree.site, employer_name="Halmere Ltd")
    assert tags(client, "/")["og:site_name"] == "Halmere Ltd"
    Site.objects.update(site_name="Halmere's site")
    assert tags(client, "/")["og:site_name"] == "Halmere's site"
    BrandSettings.objects.create(site=tree.site, name="Halmere", suffix="Careers")
    assert tags(client, "/")["og:site_name"] == "Halmere Careers"


def test_page_says_its_language(client: Client, tree: Tree) -> None:
    assert tags(client, "/")["og:locale"] == "en_GB"


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en-gb", "en_GB"),
        ("en", "en_US"),
        ("de", "de_DE"),
        ("he", "he_IL"),
        ("pt-br", "pt_BR"),
        ("zh-hans", "zh_CN"),
        ("zh-hant", "zh_TW"),
        ("es-419", "es_419"),
        ("de-simple", "de_DE"),
        ("tlh-x-y", "tlh"),
    ],
)
def test_language_comes_with_a_territory(language: str, expected: str) -> None:
    assert open_graph_locale(language) == expected


# Everywhere


@every_page_type
def test_metadata_is_valid_html(
    client: Client, tree: Tree, get_page: Callable[[Tree], Any]
) -> None:
    page = edit(get_page(tree), search_description=HOSTILE, social_image=small())
    assert_valid_html(client.get(page.url).content.decode())


@pytest.mark.parametrize(
    "model", [HomePage, TeamIndexPage, TeamPage, PositionIndexPage, PositionPage, StandardPage]
)
def test_page_that_was_never_saved_can_be_previewed(
    admin_client: Client, tree: Tree, model: type[Page]
) -> None:
    if model in (TeamIndexPage, PositionIndexPage):  # one is enough below a home page
        parent: Page = HomePageFactory(parent=tree.home.get_parent())
    else:
        parents = {HomePage: tree.home.get_parent(), TeamPage: tree.teams}
        parent = parents.get(model) or (tree.positions if model is PositionPage else tree.home)
    page = model(title="New", slug="new")
    page.depth = parent.depth + 1
    last = parent.get_last_child()
    page.path = last._inc_path() if last else Page._get_path(parent.path, page.depth, 1)
    page.set_url_path(parent)

    response = page.make_preview_request()

    assert response.status_code == 200
    soup = BeautifulSoup(response.content, "html.parser")
    assert select(soup, "meta[property='og:title']")
    assert not soup.select("link[rel=canonical], meta[property='og:url']")


@every_page_type
def test_page_without_a_site_can_be_previewed(tree: Tree, get_page: Callable[[Tree], Any]) -> None:
    page = get_page(tree)
    Site.objects.all().delete()
    response = page.make_preview_request()
    assert response.status_code == 200
    assert not BeautifulSoup(response.content, "html.parser").select("link[rel=canonical]")


def test_editor_finds_the_picture_beside_the_words(admin_client: Client, tree: Tree) -> None:
    for page in (get_page(tree) for get_page in PAGE_TYPES):
        form = get_soup(admin_client, reverse("wagtailadmin_pages:edit", args=[page.pk]))
        group = select(form, "#panel-child-promote-when_the_page_is_shared_or_found-section")
        for name in ("seo_title", "search_description", "social_image"):
            assert group.select(f"[name={name}]"), (page, name)
        assert form.select("#tab-promote [name=slug]")


# In a host's own frame


@pytest.fixture
def host(settings: Settings, tmp_path: Path, tree: Tree) -> Tree:
    """The tree as it is shown in a host's own frame, by the templates of the plugin alone."""
    (tmp_path / "base.html").write_text(HOST_FRAME)
    settings.TEMPLATES = [settings.TEMPLATES[0] | {"DIRS": [tmp_path]}]
    return tree


@pytest.mark.parametrize("own", ["", "By the editor"])
def test_host_s_frame_and_the_plugin_describe_a_page_once(
    client: Client, host: Tree, own: str
) -> None:
    edit(host.team, hero_text="From the top", search_description=own)
    found = tags(client, host.team.url)
    assert found["description"] == found["og:description"] == (own or "From the top")


def test_page_in_a_host_s_frame_has_all_metadata(client: Client, host: Tree) -> None:
    Site.objects.update(site_name="Host")
    edit(host.team, hero_text="From the top", social_image=small())
    soup = get_soup(client, host.team.url)
    assert select(soup, "link[rel=canonical]")["href"] == "http://localhost" + host.team.url
    assert set(tags(client, host.team.url)) == {
        "description",
        "og:description",
        "og:image",
        "og:image:alt",
        "og:image:height",
        "og:image:width",
        "og:locale",
        "og:site_name",
        "og:title",
        "og:type",
        "og:url",
        "twitter:card",
        "twitter:image:alt",
    }
    assert_valid_html(client.get(host.team.url).content.decode())


def test_list_in_a_host_s_frame_has_canonical_pages(client: Client, host: Tree) -> None:
    for _number in range(21):
        host.add_position()
    link = select(get_soup(client, "/positions/?page=2"), "link[rel=canonical]")
    assert link["href"] == "http://localhost/positions/?page=2"
