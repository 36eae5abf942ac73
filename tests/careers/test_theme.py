"""The page in the admin that shows the tokens of the look."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from careers.admin.theme_tokens import GROUPS
from careers.roles import RECRUITERS, create_roles
from careers.stylesheets import FOLDER
from tests.careers.roles import sign_in
from tests.factories import Tree
from tests.soup import get_soup, select

TOKENS = [token for group in GROUPS for token in group.tokens]
#: Set by the plugin itself, or of no use to a theme.
INNER = {"forward", "optical", "quick", "unit"}


def test_tokens_and_their_defaults_are_those_of_the_style_sheet() -> None:
    source = (FOLDER / "tokens.css").read_text(encoding="utf-8").partition("/* Common")[0]
    declared = dict(re.findall(r"(--careers-[a-z-]+): ([^;]+);", source))
    inner = {f"--careers-{name}" for name in INNER}
    assert {token.name: token.default for token in TOKENS} == {
        name: value for name, value in declared.items() if name not in inner
    }


@pytest.mark.django_db
def test_page_has_a_field_for_each_token_and_the_sample(admin_client: Client, tree: Tree) -> None:
    soup = get_soup(admin_client, reverse("careers_theme"))
    fields = {field["name"]: field["placeholder"] for field in soup.select("input[data-takes]")}
    assert fields == {token.name: token.default for token in TOKENS}
    assert select(soup, "iframe")["src"] == reverse("careers_theme_sample")


@pytest.mark.django_db
def test_sample_has_the_frame_of_the_host_and_may_be_framed(
    admin_client: Client, tree: Tree
) -> None:
    response = admin_client.get(reverse("careers_theme_sample"))
    assert response.status_code == 200
    assert response["X-Frame-Options"] == "SAMEORIGIN"
    soup = get_soup(admin_client, reverse("careers_theme_sample"))
    assert soup.select(".site-header"), "of the reference site"
    assert [section["id"] for section in soup.select("section.block")] == [
        *("about", "open-positions", "statistics", "pillars", "faq", "testimonials"),
        "call-to-action",
    ]
    ids = [element["id"] for element in soup.select(".careers [id]")]
    assert len(ids) == len(set(ids))
    assert select(soup, "meta[name=robots]")["content"] == "noindex"


@pytest.mark.django_db
def test_settings_menu_leads_to_it(admin_client: Client, tree: Tree) -> None:
    assert reverse("careers_theme") in admin_client.get(reverse("wagtailadmin_home")).text


@pytest.mark.django_db
@pytest.mark.parametrize("view", ["careers_theme", "careers_theme_sample"])
def test_who_may_not_change_the_careers_settings_sees_none_of_it(tree: Tree, view: str) -> None:
    create_roles()
    client = sign_in(RECRUITERS)
    assert client.get(reverse(view)).status_code in {302, 403}
    assert reverse("careers_theme") not in client.get(reverse("wagtailadmin_home")).text


@pytest.mark.django_db
def test_page_says_what_empty_fields_mean_in_the_hosts_look(
    admin_client: Client, tree: Tree, settings: Settings
) -> None:
    words = "what you leave empty comes from there"
    assert words not in admin_client.get(reverse("careers_theme")).text
    settings.CAREERS_LOOK = "host"
    assert words in admin_client.get(reverse("careers_theme")).text
