"""What a page says of itself in its head, and what only those who are signed in get to see."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client
from wagtail.models import Site

from careers.search.search import RESULTS_PER_PAGE
from home.models import BrandSettings, FooterSettings
from home.site_frame import MAX_LINKS_IN_COLUMN
from tests.careers import block_data
from tests.factories import (
    HomePageFactory,
    LocationFactory,
    PositionIndexPageFactory,
    PositionPageFactory,
    TeamIndexPageFactory,
    TeamPageFactory,
    Tree,
)
from tests.soup import get_soup, select, text_of


def test_userbar_is_for_those_who_are_signed_in(client: Client, tree: Tree) -> None:
    response = client.get("/")
    assert b"wagtail-userbar" not in response.content
    assert "Cookie" not in response.get("Vary", "")
    client.force_login(User.objects.create_superuser("editor"))
    assert b"wagtail-userbar" in client.get("/").content


@pytest.mark.parametrize(
    ("query", "canonical"),
    [
        ("", "http://localhost/positions/"),
        ("?page=2", "http://localhost/positions/?page=2"),
        ("?page=99", "http://localhost/positions/?page=2"),
        ("?page=2&q=position", "http://localhost/positions/?q=position&page=2"),
    ],
)
def test_each_page_of_a_list_has_its_own_canonical_address(
    client: Client, tree: Tree, query: str, canonical: str
) -> None:
    for _number in range(RESULTS_PER_PAGE + 1):
        tree.add_position()
    link = select(get_soup(client, f"/positions/{query}"), "link[rel=canonical]")
    assert link["href"] == canonical


def test_second_site_counts_and_shows_its_own_positions(client: Client, tree: Tree) -> None:
    tree.add_position(title="First site's")
    home = HomePageFactory(parent=tree.home.get_parent(), title="Other")
    Site.objects.create(hostname="testserver", root_page=home)
    team = TeamPageFactory(parent=TeamIndexPageFactory(parent=home))
    index = PositionIndexPageFactory(parent=home)
    PositionPageFactory(parent=index, team=team, title="Second site's")
    featured = {"type": "featured_positions", "value": {"heading": "Featured", "positions": []}}
    block_data.set_body(home, [featured])

    soup = get_soup(client, "/", host="testserver")

    assert text_of(select(soup, ".hero .button")) == "1 open position"
    assert text_of(select(soup, ".position-row h3")) == "Second site's"


def test_footer_names_some_of_many_teams_and_places_and_leads_to_all(
    client: Client, tree: Tree
) -> None:
    columns = [{"type": name, "value": {"title": name}} for name in ("teams", "locations")]
    FooterSettings.objects.create(site=tree.site, columns=columns)
    for number in range(MAX_LINKS_IN_COLUMN):
        tree.add_team(title=f"Team {number:02}")
        tree.add_position(locations=[LocationFactory(name=f"Place {number:02}")])
    footer = select(get_soup(client, "/"), "footer")
    links = {link.get_text(): link["href"] for link in footer.select("a")}
    assert [name for name in links if "Place" in name] == [f"Place {n:02}" for n in range(12)]
    assert "All positions" not in links
    assert [name for name in links if "Team" in name] == [f"Team {n:02}" for n in range(11)]
    assert links["All teams"] == "/teams/"
    tree.add_position(locations=[LocationFactory(name="Another")])
    assert select(get_soup(client, "/"), "footer a[href='/positions/']").get_text()


def test_button_of_an_accent_like_the_paper_gets_a_border(client: Client, tree: Tree) -> None:
    brand = BrandSettings.objects.create(site=tree.site, accent="#ffffff")
    assert brand.tones.edge == ("currentColor", "transparent")
    assert "light-dark(currentColor,transparent)" in str(get_soup(client, "/").select("style"))
    assert BrandSettings(accent="#ff4b1f").tones.edge == ("transparent", "transparent")


def test_changed_accent_shows_on_the_next_request(client: Client, tree: Tree) -> None:
    brand = BrandSettings.objects.create(site=tree.site, accent="#004488")
    for accent in ("#004488", "#aa0000", "#004488"):
        brand.accent = accent
        brand.save()
        assert f"--careers-accent:{accent};" in str(get_soup(client, "/").select("style"))


def test_no_title_breaks_before_a_dash(client: Client, tree: Tree) -> None:
    position = tree.add_position(title="Engineer – Search")
    assert "Engineer\xa0– Search" in client.get(position.url).content.decode()
