"""Locations as a part of a page: addresses, time zones, and how many positions are open."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation
from pytest_django import Settings
from wagtail.models import Locale

from careers.models import Location, TeamPage
from careers.positions.location_rows import location_rows
from tests.careers import block_data
from tests.factories import LocationFactory, Tree, make_private
from tests.soup import get_soup, select, text_of, texts_of

WINTER = datetime(2026, 1, 15, 12, tzinfo=UTC)
SUMMER = datetime(2026, 7, 15, 12, tzinfo=UTC)


def row_of(location: Location, now: datetime = WINTER) -> Any:
    (row,) = location_rows([location], None, now=now)
    return row


def names(soup: BeautifulSoup) -> list[str]:
    return texts_of(soup, ".location h3")


# The address


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (
            {"street": "Rua 71", "postal_code": "1200-015", "locality": "Lisboa", "region": "Sul"},
            ("Rua 71", "1200-015 Lisboa", "Portugal"),
        ),
        ({"locality": "Lisboa"}, ("Lisboa", "Portugal")),
        ({"region": "Algarve"}, ("Algarve", "Portugal")),
        ({"postal_code": "1200-015"}, ("1200-015", "Portugal")),
        ({}, ("Portugal",)),
        ({"country": ""}, ()),
    ],
)
def test_address_has_the_parts_that_are_known(
    values: dict[str, str], expected: tuple[str, ...]
) -> None:
    assert row_of(LocationFactory.build(**values)).address == expected


def test_country_is_named_in_the_language_of_the_page() -> None:
    with translation.override("he"):
        assert row_of(LocationFactory.build(country="IL")).address == ("ישראל",)


def test_page_shows_the_address_as_one(client: Client, tree: Tree) -> None:
    place = LocationFactory(street="Rua <71>", postal_code="1200-015", locality="Lisboa")
    block_data.set_body(tree.home, [block_data.locations([place])])
    address = select(get_soup(client, "/"), ".location address")
    assert " ".join(address.get_text().split()) == "Rua <71>, 1200-015 Lisboa, Portugal"
    assert texts_of(address, "bdi") == ["Rua <71>", "1200-015 Lisboa", "Portugal"]


# The time zone


@pytest.mark.parametrize(
    ("name", "now", "expected"),
    [
        ("Europe/Lisbon", WINTER, "Western European Time (UTC+0)"),
        ("Europe/Lisbon", SUMMER, "Western European Time (UTC+1)"),
        ("Asia/Jerusalem", WINTER, "Israel Time (UTC+2)"),
        ("America/Toronto", WINTER, "Eastern Time (UTC−5)"),
        ("America/Toronto", SUMMER, "Eastern Time (UTC−4)"),
        ("Asia/Kolkata", WINTER, "India Time (UTC+5:30)"),
        ("Asia/Kathmandu", WINTER, "Nepal Time (UTC+5:45)"),
        ("America/St_Johns", WINTER, "Newfoundland Time (UTC−3:30)"),
        ("", WINTER, ""),
        ("Mars/Olympus", WINTER, ""),
    ],
)
def test_time_zone_is_given_in_words_as_it_is_today(
    name: str, now: datetime, expected: str
) -> None:
    with translation.override("en-gb"):
        assert row_of(LocationFactory.build(time_zone=name), now).time_zone == expected


@pytest.mark.parametrize(("now", "distance"), [(WINTER, "+2"), (SUMMER, "+3")])
def test_time_zone_is_named_in_the_language_of_the_page(now: datetime, distance: str) -> None:
    with translation.override("he"):
        row = row_of(LocationFactory.build(time_zone="Asia/Jerusalem"), now)
    assert row.time_zone == f"שעון ישראל (UTC{distance})"


def test_page_shows_the_time_zone(client: Client, tree: Tree) -> None:
    place = LocationFactory(time_zone="Asia/Kolkata")
    block_data.set_body(tree.home, [block_data.locations([place])])
    shown = texts_of(get_soup(client, "/"), ".location .label")
    assert shown == ["India Time (UTC+5:30)"]


# Which locations


@pytest.mark.parametrize(
    ("name", "expected"), [("UTC", "UTC+0"), ("Etc/GMT+3", "UTC−3"), ("Etc/GMT-12", "UTC+12")]
)
def test_zone_of_no_place_is_named_by_its_distance_alone(name: str, expected: str) -> None:
    assert row_of(LocationFactory.build(time_zone=name)).time_zone == expected


@pytest.mark.parametrize(
    ("country", "town"),
    [("PT", "1200-015 Lisboa"), ("CA", "Lisboa 1200-015"), ("IE", "Lisboa 1200-015")],
)
def test_postal_code_stands_where_its_country_has_it(country: str, town: str) -> None:
    values = {"postal_code": "1200-015", "locality": "Lisboa", "country": country}
    assert row_of(LocationFactory.build(**values)).address[0] == town


def test_picked_locations_stand_in_their_order_and_once(client: Client, tree: Tree) -> None:
    first, second, _other = (LocationFactory(name=name) for name in ("Zagreb", "Athens", "Minsk"))
    block_data.set_body(tree.home, [block_data.locations([first, second, first])])
    assert names(get_soup(client, "/")) == ["Zagreb", "Athens"]


def test_without_a_choice_all_locations_of_the_language_are_shown(
    client: Client, tree: Tree
) -> None:
    german = Locale.objects.create(language_code="de")
    zagreb, athens = LocationFactory(name="Zagreb"), LocationFactory(name="Athens")
    athen = LocationFactory(name="Athen", locale=german)
    tree.add_position(locations=[zagreb, athens, athen])
    block_data.set_body(tree.home, [block_data.locations()])
    assert names(get_soup(client, "/")) == ["Athens", "Zagreb"]


def test_heading_over_no_locations_is_for_editors_alone(client: Client, tree: Tree) -> None:
    block_data.set_body(tree.home, [block_data.locations()])
    assert not get_soup(client, "/").select(".block-locations")
    preview = tree.home.make_preview_request().render().content.decode()
    assert "Where we work" in preview


def without_guard(location: Location) -> None:
    """Delete a location as only the database does."""
    Location.objects.filter(pk=location.pk)._raw_delete("default")


def test_location_that_was_deleted_is_left_out(client: Client, tree: Tree) -> None:
    kept, gone = LocationFactory(name="Athens"), LocationFactory(name="Zagreb")
    block_data.set_body(tree.home, [block_data.locations([gone, kept])])
    without_guard(gone)
    assert names(get_soup(client, "/")) == ["Athens"]
    without_guard(kept)
    LocationFactory(name="Oslo")
    assert not names(get_soup(client, "/")), "none of those that somebody has picked"


# Open positions


def test_count_goes_by_the_one_definition_of_open(client: Client, tree: Tree) -> None:
    here, there = LocationFactory(name="Lisbon", slug="lisbon"), LocationFactory()
    tree.add_position(locations=[here, there])
    tree.add_position(locations=[there, here])
    tree.add_position(locations=[there])
    tree.add_position(locations=[here], closed_at=timezone.now())
    tree.add_position(locations=[here], closing_date=WINTER.date())
    tree.add_position(locations=[here], live=False)
    tree.add_position(locations=[here], team=tree.add_team(live=False))
    make_private(tree.add_position(locations=[here]))
    block_data.set_body(tree.home, [block_data.locations([here])])
    link = select(get_soup(client, "/"), ".location a")
    assert (text_of(link), link["aria-label"]) == ("2 open positions", "2 open positions in Lisbon")
    assert link["href"] == "/positions/?location=lisbon"
    listed = get_soup(client, str(link["href"])).select("main .position-list > li")
    assert len(listed) == 2


def test_team_that_was_never_saved_has_no_positions_in_its_preview(tree: Tree) -> None:
    here = LocationFactory()
    tree.add_position(locations=[here])
    team = TeamPage(title="New", slug="new")
    request = RequestFactory(SERVER_NAME="localhost").get("/")
    for shown, number in ((team, 0), (tree.team, 1)):
        (row,) = location_rows([here], request, team=shown)
        assert row.open_positions == number


def test_position_that_names_a_place_twice_counts_once(client: Client, tree: Tree) -> None:
    here = LocationFactory()
    tree.add_position(locations=[here, here])
    block_data.set_body(tree.home, [block_data.locations([here])])
    assert text_of(select(get_soup(client, "/"), ".location a")) == "1 open position"


def test_on_a_team_page_only_the_teams_positions_count(client: Client, tree: Tree) -> None:
    here, there = LocationFactory(slug="lisbon"), LocationFactory(slug="são-paulo")
    for place in (here, there, there):
        tree.add_position(locations=[place])
    tree.add_position(locations=[here], team=tree.add_team())
    block_data.set_body(tree.team, [block_data.locations([here, there])])
    links = get_soup(client, tree.team.url).select(".location a")
    assert [text_of(link).split()[0] for link in links] == ["1", "2"]
    assert [link["href"] for link in links] == [
        "/positions/?team=backend-development&location=lisbon",
        "/positions/?team=backend-development&location=s%C3%A3o-paulo",
    ]
    for link, number in zip(links, (1, 2), strict=True):
        listed = get_soup(client, str(link["href"])).select("main .position-list > li")
        assert len(listed) == number


def test_team_that_was_never_saved_can_be_previewed(tree: Tree) -> None:
    tree.add_position(locations=[LocationFactory(name="Lisbon")])
    team = TeamPage(title="New", slug="new", body=[("locations", {"heading": "Here"})])
    team.path, team.depth = f"{tree.teams.path}9999", tree.teams.depth + 1
    team.set_url_path(tree.teams)
    response = team.make_preview_request()
    assert response.status_code == 200
    assert "Lisbon" in response.render().content.decode()


@pytest.mark.parametrize("has_list", [True, False])
def test_location_without_positions_has_no_link(client: Client, tree: Tree, has_list: bool) -> None:
    here = LocationFactory(name="Lisbon")
    if not has_list:
        tree.add_position(locations=[here])
        tree.positions.unpublish()
    block_data.set_body(tree.home, [block_data.locations([here])])
    location = select(get_soup(client, "/"), ".location")
    assert text_of(location).endswith("No open positions")
    assert not location.select("a")


def test_30_locations_cost_as_many_queries_as_2(client: Client, tree: Tree) -> None:
    def queries(number: int, picked: bool) -> int:
        places = [LocationFactory(time_zone="Europe/Lisbon") for _ in range(number)]
        for place in places:
            tree.add_position(locations=[place])
        block_data.set_body(tree.team, [block_data.locations(places if picked else [])])
        client.get(tree.team.url)
        with CaptureQueriesContext(connection) as captured:
            assert len(names(get_soup(client, tree.team.url))) >= number
        return len(captured)

    for picked in (True, False):
        assert queries(2, picked) == queries(30, picked)


def test_site_whose_language_has_no_content_yet_shows_its_places(
    client: Client, tree: Tree, settings: Settings
) -> None:
    tree.add_position(locations=[LocationFactory(name="Lisbon")])
    block_data.set_body(tree.home, [block_data.locations()])
    settings.LANGUAGE_CODE = "he"
    assert names(get_soup(client, "/")) == ["Lisbon"]
