"""Positions in JSON: the same search as that of the page, and all of a position."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlencode, urlsplit

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from careers.kept.facts import forget
from tests.careers import block_data
from tests.careers.api.reading import get, read
from tests.factories import LocationFactory, PositionTypeFactory, Tree, make_private, today
from tests.soup import get_soup, texts_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def careers(tree: Tree) -> Tree:
    """Positions that differ in all that a search looks at, and a closed one."""
    lisbon = LocationFactory(name="Lisbon", slug="lisbon", country="PT")
    dublin = LocationFactory(name="Dublin", slug="dublin", country="IE")
    intern = PositionTypeFactory(name="Intern", slug="intern", employment_type="INTERN")
    design = tree.add_team(title="Design", slug="design")
    tree.add_position(
        title="Backend Engineer",
        slug="backend-engineer",
        posted_date=date(2026, 1, 3),
        locations=[lisbon, dublin],
        pay_min=Decimal("62000.50"),
        pay_max=Decimal(84000),
        pay_currency="EUR",
        pay_period="year",
    )
    tree.add_position(
        title="Designer",
        posted_date=date(2026, 1, 2),
        team=design,
        locations=[dublin],
        types=[intern],
        workplace="remote",
        countries=["PT", "IE"],
    )
    tree.add_position(title="Tester", posted_date=date(2026, 1, 1), locations=[lisbon])
    tree.add_position(title="Closed Engineer", closing_date=today() - timedelta(days=1))
    return tree


SEARCHES: list[dict[str, Any]] = [
    {},
    {"q": "engineer"},
    {"q": "enginere"},
    {"q": "nothing like it"},
    {"team": "design"},
    {"team": ["design", "backend-development"]},
    {"location": "lisbon", "q": "tester"},
    {"country": "IE", "workplace": "remote"},
    {"type": "intern", "location": "lisbon"},
    {"team": "unknown"},
    {"page": 9},
]


@pytest.mark.parametrize("query", SEARCHES)
def test_search_finds_what_the_page_finds(careers: Tree, client: Client, query: Any) -> None:
    found = read("positions/", query)
    page = get_soup(client, f"/positions/?{urlencode(query, doseq=True)}")
    titles = [position["title"] for position in found["results"]]
    assert titles == texts_of(page, ".position-row h3")
    count = texts_of(page, "#results-heading")[0]
    assert count.startswith(str(found["total"]) if found["total"] else "No ")
    chips = [bdi.get_text() for bdi in page.select(".chip bdi")]
    assert [active["label"] for active in found["active_filters"]] == chips
    for facet in found["facets"]:
        for choice in facet["choices"]:
            box = page.select_one(f'input[name="{facet["name"]}"][value="{choice["value"]}"]')
            assert box is not None
            assert box.has_attr("checked") == choice["is_active"]
    assert bool(found["correction"]) == bool(page.select(".correction"))


def test_correction_names_the_query_and_how_to_insist(careers: Tree) -> None:
    found = read("positions/", {"q": "enginere"})
    assert found["correction"]["query"] == "engineer"
    assert parse_qs(urlsplit(found["correction"]["literally_url"]).query) == {"q": ['"enginere"']}


def test_suggestion_leads_to_a_search_that_finds_as_many(careers: Tree) -> None:
    found = read("positions/", {"type": "intern", "location": "lisbon"})
    assert found["total"] == 0
    assert found["suggestions"]
    for suggestion in found["suggestions"]:
        query = dict(parse_qsl(urlsplit(suggestion["url"]).query))
        assert read("positions/", query)["total"] == suggestion["total"] > 0


def test_active_filter_leads_to_the_search_without_it(careers: Tree) -> None:
    found = read("positions/", {"q": "engineer", "location": "lisbon", "limit": 2, "locale": "en"})
    query, location = found["active_filters"]
    assert (query["name"], location["name"]) == ("q", "location")
    assert parse_qs(urlsplit(query["url"]).query) == {
        "location": ["lisbon"],
        "limit": ["2"],
        "locale": ["en"],
    }


def test_pages_of_results_hold_each_position_once(tree: Tree) -> None:
    tree.fill(7)
    seen: list[str] = []
    address: str | None = "/api/careers/v1/positions/?limit=3"
    while address:
        response = Client().get(address)
        found = response.json()
        assert (found["total"], found["pages"], found["limit"]) == (7, 3, 3)
        seen += [position["slug"] for position in found["results"]]
        address = found["links"]["next"]
        assert ('rel="next"' in response.get("Link", "")) == bool(address)
    assert len(seen) == len(set(seen)) == 7


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ({"limit": 0}, "limit"),
        ({"limit": 101}, "limit"),
        ({"page": 0}, "page"),
        ({"page": "²"}, "page"),
        ({"q": ["a", "b"]}, "q"),
        ({"q": "a b c d e f g h i"}, "q"),
        ({"q": "x" * 201}, "q"),
        ({"country": "ZZ"}, "country"),
        ({"workplace": "moon"}, "workplace"),
        ({"team": "no slug"}, "team"),
        ({"team": [f"team-{number}" for number in range(51)]}, "team"),
        ({"fields": "title,secret"}, "fields"),
    ],
)
def test_invalid_parameter_is_named(careers: Tree, query: Any, parameter: str) -> None:
    problem = read("positions/", query, status=422)
    assert {error["parameter"] for error in problem["errors"]} == {parameter}


def test_fields_slim_the_results(careers: Tree) -> None:
    found = read("positions/", {"fields": "title,url"})
    assert all([*position] == ["title", "url"] for position in found["results"])
    assert "fields=title" in read("positions/", {"fields": "title", "limit": 1})["links"]["next"]


def test_position_in_a_list_says_what_candidates_compare(careers: Tree) -> None:
    engineer, designer, _tester = read("positions/")["results"]
    assert engineer["url"] == "http://localhost/positions/backend-engineer/"
    assert engineer["team"]["path"] == "/teams/backend-development/"
    assert [location["slug"] for location in engineer["locations"]] == ["lisbon", "dublin"]
    assert engineer["locations"][0]["country"] == {"code": "PT", "name": "Portugal"}
    pay = engineer["pay"]
    assert (pay["min"], pay["max"], pay["currency"]) == (62000.5, 84000, "EUR")
    assert engineer["posted_date"] == "2026-01-03"
    assert designer["workplace"] == {"value": "remote", "label": "Remote"}
    assert [country["code"] for country in designer["countries"]] == ["IE", "PT"]
    assert designer["types"][0]["employment_type"] == "INTERN"
    assert designer["pay"] is None


def test_position_has_all_of_its_page(careers: Tree) -> None:
    position = careers.add_position(
        title="Analyst",
        slug="analyst",
        reference="A-7",
        apply_url="https://apply.example/7",
        body=block_data.as_body([block_data.section(), block_data.faq()]),
    )
    found = read("positions/analyst/")
    assert found["id"] == position.pk
    assert found["is_open"] is True
    assert (found["reference"], found["apply_url"]) == ("A-7", "https://apply.example/7")
    assert [(block["type"], block["anchor"]) for block in found["body"]] == [
        ("section", ""),
        ("faq", "faq"),
    ]
    assert [page["path"] for page in found["ancestors"]] == ["/", "/positions/"]
    assert found["head"]["canonical"] == "http://localhost/positions/analyst/"
    assert "Backend Engineer" in [similar["title"] for similar in found["similar"]]
    assert found == read("pages/", {"path": "/positions/analyst/"})


def test_closed_position_is_gone_with_others_like_it(careers: Tree) -> None:
    response = get("positions/closed-engineer/")
    found = response.json()
    assert response.status_code == 410
    assert found["is_open"] is False
    assert found["closed_on"] == (today() - timedelta(days=1)).isoformat()
    assert found["apply_url"] == ""
    assert found["head"]["robots"] == "noindex"
    assert len(found["similar"]) == 3


def test_position_of_a_hidden_team_is_not_there(careers: Tree) -> None:
    make_private(careers.team)
    assert get("positions/backend-engineer/").status_code == 404
    assert get("pages/", {"path": "/positions/backend-engineer/"}).status_code == 404
    assert [position["title"] for position in read("positions/")["results"]] == ["Designer"]


@pytest.mark.parametrize("number", [3, 40])
def test_list_costs_the_same_whatever_its_length(tree: Tree, number: int) -> None:
    for _number in range(3):
        tree.add_position(locations=[LocationFactory()], types=[PositionTypeFactory()])
    tree.fill(number)
    get("positions/")
    forget()
    with CaptureQueriesContext(connection) as queries:
        read("positions/", {"limit": 100})
    assert len(queries) == 16
    with CaptureQueriesContext(connection) as queries:
        read("positions/", {"limit": 100})
    assert len(queries) == 2
