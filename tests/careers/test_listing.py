from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from bs4 import BeautifulSoup
from django.http import HttpResponse
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from careers.models import PositionPage
from careers.positions.listing import MAX_SHOWN, requested_rows
from tests.careers.block_data import open_positions, set_body
from tests.factories import LocationFactory, PositionTypeFactory, Tree
from tests.soup import get_soup, texts_of

NONSENSE = [
    "",
    "x",
    "-5",
    "+10",
    "0",
    "000",
    "1.5",
    "1e3",
    " 10",
    "10 ",
    "٣",  # an Arabic three
    "²",
    "１０",  # full width
    "\x00",
    "10\x00",
    "' OR 1=1 --",
    "<script>",
    "x" * 10_000,
]
HTMX = {"HX-Request": "true", "HX-Target": "open-positions-rows"}


@pytest.mark.parametrize(
    ("show", "page_size", "expected"),
    [
        (None, 5, 5),
        ("1", 5, 5),
        ("5", 5, 5),
        ("6", 5, 10),
        ("10", 5, 10),
        ("0010", 5, 10),
        ("198", 5, 200),
        ("199", 7, 200),
        ("200", 5, 200),
        ("201", 5, 200),
        ("9" * 10_000, 5, 200),
        ("3", 1, 3),
        ("51", 50, 100),
    ],
)
def test_rows_are_rounded_up_to_the_page_size_and_limited(
    show: str | None, page_size: int, expected: int
) -> None:
    assert requested_rows(show, page_size) == expected


@pytest.mark.parametrize("show", NONSENSE)
def test_nonsense_counts_as_absent(show: str) -> None:
    assert requested_rows(show, 5) == requested_rows(None, 5)


@given(show=st.none() | st.text() | st.integers().map(str), page_size=st.integers(1, 50))
def test_rows_are_always_a_multiple_of_the_page_size_or_the_most(
    show: str | None, page_size: int
) -> None:
    rows = requested_rows(show, page_size)
    assert page_size <= rows <= MAX_SHOWN
    assert rows % page_size == 0 or rows == MAX_SHOWN


@given(
    fewer=st.integers(0, 300),
    more=st.integers(0, 300) | st.integers(10**3, 10**30),
    page_size=st.integers(1, 50),
)
def test_asking_for_more_never_shows_fewer(fewer: int, more: int, page_size: int) -> None:
    fewer, more = sorted((fewer, more))
    assert requested_rows(str(fewer), page_size) <= requested_rows(str(more), page_size)
    assert min(more, MAX_SHOWN) <= requested_rows(str(more), page_size)


# Through the page


@pytest.fixture
def team_url(tree: Tree) -> str:
    """A team with 12 open positions, the newest first: Position 12, Position 11 …"""
    for number in (*range(7, 13), *range(1, 7)):
        tree.add_position(title=f"Position {number}", posted_date=date(2026, 1, number))
    show_by(tree, 5)
    return tree.team.url


def test_row_names_places_and_types_in_the_editors_order_and_none_twice(
    client: Client, tree: Tree
) -> None:
    zagreb, lisbon = LocationFactory(name="Zagreb"), LocationFactory(name="Lisbon")
    student, intern = PositionTypeFactory(name="Student"), PositionTypeFactory(name="Intern")
    tree.add_position(
        title="Both", locations=[zagreb, lisbon, lisbon], types=[student, intern, intern]
    )
    tree.add_position(title="Neither", posted_date=date(2026, 1, 1))
    show_by(tree, 5)
    both, neither = get_soup(client, tree.team.url).select(".position-row")
    assert texts_of(both, ".meta li") == ["Zagreb", "Lisbon", tree.team.title]
    assert texts_of(both, ".tags li") == ["Student", "Intern"]
    assert texts_of(neither, "li") == [tree.team.title]


def show_by(tree: Tree, page_size: int) -> None:
    set_body(tree.team, [open_positions(page_size=page_size)])


def get(client: Client, url: str, show: str | None = None, **more: Any) -> Any:
    response = client.get(url, {} if show is None else {"show": show}, **more)
    assert response.status_code == 200
    return response


def soup(response: HttpResponse) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


def titles(page: BeautifulSoup) -> list[str]:
    return [link.get_text() for link in page.select("#open-positions-rows h3 a")]


def count(page: BeautifulSoup) -> str:
    status = page.select_one("#open-positions-count")
    assert status
    return status.get_text()


def next_link(page: BeautifulSoup) -> str | None:
    link = page.select_one("#open-positions-more a")
    return str(link["href"]) if link else None


def test_newest_positions_come_first_and_more_on_demand(client: Client, team_url: str) -> None:
    page = soup(get(client, team_url))
    assert titles(page) == [f"Position {number}" for number in range(12, 7, -1)]
    assert count(page) == "Showing 5 out of 12"
    assert next_link(page) == "?show=10#position-6"

    page = soup(get(client, team_url, "10"))
    assert titles(page) == [f"Position {number}" for number in range(12, 2, -1)]
    assert count(page) == "Showing 10 out of 12"
    assert next_link(page) == "?show=15#position-11"
    assert page.select_one("#position-10")

    for show in ("15", "200", "9" * 30):
        page = soup(get(client, team_url, show))
        assert len(titles(page)) == 12
        assert count(page) == "Showing 12 out of 12"
        assert next_link(page) is None


def test_positions_of_one_day_stand_in_the_order_of_their_ids(tree: Tree, client: Client) -> None:
    for number in (1, 2, 3):
        tree.add_position(title=f"Position {number}", posted_date=date(2026, 1, 1))
    show_by(tree, 5)
    assert titles(soup(get(client, tree.team.url))) == ["Position 3", "Position 2", "Position 1"]


def test_nonsense_in_the_address_shows_the_first_rows(client: Client, team_url: str) -> None:
    for show in NONSENSE:
        page = soup(get(client, team_url, show))
        assert count(page) == "Showing 5 out of 12", show
        assert next_link(page) == "?show=10#position-6"


def test_only_open_positions_of_this_team_are_listed(client: Client, tree: Tree) -> None:
    show_by(tree, 5)
    tree.add_position(title="Open here")
    tree.add_position(title="Closed", closing_date=date(2026, 1, 2))
    tree.add_position(title="Elsewhere", team=tree.add_team())
    page = soup(get(client, tree.team.url))
    assert titles(page) == ["Open here"]
    assert count(page) == "Showing 1 out of 1"


def test_team_without_open_positions_says_so(client: Client, tree: Tree) -> None:
    show_by(tree, 5)
    page = soup(get(client, tree.team.url))
    assert not page.select("#open-positions-listing")
    empty = page.select_one("#open-positions .empty")
    assert empty
    assert "no open positions in this team" in empty.get_text()


def test_beyond_the_most_the_list_goes_on_in_the_search(
    client: Client, team_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("careers.positions.listing.MAX_SHOWN", 8)
    page = soup(get(client, team_url))
    assert next_link(page) == "?show=8#position-6"
    page = soup(get(client, team_url, "8"))
    assert count(page) == "Showing 8 out of 12"
    further = urlsplit(next_link(page) or "")
    assert further.path == "/positions/"
    assert parse_qs(further.query) == {"team": ["backend-development"]}
    assert "12 open positions" in get(client, further.geturl()).content.decode()


def test_canonical_address_has_no_show(client: Client, team_url: str) -> None:
    link = soup(get(client, team_url, "10")).find("link", rel="canonical")
    assert link
    assert str(link["href"]).endswith("/teams/backend-development/")


# With htmx


def test_htmx_gets_the_listing_alone(client: Client, team_url: str) -> None:
    response = get(client, team_url, "10", headers=HTMX)
    page = soup(response)
    assert page.find(["html", "h1", "header", "footer"]) is None
    assert len(titles(page)) == 10
    assert count(page) == "Showing 10 out of 12"
    assert next_link(page) == "?show=15#position-11"
    assert "HX-Target" in response["Vary"]


def test_caches_keep_page_and_listing_apart(client: Client, team_url: str) -> None:
    response = get(client, team_url)
    assert "HX-Target" in response["Vary"]
    assert soup(response).h1


@pytest.mark.parametrize(
    "headers",
    [{"HX-Request": "true"}, {"HX-Request": "true", "HX-Target": "another"}, {"HX-Target": "x"}],
)
def test_other_requests_get_the_whole_page(
    client: Client, team_url: str, headers: dict[str, str]
) -> None:
    assert soup(get(client, team_url, headers=headers)).h1


@pytest.mark.parametrize(("page_size", "shown"), [(1, 1), (3, 3), (50, 12)])
def test_editor_chooses_how_many_are_shown_at_a_time(
    client: Client, tree: Tree, team_url: str, page_size: int, shown: int
) -> None:
    show_by(tree, page_size)
    assert len(titles(soup(get(client, team_url)))) == shown
    assert PositionPage.objects.open().count() == 12
