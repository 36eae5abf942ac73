from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import urlencode

import pytest
from bs4 import BeautifulSoup
from django.http import QueryDict
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from careers.models import PositionPage
from careers.positions.search import (
    LONGEST_QUERY,
    MOST_CHOICES,
    SLUG_LOOKUPS,
    PositionFilters,
    search_positions,
)
from tests.careers.examples import on_shared_rows
from tests.factories import (
    HomePageFactory,
    LocationFactory,
    PositionIndexPageFactory,
    PositionPageFactory,
    PositionTypeFactory,
    Tree,
)

HOSTILE = [
    "'",
    '"',
    "' OR '1'='1",
    "\\",
    "%",
    "_",
    "a\x00b",
    "\x00",
    "\x1b[31m",
    "\ud800",
    "<script>alert(1)</script>",
    "א" * 10_000,
    "x" * 10_000,
    "a " * 5_000,
    "-1",
    "0",
    "9" * 400,
    "1e9",
    "٣",
    "last",
]


@pytest.fixture
def careers(tree: Tree) -> Tree:
    """Three open positions that differ in all that a search looks at, and a closed one."""
    lisbon = LocationFactory(name="Lisbon", slug="lisbon")
    dublin = LocationFactory(name="Dublin", slug="dublin")
    intern = PositionTypeFactory(name="Intern", slug="intern")
    student = PositionTypeFactory(name="Student", slug="student")
    design = tree.add_team(title="Design", slug="design")
    tree.add_position(
        title="Backend Engineer",
        posted_date=date(2026, 1, 3),
        locations=[lisbon, dublin],
        types=[student, intern],
        workplace="remote",
    )
    tree.add_position(title="Backend Intern", posted_date=date(2026, 1, 2), locations=[dublin])
    tree.add_position(
        title="Illustrator", posted_date=date(2026, 1, 1), team=design, workplace="hybrid"
    )
    tree.add_position(title="Backend Ghost", closing_date=date(2026, 1, 2), locations=[lisbon])
    return tree


def found(client: Client, query: str) -> list[str]:
    page = soup(client, query)
    return [link.get_text() for link in page.select(".position-list h3 a")]


def soup(client: Client, query: str) -> BeautifulSoup:
    response = client.get(f"/positions/?{query}")
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["Backend Engineer", "Backend Intern", "Illustrator"]),
        ("q=backend", ["Backend Engineer", "Backend Intern"]),
        ("q=BACKEND+eng", ["Backend Engineer"]),
        ("q=design", ["Illustrator"]),
        ("q=lisbon", ["Backend Engineer"]),
        ("q=dublin+student", ["Backend Engineer"]),
        ("q=intern", ["Backend Engineer", "Backend Intern"]),
        ("q=remote", ["Backend Engineer"]),
        ("q=illustrator+lisbon", []),
        ("q=backend%C2%A0eng", ["Backend Engineer"]),
        ("q=backend%09%00eng", ["Backend Engineer"]),
        ("team=design", ["Illustrator"]),
        ("team=design&team=backend-development&q=i", None),
        ("location=lisbon", ["Backend Engineer"]),
        ("location=lisbon&location=dublin", ["Backend Engineer", "Backend Intern"]),
        ("type=intern&type=student", ["Backend Engineer"]),
        ("workplace=hybrid&workplace=remote", ["Backend Engineer", "Illustrator"]),
        ("team=design&workplace=remote", []),
        ("location=dublin&q=intern&type=intern", ["Backend Engineer"]),
        ("location=nowhere", []),
        ("location=&type=", ["Backend Engineer", "Backend Intern", "Illustrator"]),
        ("unknown=1", ["Backend Engineer", "Backend Intern", "Illustrator"]),
    ],
)
def test_every_word_and_one_value_of_every_filter_is_true(
    client: Client, careers: Tree, query: str, expected: list[str] | None
) -> None:
    everything = ["Backend Engineer", "Backend Intern", "Illustrator"]
    assert found(client, query) == (everything if expected is None else expected)


def test_word_with_a_joiner_that_does_not_print_is_found(client: Client, careers: Tree) -> None:
    title = "می\u200cخواهم"
    careers.add_position(title=title, slug="persian")
    assert found(client, urlencode({"q": title})) == [title]


def test_closed_position_is_in_no_result(client: Client, careers: Tree) -> None:
    for query in ("", "q=ghost", "location=lisbon"):
        assert "Backend Ghost" not in found(client, query)


def test_positions_of_another_site_are_in_no_result(client: Client, careers: Tree) -> None:
    index = PositionIndexPageFactory(parent=HomePageFactory(parent=careers.home.get_parent()))
    PositionPageFactory(title="Illustrator elsewhere", parent=index, team=careers.team)
    assert found(client, "q=illustrator") == ["Illustrator"]


def test_hostile_value_is_never_an_error(client: Client, careers: Tree) -> None:
    for hostile in HOSTILE:
        for names in (["q"], ["page"], SLUG_LOOKUPS):
            query = urlencode(dict.fromkeys(names, hostile), errors="surrogatepass")
            page = soup(client, query)
            assert page.find("script", string="alert(1)") is None
            assert names != ["page"] or len(page.select("li.position-row")) == 3, hostile


def test_hundreds_of_values_are_no_error(client: Client, careers: Tree) -> None:
    for name in ("q", "page", *SLUG_LOOKUPS):
        soup(client, urlencode({name: [str(number) for number in range(2_000)]}, doseq=True))


@pytest.mark.parametrize("page", ["²", "٣", "3.0", "+3", "9" * 10, "9" * 5_000])
def test_page_number_that_makes_no_sense_counts_as_absent(page: str) -> None:
    assert PositionFilters.parse(QueryDict(urlencode({"page": page}))).page == 1


def test_what_is_asked_for_has_bearable_limits() -> None:
    parameters = {"q": "x" * 10_000, "team": [f"{number:0300}" for number in range(2_000)]}
    filters = PositionFilters.parse(QueryDict(urlencode(parameters, doseq=True)))
    assert len(filters.query) == LONGEST_QUERY
    [(_name, slugs)] = filters.slugs
    assert len(slugs) == MOST_CHOICES
    assert {len(slug) for slug in slugs} == {LONGEST_QUERY}


@on_shared_rows
@given(
    parameters=st.dictionaries(
        st.sampled_from(["q", "page", *SLUG_LOOKUPS]), st.lists(st.text(), max_size=3)
    )
)
def test_any_parameters_give_a_page_of_positions(
    careers: Tree, parameters: dict[str, list[str]]
) -> None:
    query = QueryDict(mutable=True)
    for name, values in parameters.items():
        query.setlist(name, values)
    filters = PositionFilters.parse(query)
    results = search_positions(PositionPage.objects.open(), filters)
    assert results.number == 1
    assert len(list(results)) == results.paginator.count <= 3


@given(query=st.text(), slugs=st.lists(st.text(max_size=10), max_size=4))
def test_links_lead_to_the_same_filters(query: str, slugs: list[str]) -> None:
    parameters = QueryDict(mutable=True)
    parameters["q"] = query
    parameters.setlist("team", slugs)
    filters = PositionFilters.parse(parameters)
    assert len(filters.query) <= LONGEST_QUERY
    assert PositionFilters.parse(QueryDict(filters.querystring())) == filters
    assert filters.is_active == bool(filters.querystring())


# The page


@pytest.fixture
def _three_pages(tree: Tree, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("careers.positions.search.RESULTS_PER_PAGE", 2)
    for number in range(5):
        tree.add_position(title=f"Tester {number}")


@pytest.mark.usefixtures("_three_pages")
def test_results_stand_on_pages_that_keep_the_filters(client: Client) -> None:
    page = soup(client, "q=tester&team=backend-development&page=2")
    assert len(page.select("li.position-row")) == 2
    current = page.select_one(".pages [aria-current=page]")
    assert current
    assert current.get_text() == "2"
    for relation, number in (("prev", 1), ("next", 3)):
        link = page.select_one(f".pages a[rel={relation}]")
        assert link
        assert link["href"] == f"?q=tester&team=backend-development&page={number}"


@pytest.mark.usefixtures("_three_pages")
def test_page_number_is_the_nearest_that_there_is(client: Client) -> None:
    pages = {"": "1", "x": "1", "-1": "1", "0": "1", "3": "3", "4": "3", "9" * 9: "3"}
    for number, shown in pages.items():
        current = soup(client, urlencode({"page": number})).select_one("[aria-current=page]")
        assert current
        assert current.get_text() == shown


@pytest.mark.parametrize(
    ("query", "expected"),
    [("", None), ("page=2", None), ("q=x", "noindex, follow"), ("team=x", "noindex, follow")],
)
def test_filtered_lists_are_not_for_search_engines(
    client: Client, tree: Tree, query: str, expected: str | None
) -> None:
    robots: Any = soup(client, query).find("meta", {"name": "robots"})
    assert (robots and robots["content"]) == expected


def test_query_stands_in_the_field_again(client: Client, careers: Tree) -> None:
    field: Any = soup(client, urlencode({"q": '"><b>'})).select_one("input[name=q]#q")
    assert field["value"] == '"><b>'


def test_page_says_when_nothing_fits(client: Client, careers: Tree) -> None:
    page = soup(client, "q=nothing")
    assert "Nothing open fits" in page.get_text()
    assert page.select_one(".results-head a[href='/positions/']")


def test_words_do_not_multiply_the_rows_of_a_position(tree: Tree) -> None:
    places = [LocationFactory(name=f"Aa {number}") for number in range(3)]
    kinds = [PositionTypeFactory(name=f"Aa {number}") for number in range(3)]
    tree.add_position(title="Aa", locations=places, types=kinds)
    found = PositionFilters.parse(QueryDict("q=a+aa")).apply(PositionPage.objects.open())
    assert found.count() == 1
    assert not found.query.distinct  # which would only hide the 81 rows that joins make of one
