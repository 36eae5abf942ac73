"""The snippet in the admin: for what somebody looks at, escaped, with absolute addresses."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup, Tag
from django.test import Client
from django.urls import reverse
from pytest_django import Settings
from wagtail.models import Locale

from careers.roles import MARKETING, RECRUITERS, create_roles
from tests.careers.front_end.front_end import ADDRESS, ORIGIN, name_front_end
from tests.careers.roles import sign_in
from tests.factories import LocationFactory, PositionTypeFactory, Tree
from tests.soup import get_soup, select, texts_of

LIST, SEARCH, POLICY = "#embed-list-code", "#embed-search-code", "#embed-policy-code"


@pytest.fixture
def recruiter(tree: Tree) -> Client:
    create_roles()
    return sign_in(RECRUITERS)


def embed(query: str = "") -> str:
    return reverse("careers_embed") + query


def code(client: Client, query: str = "", which: str = LIST) -> str:
    return select(get_soup(client, embed(query)), which).get_text()


def element(html: str) -> Tag:
    """The element that stands in a snippet."""
    return select(BeautifulSoup(html, "html.parser"), "careers-positions, careers-search")


def test_snippet_names_the_script_and_leads_to_the_search(recruiter: Client, tree: Tree) -> None:
    assert code(recruiter) == (
        '<script type="module" src="http://localhost/api/careers/v1/embed.js"></script>\n'
        "<careers-positions>\n"
        '  <a href="http://localhost/positions/">All open positions</a>\n'
        "</careers-positions>"
    )
    assert element(code(recruiter, which=SEARCH)).name == "careers-search"
    policy = "script-src http://localhost; connect-src http://localhost"
    assert code(recruiter, which=POLICY) == policy


def test_snippet_has_the_filters_of_the_table(recruiter: Client, tree: Tree) -> None:
    team = tree.add_team(title="Design", slug="design")
    lisbon, porto = LocationFactory(slug="lisbon"), LocationFactory(slug="porto")
    intern = PositionTypeFactory(slug="intern")
    tree.add_position(team=team)
    made = element(
        code(
            recruiter,
            f"?team={team.pk}&location={lisbon.pk}&location={porto.pk}&type={intern.pk}"
            "&workplace=remote&q=senior+engineer&state=open&ordering=title&p=2",
        )
    )
    assert made.attrs == {
        "q": "senior engineer",
        "team": "design",
        "location": "lisbon porto",
        "type": "intern",
        "workplace": "remote",
    }
    assert select(made, "a")["href"] == (
        "http://localhost/positions/?q=senior+engineer&team=design"
        "&location=lisbon&location=porto&type=intern&workplace=remote"
    )


def test_addresses_of_the_snippet_answer(recruiter: Client, tree: Tree, client: Client) -> None:
    soup = BeautifulSoup(code(recruiter, "?q=engineer"), "html.parser")
    for tag, name in (("script", "src"), ("a", "href")):
        address = str(select(soup, tag)[name])
        assert client.get(address, headers={"host": "localhost"}).status_code == 200


@pytest.mark.parametrize("words", ['"><script>alert(1)</script>', "</textarea><b>", "a'b&amp;"])
def test_words_are_escaped_in_the_page_and_in_the_snippet(
    recruiter: Client, tree: Tree, words: str
) -> None:
    html = recruiter.get(embed(), {"q": words}).content.decode()
    soup = BeautifulSoup(html, "html.parser")
    assert "alert(1)</script>" not in html
    made = element(select(soup, LIST).get_text())
    assert made["q"] == words
    assert [child.name for child in made.find_all(True)] == ["a"]


def test_what_visitors_do_not_see_is_said_to_be_left_out(recruiter: Client, tree: Tree) -> None:
    assert "left out" in recruiter.get(embed("?state=closed")).content.decode()
    assert "left out" not in recruiter.get(embed("?q=x")).content.decode()


@pytest.mark.parametrize("query", ["?team=0", "?team=x", "?state=nonsense", "?type=-1"])
def test_nonsense_is_not_found(recruiter: Client, tree: Tree, query: str) -> None:
    assert recruiter.get(embed(query)).status_code == 404


@pytest.mark.parametrize("index", ["0", "x", "9" * 30])
def test_without_a_page_of_positions_there_is_none(
    recruiter: Client, tree: Tree, index: str
) -> None:
    assert "no published page" in recruiter.get(embed(f"?index={index}")).content.decode()
    tree.positions.unpublish()
    assert "no published page" in recruiter.get(embed()).content.decode()


def test_team_that_is_being_prepared_is_not_told(recruiter: Client, tree: Tree) -> None:
    team = tree.add_team(title="Moon base", slug="moon-base", live=False)
    assert recruiter.get(embed(f"?team={team.pk}")).status_code == 404


def test_snippet_is_of_the_index_page_that_is_looked_at(
    admin_client: Client, tree: Tree, settings: Settings
) -> None:
    settings.WAGTAIL_I18N_ENABLED = True
    settings.WAGTAIL_CONTENT_LANGUAGES = [("en-gb", "English"), ("he", "Hebrew")]
    hebrew = Locale.objects.create(language_code="he")
    tree.home.copy_for_translation(hebrew).save_revision().publish()
    index = tree.positions.copy_for_translation(hebrew)
    index.save_revision().publish()
    made = element(code(admin_client, f"?index={index.pk}&q=x"))
    assert made["locale"] == "he"
    assert select(made, "a")["href"] == f"{index.full_url}?q=x"
    assert "locale" not in element(code(admin_client)).attrs


def test_site_with_a_front_end_links_there_and_keeps_the_script(
    recruiter: Client, tree: Tree, settings: Settings
) -> None:
    settings.CAREERS_FRONT_END_ORIGINS = [ORIGIN]
    name_front_end(tree.site)
    soup = BeautifulSoup(code(recruiter), "html.parser")
    assert select(soup, "a")["href"] == f"{ADDRESS}/positions/"
    assert select(soup, "script")["src"] == "http://localhost/api/careers/v1/embed.js"
    policy = "script-src http://localhost; connect-src http://localhost"
    assert code(recruiter, which=POLICY) == policy


def test_table_and_explorer_lead_to_the_snippet_of_what_they_show(
    admin_client: Client, tree: Tree
) -> None:
    tree.add_position()
    for url, query in (
        (reverse("careers_positions:index"), "?q=position"),
        (
            reverse("wagtailadmin_explore", args=[tree.positions.pk]),
            f"?q=position&index={tree.positions.pk}",
        ),
    ):
        soup = get_soup(admin_client, f"{url}?q=position&ordering=title&p=1")
        [link] = [a for a in soup.find_all("a") if "Embed this list" in a.get_text()]
        assert link["href"] == embed(query)


def test_team_page_leads_to_the_snippet_of_its_positions(tree: Tree) -> None:
    create_roles()
    client = sign_in(MARKETING)
    soup = get_soup(client, reverse("wagtailadmin_pages:edit", args=[tree.team.pk]))
    [link] = [a for a in soup.find_all("a") if "Embed open positions" in a.get_text()]
    assert element(code(client, str(link["href"]).removeprefix(embed()))).attrs == {
        "team": tree.team.slug
    }
    draft = tree.add_team(live=False)
    soup = get_soup(client, reverse("wagtailadmin_pages:edit", args=[draft.pk]))
    assert "Embed open positions" not in "".join(texts_of(soup, "a"))


def test_project_without_the_api_has_no_buttons(
    admin_client: Client, tree: Tree, settings: Settings
) -> None:
    settings.ROOT_URLCONF = "tests.careers.urls_without_api"
    soup = get_soup(admin_client, reverse("careers_positions:index"))
    assert "Embed this list" not in "".join(texts_of(soup, "a"))
    assert admin_client.get(embed()).status_code == 404
