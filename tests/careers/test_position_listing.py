"""The table of positions in the admin: what it shows, finds, orders and exports."""

from __future__ import annotations

import csv
from datetime import UTC, date, datetime, timedelta
from io import BytesIO, StringIO
from typing import Any

import pytest
from django.core.paginator import Paginator
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook
from pytest_django import Settings

from careers.models import PositionPage
from careers.roles import MARKETING, RECRUITERS, create_roles
from tests.careers.roles import sign_in
from tests.factories import LocationFactory, PositionTypeFactory, Tree, today
from tests.soup import get_soup, text_of

DAY = timedelta(days=1)
TITLE, TEAM, LOCATIONS, WORKPLACE, STATE, POSTED, CLOSING = range(1, 8)


@pytest.fixture
def recruiter(tree: Tree) -> Client:
    create_roles()
    return sign_in(RECRUITERS)


def listing(query: str = "") -> str:
    return reverse("careers_positions:index") + query


def explorer(tree: Tree, query: str = "") -> str:
    return reverse("wagtailadmin_explore", args=[tree.positions.pk]) + query


def rows(client: Client, url: str) -> list[list[str]]:
    """The texts of the cells, without the title's menu."""
    table = get_soup(client, url).select("table.listing tbody tr")
    return [
        [text_of(cell.select_one(".title-wrapper") or cell) for cell in row.find_all("td")]
        for row in table
    ]


def titles(client: Client, query: str = "") -> list[str]:
    return [row[TITLE] for row in rows(client, listing(query))]


def export(client: Client, query: str = "?") -> list[dict[str, str]]:
    response: Any = client.get(listing(f"{query}&export=csv"))
    text = b"".join(response.streaming_content).decode()
    return list(csv.DictReader(StringIO(text)))


@pytest.mark.parametrize("place", ["listing", "explorer"])
def test_columns(recruiter: Client, tree: Tree, place: str) -> None:
    tree.add_position(
        title="Tester",
        workplace="hybrid",
        locations=[LocationFactory(name="Kraków"), LocationFactory(name="Haifa")],
        posted_date=date(2026, 2, 1),
        closing_date=today() + 100 * DAY,
    )
    url = listing() if place == "listing" else explorer(tree)
    [row] = rows(recruiter, url)
    assert row[TITLE : CLOSING + 1] == [
        "Tester",
        "Backend Development",
        "Kraków, Haifa",
        "Hybrid",
        "Open",
        "01/02/2026",
        f"{today() + 100 * DAY:%d/%m/%Y}",
    ]


@pytest.mark.parametrize(
    ("values", "state"),
    [
        ({}, "Open"),
        ({"closing_date": today() + 3 * DAY}, "Closing soon"),
        ({"closing_date": today() - DAY}, "Closed"),
        ({"closed_at": timezone.now()}, "Closed"),
        ({"live": False}, "Draft"),
    ],
)
def test_state_stands_in_words(
    recruiter: Client, tree: Tree, values: dict[str, Any], state: str
) -> None:
    tree.add_position(**values)
    [row] = rows(recruiter, listing())
    assert row[STATE] == state


def test_position_of_a_hidden_team_is_not_called_open(recruiter: Client, tree: Tree) -> None:
    tree.add_position(team=tree.add_team(live=False))
    [row] = rows(recruiter, listing())
    assert row[STATE] == "Not visible"


def test_draft_that_waits_for_its_day_is_scheduled(recruiter: Client, tree: Tree) -> None:
    position = tree.add_position(live=False, go_live_at=timezone.now() + DAY)
    position.save_revision().publish()
    [row] = rows(recruiter, listing())
    assert row[STATE] == f"Scheduled for {timezone.localtime() + DAY:%d/%m/%Y}"


def test_live_position_with_changes_says_so(recruiter: Client, tree: Tree) -> None:
    position = tree.add_position()
    position.title = "Changed"
    position.save_revision()
    [row] = rows(recruiter, listing())
    assert row[STATE] == "Open with changes not published"


# Finding


@pytest.mark.parametrize(
    "words",
    ["tester", "TEST", "back-17", "backend", "kraków", "intern", "hybrid", "tester kraków"],
)
def test_search_finds_by_title_reference_team_location_and_type(
    recruiter: Client, tree: Tree, words: str
) -> None:
    tree.add_position(
        title="Tester",
        reference="BACK-17",
        workplace="hybrid",
        locations=[LocationFactory(name="Kraków")],
        types=[PositionTypeFactory(name="Intern")],
    )
    tree.add_position(title="Other", team=tree.add_team(title="Design"))
    assert titles(recruiter, f"?q={words}") == ["Tester"]


@pytest.mark.parametrize("words", ["tester haifa", "%00", "'; drop", "x" * 5000])
def test_search_for_what_is_not_there_finds_nothing(
    recruiter: Client, tree: Tree, words: str
) -> None:
    tree.add_position(title="Tester", locations=[LocationFactory(name="Kraków")])
    found = titles(recruiter, f"?q={words}")
    assert found == ([] if words != "%00" else ["Tester"])


def test_filters(recruiter: Client, tree: Tree) -> None:
    kraków, haifa = LocationFactory(name="Kraków"), LocationFactory(name="Haifa")
    intern = PositionTypeFactory(name="Intern")
    design = tree.add_team(title="Design")
    tree.add_position(title="A", locations=[kraków, haifa], types=[intern], workplace="remote")
    tree.add_position(title="B", locations=[haifa], closing_date=today() + 5 * DAY)
    tree.add_position(title="C", team=design, live=False)

    def found(query: str) -> set[str]:
        return set(titles(recruiter, query))

    assert found(f"?location={kraków.pk}") == {"A"}
    assert found(f"?location={kraków.pk}&location={haifa.pk}") == {"A", "B"}
    assert found(f"?location={haifa.pk}&workplace=remote") == {"A"}
    assert found(f"?type={intern.pk}") == {"A"}
    assert found(f"?team={design.pk}") == {"C"}
    assert found("?state=draft&state=open") == {"A", "C"}
    assert found(f"?closing_before={today() + 6 * DAY}") == {"B"}
    assert found(f"?closing_before={today() + 5 * DAY}") == set()
    assert found(f"?q=b&location={haifa.pk}") >= {"B"}


@pytest.mark.parametrize(
    "query", ["?state=nonsense", "?team=0", "?team=x", "?closing_before=yesterday", "?location=-1"]
)
def test_filter_that_makes_no_sense_finds_nothing(
    recruiter: Client, tree: Tree, query: str
) -> None:
    tree.add_position()
    assert titles(recruiter, query) == []


@pytest.mark.parametrize("query", ["", "?q=tester", "?state=open"])
def test_explorer_shows_the_positions_of_its_page_alone(
    admin_client: Client, tree: Tree, query: str
) -> None:
    tree.add_position(title="Tester here")
    Tree().add_position(title="Tester there")
    assert [row[TITLE] for row in rows(admin_client, explorer(tree, query))] == ["Tester here"]
    if query:
        everywhere = rows(admin_client, explorer(tree, f"{query}&search_all=1"))
        assert {row[TITLE] for row in everywhere} == {"Tester here", "Tester there"}


# Order


@pytest.mark.parametrize(
    "key",
    ["title", "team__title", "first_location", "workplace", "state", "posted_date", "closing_date"],
)
def test_every_column_orders_both_ways(recruiter: Client, tree: Tree, key: str) -> None:
    first = tree.add_position(
        title="A",
        team=tree.add_team(title="Team A"),
        locations=[LocationFactory(name="A"), LocationFactory(name="Z")],
        workplace="hybrid",
        posted_date=date(2026, 1, 1),
        closing_date=today() - DAY,
    )
    last = tree.add_position(
        title="B",
        team=tree.add_team(title="Team B"),
        locations=[LocationFactory(name="B")],
        workplace="remote",
        posted_date=date(2026, 1, 2),
        closing_date=today() + 100 * DAY,
    )
    assert titles(recruiter, f"?ordering={key}") == [first.title, last.title]
    assert titles(recruiter, f"?ordering=-{key}") == [last.title, first.title]


@pytest.mark.parametrize("direction", ["", "-"])
def test_empty_dates_come_last_both_ways(recruiter: Client, tree: Tree, direction: str) -> None:
    tree.add_position(title="None")
    tree.add_position(title="Date", closing_date=today())
    assert titles(recruiter, f"?ordering={direction}closing_date") == ["Date", "None"]


def test_newest_come_first_and_nonsense_orders_as_nothing(recruiter: Client, tree: Tree) -> None:
    tree.add_position(title="Old", posted_date=date(2026, 1, 1))
    tree.add_position(title="New", posted_date=date(2026, 1, 2))
    assert titles(recruiter) == ["New", "Old"]
    assert titles(recruiter, "?ordering=password") == ["New", "Old"]


# Export


def test_export_holds_what_is_filtered_in_its_order(recruiter: Client, tree: Tree) -> None:
    for number in range(60):
        tree.add_position(title=f"Engineer {number:02}")
    tree.add_position(title="Tester", reference="R-1", closing_date=today() + DAY)
    found = export(recruiter, "?q=engineer&ordering=title")
    assert [row["Title"] for row in found] == [f"Engineer {number:02}" for number in range(60)]
    [tester] = export(recruiter, "?q=tester")
    assert tester["Team"] == "Backend Development"
    assert tester["State"] == "Closing soon"
    assert tester["Closing date"] == f"{today() + DAY}"
    assert tester["Reference"] == "R-1"
    assert tester["Address"].endswith("/positions/tester/")


FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", " =1+1", "\t=1", "＝1+1", "=HYPERLINK('x')\r=1"]


@pytest.mark.parametrize("text", FORMULAS)
def test_formula_is_a_text_in_an_export(recruiter: Client, tree: Tree, text: str) -> None:
    position = tree.add_position()
    PositionPage.objects.filter(pk=position.pk).update(title=text, reference=text)
    [row] = export(recruiter)
    assert row["Title"].startswith("'")
    assert row["Reference"].startswith("'")

    response: Any = recruiter.get(listing("?export=xlsx"))
    sheet: Any = load_workbook(BytesIO(b"".join(response.streaming_content))).active
    assert sheet["A2"].data_type == "s"
    assert sheet["J2"].data_type == "s"


@pytest.mark.parametrize("file_format", ["csv", "xlsx"])
def test_control_characters_do_not_break_an_export(
    recruiter: Client, tree: Tree, file_format: str
) -> None:
    position = tree.add_position()
    PositionPage.objects.filter(pk=position.pk).update(title="A\x0bB\x1f")
    assert recruiter.get(listing(f"?export={file_format}")).status_code == 200


def test_moment_of_closing_is_written_on_the_clock_of_the_reader(
    recruiter: Client, tree: Tree, settings: Settings
) -> None:
    settings.TIME_ZONE = "Europe/Lisbon"
    tree.add_position(closed_at=datetime(2026, 7, 1, 9, 30, 15, tzinfo=UTC))
    [row] = export(recruiter)
    assert row["Closed at"] == "2026-07-01 10:30"


def test_number_for_the_script_has_no_separators(
    recruiter: Client, tree: Tree, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.USE_THOUSAND_SEPARATOR = True
    tree.add_position()
    monkeypatch.setattr(Paginator, "count", 1234)
    soup = get_soup(recruiter, listing())
    assert soup.select("[data-careers-bulk-total='1234']")


@pytest.mark.parametrize("index", ["", "x", "-1", "9" * 18, "9" * 5000])
def test_page_that_is_none_has_no_positions(recruiter: Client, tree: Tree, index: str) -> None:
    tree.add_position()
    assert titles(recruiter, f"?index={index}") == []


# Who sees it


def test_marketing_is_kept_out(tree: Tree) -> None:
    create_roles()
    response = sign_in(MARKETING).get(listing())
    assert response.status_code == 302


def test_recruiter_sees_own_lists_alone(recruiter: Client, tree: Tree) -> None:
    tree.add_position(title="Ours")
    other = Tree()
    other.add_position(title="Theirs")
    assert titles(recruiter) == ["Ours"]


def test_title_is_escaped(recruiter: Client, tree: Tree) -> None:
    tree.add_position(title="<script>x</script>", locations=[LocationFactory(name="<b>Kraków</b>")])
    html = recruiter.get(listing()).content.decode()
    assert "<script>x" not in html
    assert "<b>Kraków" not in html


@pytest.mark.parametrize("place", ["listing", "explorer", "export"])
def test_number_of_queries_does_not_grow(recruiter: Client, tree: Tree, place: str) -> None:
    urls = {
        "listing": listing(),
        "explorer": explorer(tree),
        "export": listing("?export=csv"),
    }

    def add(number: int) -> None:
        for _ in range(number):
            tree.add_position(
                team=tree.add_team(),
                locations=[LocationFactory(), LocationFactory()],
                types=[PositionTypeFactory()],
            )

    def read() -> None:
        response: Any = recruiter.get(urls[place])
        assert b"".join(response) if response.streaming else response.content

    add(2)
    read()
    with CaptureQueriesContext(connection) as before:
        read()
    add(10)
    with CaptureQueriesContext(connection) as after:
        read()
    assert len(after) == len(before)
