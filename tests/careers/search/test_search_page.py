from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import urlencode

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from pytest_django import Settings
from wagtail.models import Locale

from careers.search.parameters import FILTERS
from tests.factories import (
    HomePageFactory,
    LocationFactory,
    PositionIndexPageFactory,
    PositionPageFactory,
    PositionTypeFactory,
    TeamIndexPageFactory,
    TeamPageFactory,
    Tree,
    make_private,
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


EVERYTHING = ["Backend Engineer", "Backend Intern", "Illustrator"]
#: Query strings and what they find, in its order.
FOUND = [
    ("", EVERYTHING),
    ("q=backend", ["Backend Engineer", "Backend Intern"]),
    ("q=BACKEND+eng", ["Backend Engineer"]),
    ("q=design", ["Illustrator"]),
    ("q=lisbon", ["Backend Engineer"]),
    ("q=dublin+student", ["Backend Engineer"]),
    ("q=intern", ["Backend Intern", "Backend Engineer"]),
    ("q=remote", ["Backend Engineer"]),
    ("q=illustrator+lisbon", []),
    ("q=backend%C2%A0eng", ["Backend Engineer"]),
    ("q=backend%09%00eng", ["Backend Engineer"]),
    ("team=design", ["Illustrator"]),
    (
        "team=design&team=backend-development&q=i",
        ["Backend Intern", "Illustrator", "Backend Engineer"],
    ),
    ("location=lisbon", ["Backend Engineer"]),
    ("location=lisbon&location=dublin", ["Backend Engineer", "Backend Intern"]),
    ("type=intern&type=student", ["Backend Engineer"]),
    ("workplace=hybrid&workplace=remote", ["Backend Engineer", "Illustrator"]),
    ("team=design&workplace=remote", []),
    ("location=dublin&q=intern&type=intern", ["Backend Engineer"]),
    ("location=nowhere", []),
    ("location=&type=", EVERYTHING),
    ("unknown=1", EVERYTHING),
]


def test_every_word_and_one_value_of_every_filter_is_true(client: Client, careers: Tree) -> None:
    assert [(query, found(client, query)) for query, _expected in FOUND] == FOUND


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
        for names in (["q"], ["page"], FILTERS):
            query = urlencode(dict.fromkeys(names, hostile), errors="surrogatepass")
            page = soup(client, query)
            assert page.find("script", string="alert(1)") is None
            assert names != ["page"] or len(page.select("li.position-row")) == 3, hostile


def test_hundreds_of_values_are_no_error(client: Client, careers: Tree) -> None:
    for name in ("q", "page", *FILTERS):
        soup(client, urlencode({name: [str(number) for number in range(2_000)]}, doseq=True))


# The page


@pytest.fixture
def _three_pages(tree: Tree, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("careers.search.search.RESULTS_PER_PAGE", 2)
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
        page_of = f"&page={number}" if number > 1 else ""
        assert link["href"] == f"/positions/?q=tester&team=backend-development{page_of}"


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


def test_page_says_when_nothing_fits_and_what_to_do(client: Client, careers: Tree) -> None:
    page = soup(client, "q=nothing&workplace=hybrid")
    assert "Nothing open fits" in page.get_text()
    offers = [" ".join(link.get_text(" ").split()) for link in page.select(".empty-suggestions a")]
    assert offers == ["Without “nothing” 1 position", "All open positions 3 positions"]
    assert [link["href"] for link in page.select(".empty-suggestions a")] == [
        "/positions/?workplace=hybrid",
        "/positions/",
    ]


def test_page_says_when_there_are_no_positions_at_all(client: Client, tree: Tree) -> None:
    assert "There are no open positions today." in soup(client, "").get_text()


def test_page_says_what_was_searched_for_instead(client: Client, careers: Tree) -> None:
    page = soup(client, "q=bakcend+enginer")
    [shown] = page.select("#search-count em")
    assert shown.get_text() == "backend engineer"
    [literally] = page.select("#search-count a")
    assert literally.get_text() == "bakcend enginer"
    assert not found(client, str(literally["href"]).partition("?")[2])
    field: Any = page.select_one("input[name=q]")
    assert field["value"] == "bakcend enginer"


def test_choices_say_what_they_would_leave_under_the_other_filters(
    client: Client, careers: Tree
) -> None:
    page = soup(client, "team=backend-development&type=intern")
    numbers = {}
    for label in page.select(".filter-group label"):
        box: Any = label.find("input")
        number = "".join(filter(str.isdigit, label.get_text()))
        is_none = label in page.select(".is-none")
        numbers[box["value"]] = (int(number), box.has_attr("checked"), is_none)
    assert numbers["backend-development"] == (1, True, False)
    assert numbers["design"] == (0, False, True)
    assert numbers["remote"] == (1, False, False)
    assert numbers["hybrid"] == (0, False, True)
    assert numbers["lisbon"] == (1, False, False)
    assert numbers["intern"] == (1, True, False)
    assert numbers["student"] == (1, False, False)


def test_page_shows_the_choices_that_count_and_a_link_to_all(client: Client, tree: Tree) -> None:
    for number in range(12):
        town = LocationFactory(name=f"Town {number:02}", slug=f"town-{number:02}")
        for _ in range(1 + number % 3):
            tree.add_position(locations=[town])
    page = soup(client, "q=position&location=town-00")
    shown = [str(box["value"]) for box in page.select("#filter-location input")]
    frequent = [f"town-{number:02}" for number in (2, 5, 8, 11, 1, 4, 7)]
    assert shown == ["town-00", *frequent]
    [link] = page.select("#filter-location a")
    assert link.get_text() == "4 more (Location)"
    address = str(link["href"]).removesuffix("#filter-location")
    assert address == "/positions/?q=position&location=town-00&all=location"
    page = soup(client, address.partition("?")[2])
    all_shown = [str(box["value"]) for box in page.select("#filter-location [type=checkbox]")]
    others = [f"town-{number:02}" for number in (3, 6, 9, 10)]
    assert all_shown == [*shown, *others]
    # The next search keeps them in sight, and search engines find the address without.
    [kept] = page.select("#filter-location [type=hidden]")
    assert (kept["form"], kept["name"], kept["value"]) == ("search-form", "all", "location")
    assert [chip["href"] for chip in page.select("a.chip")] == [
        "/positions/?location=town-00&all=location",
        "/positions/?q=position&all=location",
    ]
    canonical: Any = page.find("link", {"rel": "canonical"})
    assert canonical["href"].endswith("/positions/?q=position&location=town-00")


def test_each_thing_asked_for_can_be_removed(client: Client, careers: Tree) -> None:
    page = soup(client, "q=back&team=backend-development&team=design&page=2")
    chips = {
        link.get_text(" ").split(" ", 1)[1].strip(): link["href"]
        for link in page.select(".chips a.chip")
    }
    assert chips == {
        "“back”": "/positions/?team=backend-development&team=design",
        "Backend Development": "/positions/?q=back&team=design",
        "Design": "/positions/?q=back&team=backend-development",
    }
    [clear] = page.select(".chips a.text-link")
    assert clear["href"] == "/positions/"


def head(client: Client, query: str) -> dict[str, str | None]:
    page = soup(client, query)
    robots: Any = page.find("meta", {"name": "robots"})
    canonical: Any = page.find("link", {"rel": "canonical"})
    description: Any = page.find("meta", {"name": "description"})
    return {
        "title": page.title and page.title.get_text().strip(),
        "robots": robots and robots["content"],
        "canonical": canonical["href"].removeprefix("http://localhost"),
        "description": description and description["content"],
    }


@pytest.mark.parametrize(
    ("query", "title", "description"),
    [
        ("team=design", "Design: open positions", "Design: 1 open position – Illustrator"),
        (
            "location=dublin",
            "Open positions in Dublin",
            "Dublin: 2 open positions – Backend Engineer, Backend Intern",
        ),
    ],
)
def test_list_of_a_team_or_a_place_is_for_search_engines(
    client: Client, careers: Tree, query: str, title: str, description: str
) -> None:
    said = head(client, query)
    assert said == {
        "title": said["title"],
        "robots": None,
        "canonical": f"/positions/?{query}",
        "description": description,
    }
    assert title in str(said["title"])


@pytest.mark.parametrize(
    ("query", "canonical"),
    [
        ("team=design&team=backend-development", None),
        ("location=dublin&team=design", "team=design&location=dublin"),
        ("q=back&page=7", "q=back"),
        ("country=pt", "country=PT"),
        ("workplace=remote", None),
        ("team=nobody", None),
        ("location=dublin&q=", "location=dublin"),
    ],
)
def test_other_lists_have_a_canonical_address_and_are_not(
    client: Client, careers: Tree, query: str, canonical: str | None
) -> None:
    said = head(client, query)
    is_single = canonical == "location=dublin"
    assert said["robots"] == (None if is_single else "noindex, follow")
    assert said["canonical"] == f"/positions/?{canonical or query}"


@pytest.mark.usefixtures("_three_pages")
def test_pages_of_all_positions_are_for_search_engines(client: Client) -> None:
    assert head(client, "page=2")["canonical"] == "/positions/?page=2"
    assert head(client, "page=2")["robots"] is None
    assert head(client, "page=1000000000")["canonical"] == "/positions/?page=3"


@pytest.mark.usefixtures("_three_pages")
def test_page_says_which_of_how_many_it_shows(client: Client) -> None:
    for query, expected in {
        "": "Showing 2 out of 5",
        "page=2": "Showing 3–4 out of 5",
        "page=3": "Showing 5–5 out of 5",
    }.items():
        assert expected in " ".join(soup(client, query).get_text().split())


def test_part_that_a_script_asks_for_is_the_same_without_the_frame(
    client: Client, careers: Tree
) -> None:
    whole = soup(client, "q=back")
    response = client.get("/positions/?q=back", headers={"HX-Target": "search-results"})
    assert "HX-Target" in response["Vary"]
    part = BeautifulSoup(response.content, "html.parser")
    assert not part.select("header, footer, title")
    for place in ("#search-count", "#search-found", "#search-filters"):
        [here], [there] = part.select(place), whole.select(place)
        assert here.decode() == there.decode(), place


# What nobody may see, and what stands elsewhere


def choices(client: Client, name: str) -> dict[str, str]:
    """The values of a filter on the page of all positions, and what they are called."""
    labels = soup(client, "").select(f"#filter-{name} label")
    return {
        str(label.find("input")["value"]): str(label.find(string=True, recursive=False)).strip()  # type: ignore[index]
        for label in labels
    }


def test_nothing_private_can_be_chosen_or_found(client: Client, careers: Tree) -> None:
    secret = careers.add_team(title="Manhattan", slug="manhattan")
    make_private(secret)
    careers.add_position(title="Physicist", team=secret)
    place = LocationFactory(name="Oak Ridge", country="US", locale=Locale.objects.get())
    hidden = careers.add_position(
        title="Secret", workplace="remote", countries=["KP"], locations=[place]
    )
    make_private(hidden)
    assert "manhattan" not in choices(client, "team")
    assert "KP" not in choices(client, "country")
    for query in ("q=physicist", "q=secret", "q=manhattan", "team=manhattan", "country=kp"):
        page = soup(client, query)
        assert not page.select(".position-row"), query
        assert "Manhattan" not in page.get_text().replace("“manhattan”", ""), query
    assert "physicist" not in soup(client, "q=phisicist").select_one("main").get_text()  # type: ignore[union-attr]


def test_team_and_place_from_elsewhere_can_be_chosen_where_positions_have_them(
    client: Client, careers: Tree, settings: Settings
) -> None:
    settings.WAGTAIL_I18N_ENABLED = True
    german = Locale.objects.create(language_code="de")
    munich = LocationFactory(name="München", slug="munich", country="DE", locale=german)
    LocationFactory(name="Köln", slug="cologne", country="DE", locale=german)
    other = TeamIndexPageFactory(
        parent=HomePageFactory(parent=careers.home.get_parent()), slug="teams"
    )
    elsewhere = TeamPageFactory(parent=other, title="Brewing", slug="brewing")
    TeamPageFactory(parent=other, title="Nobody", slug="nobody")
    TeamPageFactory(parent=other, title="Same", slug="backend-development")
    careers.add_position(title="Brewer", team=elsewhere, locations=[munich])
    assert choices(client, "location").keys() == {"lisbon", "dublin", "munich"}
    assert choices(client, "team") == {
        "backend-development": "Backend Development",
        "design": "Design",
        "brewing": "Brewing",
    }
    assert choices(client, "country")["DE"] == "Germany"
    assert found(client, "location=munich&team=brewing") == ["Brewer"]
