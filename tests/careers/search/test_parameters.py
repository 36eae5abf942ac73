from __future__ import annotations

from urllib.parse import urlencode

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from careers.core.numbered_pages import MAX_PAGE
from careers.search.normalize import SearchedWord
from careers.search.parameters import (
    FILTERS,
    MAX_CHOICES,
    MAX_QUERY_LENGTH,
    MAX_SLUG_LENGTH,
    MAX_WORDS,
    PositionFilters,
)

PARAMETERS = ("q", "page", *FILTERS)


def parse(query: str) -> tuple[PositionFilters, list[str]]:
    """The filters, and the parameters that something is wrong with."""
    filters, errors = PositionFilters.parse(QueryDict(query))
    assert all(str(error.message) for error in errors)
    return filters, [error.parameter for error in errors]


def test_each_parameter_is_read() -> None:
    query = (
        "q=back+end&team=data&team=mobile&workplace=remote&location=łódź&country=pt&type=intern"
        "&page=3"
    )
    expected = PositionFilters(
        query="back end",
        team=("data", "mobile"),
        workplace=("remote",),
        location=("łódź",),
        country=("PT",),
        type=("intern",),
        page=3,
    )
    assert parse(query) == (expected, [])


@pytest.mark.parametrize("query", ["", "q=&team=&page=", "q=+&country=&country=", "utm_source=x"])
def test_what_is_empty_or_unknown_counts_as_absent(query: str) -> None:
    assert parse(query) == (PositionFilters(), [])


@pytest.mark.parametrize(
    ("query", "expected", "wrong"),
    [
        ("q=a&q=b", PositionFilters(query="b"), ["q"]),
        ("q=" + "x" * 300, PositionFilters(query="x" * MAX_QUERY_LENGTH), ["q"]),
        ("q=a%00b", PositionFilters(query="a b"), ["q"]),
        ("q=%3C%22%3E", PositionFilters(), ["q"]),
        ("team=a&team=a", PositionFilters(team=("a",)), []),
        ("team=a%27b", PositionFilters(team=("a'b",)), ["team"]),
        ("team=" + "x" * 300, PositionFilters(team=("x" * MAX_SLUG_LENGTH,)), ["team"]),
        ("workplace=moon", PositionFilters(workplace=("moon",)), ["workplace"]),
        ("country=XX", PositionFilters(country=("XX",)), ["country"]),
        ("page=0", PositionFilters(), ["page"]),
        ("page=-1", PositionFilters(), ["page"]),
        ("page=1.5", PositionFilters(), ["page"]),
        ("page=%C2%B2", PositionFilters(), ["page"]),
        ("page=%D9%A3", PositionFilters(), ["page"]),
        ("page=1&page=2", PositionFilters(page=2), ["page"]),
        ("page=007", PositionFilters(page=7), []),
        ("page=1000000000", PositionFilters(page=10**9), []),
        ("page=" + "9" * 400, PositionFilters(page=MAX_PAGE), []),
    ],
)
def test_what_is_wrong_is_told_and_gives_sensible_filters(
    query: str, expected: PositionFilters, wrong: list[str]
) -> None:
    assert parse(query) == (expected, wrong)


def test_values_have_a_bearable_number() -> None:
    filters, wrong = parse(urlencode({"type": range(2_000)}, doseq=True))
    assert len(filters.type) == MAX_CHOICES
    assert wrong == ["type"]


def test_words_have_a_bearable_number() -> None:
    filters, wrong = parse(urlencode({"q": "a b c d e f g h i j"}))
    assert [word.text for word in filters.words] == list("abcdefgh")
    assert len(filters.words) == MAX_WORDS
    assert wrong == ["q"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("Łódź łódź data", ["lodz", "data"]),
        ('"data" eng', [("data", True), "eng"]),
        ('"data eng', ["data", "eng"]),
        ('"back end" "c++"', [("back", True), ("end", True), ("cpp", True)]),
        ('מנכ"ל א"ב', ["מנכל", "אב"]),
    ],
)
def test_words_in_quotation_marks_are_meant_as_they_are(
    query: str, expected: list[str | tuple[str, bool]]
) -> None:
    words = [
        SearchedWord(word) if isinstance(word, str) else SearchedWord(*word) for word in expected
    ]
    assert PositionFilters(query=query).words == words


def test_one_thing_can_be_left_out() -> None:
    filters = PositionFilters(query="x", team=("a", "b"), type=("c",), page=4)
    assert filters.without("query") == PositionFilters(team=("a", "b"), type=("c",))
    assert filters.without("team", "a") == PositionFilters(query="x", team=("b",), type=("c",))
    assert filters.without("team") == PositionFilters(query="x", type=("c",))


@given(
    st.dictionaries(
        st.sampled_from(PARAMETERS), st.lists(st.text(max_size=12), max_size=3), max_size=7
    )
)
def test_address_leads_to_the_same_filters(given_parameters: dict[str, list[str]]) -> None:
    parameters = QueryDict(mutable=True)
    for name, values in given_parameters.items():
        parameters.setlist(name, values)
    filters, _errors = PositionFilters.parse(parameters)
    again, errors = PositionFilters.parse(QueryDict(filters.querystring().removeprefix("?")))
    assert again == filters
    assert {error.parameter for error in errors} <= {"q", *FILTERS}  # too many words, odd slugs
    assert filters.is_active == bool(filters.without("query").active or filters.query)
