from __future__ import annotations

import pytest
from django.http import HttpRequest
from django.test import RequestFactory

from careers.models import PositionIndexPage, PositionPage
from careers.search.parameters import PositionFilters
from careers.search.results import PositionSearch
from careers.search.search import search_positions
from careers.search.snapshot import snapshot
from careers.search.spelling import check_spelling
from tests.factories import (
    HomePageFactory,
    LocationFactory,
    PositionIndexPageFactory,
    PositionTypeFactory,
    Tree,
)


@pytest.fixture
def request_of_visitor(rf: RequestFactory) -> HttpRequest:
    return rf.get("/positions/", headers={"host": "localhost"})


@pytest.fixture
def careers(tree: Tree) -> Tree:
    tree.add_position(
        title="Backend Engineer",
        locations=[LocationFactory(name="Łódź")],
        types=[PositionTypeFactory(name="Full time")],
        body=[("section", {"heading": "", "text": "<p>Kubernetes and Kotlin</p>"})],
    )
    tree.add_position(title="Дизайнер интерфейсов")
    tree.add_position(title="מפתחת תוכנה")
    return tree


def meant(tree: Tree, query: str, index: PositionIndexPage | None = None) -> str | None:
    """What the search takes `query` for, or `None` where it takes it literally."""
    positions = snapshot(None, index or tree.positions)
    spelling = check_spelling(positions, PositionFilters(query=query).words)
    return " ".join(spelling.meant.values()) if spelling.is_mistyped else None


#: What is typed, and what it is taken for where it isn't taken literally.
TYPED = [
    ("backnd", "backend"),  # a letter missing,
    ("backeend", "backend"),  # one too many,
    ("backemd", "backend"),  # another one,
    ("bakcend", "backend"),  # two swapped
    ("bakcemd", "backend"),  # two errors in a longer word
    ("bakceemd", None),  # and three
    ("tome", "time"),
    ("tiem", "time"),
    ("tioe", "time"),
    ("tame", "time"),
    ("teem", None),  # two errors in a short word
    ("loda", "łódź"),
    ("LÓDŻŹ", "łódź"),
    ("дизайнре", "дизайнер"),
    ("מפתחתת", "מפתחת"),
    ("backe", None),  # the beginning of a word
    ("kuberntes", None),  # in a body alone
    ("kubernetes", None),
    ("12", None),
    ("x", None),
    ('"backnd"', None),
    ("backnd zzzzzz", None),
    ("backnd enginer", "backend engineer"),
]


def test_word_that_nothing_has_means_the_nearest_name(careers: Tree) -> None:
    assert [(query, meant(careers, query)) for query, _expected in TYPED] == TYPED


def test_nearer_word_is_meant_then_the_more_frequent_then_the_first(tree: Tree) -> None:
    for number, title in enumerate(("Marker", "Barker", "Barker", "Marketing")):
        tree.add_position(title=title, slug=f"position-{number}")
    assert meant(tree, "zarker") == "barker"
    tree.add_position(title="Marker", slug="second")
    assert meant(tree, "zarker") == "barker"
    tree.add_position(title="Marker", slug="third")
    assert meant(tree, "zarker") == "marker"
    tree.add_position(title="Zarkers")
    assert meant(tree, "zarkerz") == "zarkers"


def test_word_is_written_as_in_the_newest_position(tree: Tree) -> None:
    for slug, title in (("older", "Résumé"), ("newer", "Resumé"), ("newest", "Resume")):
        tree.add_position(title=title, slug=slug)
    assert meant(tree, "resumee") == "resumé"


def test_word_is_never_meant_that_only_closed_positions_have(careers: Tree) -> None:
    PositionPage.objects.filter(title__contains="Backend").update(live=False)
    careers.team.title = "Frescoes"
    careers.team.save()
    assert meant(careers, "backnd") is None


def test_words_that_nothing_open_has_are_in_nobodys_way(tree: Tree) -> None:
    for letter in "abcdefghijklmn":
        tree.add_position(title=f"{letter}ola", live=True)
    PositionPage.objects.update(live=False)
    tree.add_position(title="Yola")
    assert meant(tree, "xola") == "yola"


def test_word_of_another_site_is_never_meant(careers: Tree) -> None:
    other = PositionIndexPageFactory(parent=HomePageFactory(parent=careers.home.get_parent()))
    careers.add_position(title="Frescoes", parent=other)
    assert meant(careers, "frescos", other) == "frescoes"
    assert meant(careers, "frescos") is None


def search(tree: Tree, request: HttpRequest, **asked: object) -> PositionSearch:
    return search_positions(tree.positions, request, PositionFilters(**asked))  # type: ignore[arg-type]


def test_search_goes_on_with_the_words_that_are_meant(
    careers: Tree, request_of_visitor: HttpRequest
) -> None:
    found = search(careers, request_of_visitor, query="Backnd, Enginer lodz")
    assert [row.title for row in found.rows] == ["Backend Engineer"]
    assert found.is_corrected
    assert found.filters.query == "Backnd, Enginer lodz"
    assert found.searched.query == "backend engineer lodz"


def test_what_was_typed_can_be_searched_for_literally(
    careers: Tree, request_of_visitor: HttpRequest
) -> None:
    found = search(careers, request_of_visitor, query='Backnd "Enginer')
    assert found.is_corrected
    literally = search(careers, request_of_visitor, query=found.literally.query)
    assert not literally.is_corrected
    assert not literally.total


@pytest.mark.parametrize("length", [190, 198, 199, 200])
def test_long_query_can_be_searched_for_literally(
    careers: Tree, request_of_visitor: HttpRequest, length: int
) -> None:
    query = f"bakcend {'enginer ' * 40}"[:length].strip()
    found = search(careers, request_of_visitor, query=query)
    assert all(word.is_whole for word in found.literally.words)


def test_empty_result_offers_the_nearest_words_and_what_to_leave_out(
    careers: Tree, request_of_visitor: HttpRequest
) -> None:
    careers.add_position(title="Staff Engineer", workplace="remote")
    careers.add_position(
        title="Cook", body=[("section", {"heading": "", "text": "<p>Good stuff</p>"})]
    )
    found = search(
        careers,
        request_of_visitor,
        query="stuff engineer",
        team=(careers.team.slug,),
        workplace=("hybrid",),
    )
    offers = {
        (suggestion.label, suggestion.query, suggestion.number) for suggestion in found.suggestions
    }
    assert offers == {("", "", 5)}
    found = search(careers, request_of_visitor, query="stuff engineer", workplace=("remote",))
    offers = {
        (suggestion.label, suggestion.query, suggestion.number) for suggestion in found.suggestions
    }
    assert offers == {
        ("“staff engineer”", "staff engineer", 1),
        ("“stuff engineer”", "", 1),
        ("", "", 5),
    }


def test_empty_result_offers_to_leave_unknown_words_out(
    careers: Tree, request_of_visitor: HttpRequest
) -> None:
    found = search(careers, request_of_visitor, query="zzzzzz engineer qqqqqq")
    assert not found.is_corrected
    offers = [
        (suggestion.label, suggestion.filters.query, suggestion.number)
        for suggestion in found.suggestions
    ]
    assert offers == [("“zzzzzz engineer qqqqqq”", "", 3), ("“zzzzzz qqqqqq”", "engineer", 1)]


def test_empty_result_offers_to_leave_out_what_narrows_most(
    careers: Tree, request_of_visitor: HttpRequest
) -> None:
    design = careers.add_team(title="Design", slug="design")
    careers.add_position(title="Painter", team=design, workplace="hybrid")
    found = search(
        careers, request_of_visitor, team=("design", careers.team.slug), workplace=("remote",)
    )
    suggestion, everything = found.suggestions
    assert (everything.filters.is_active, everything.number) == (False, 4)
    assert (suggestion.label, suggestion.number) == ("“Remote”", 4)
    assert suggestion.filters == PositionFilters(team=("design", careers.team.slug))


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("bakcend zzzzzz", ["“backend zzzzzz”", "“backend”"]),
        ("bakcend enginer zzzzzz", ["“backend engineer”"]),
        ('"bakcend"', ["“backend”"]),
        ('"backend enginer"', ["“backend engineer”"]),
    ],
)
def test_empty_result_offers_known_words_alone_as_they_are_meant(
    careers: Tree, request_of_visitor: HttpRequest, query: str, expected: list[str]
) -> None:
    found = search(careers, request_of_visitor, query=query)
    assert not found.total
    instead = [suggestion.label for suggestion in found.suggestions if suggestion.query]
    assert instead == [label for label in expected if "zzz" not in label]


def test_word_of_two_letters_is_not_corrected(tree: Tree) -> None:
    tree.add_position(title="A Friday Engineer")
    assert meant(tree, "qa") is None
    assert meant(tree, "zz engneer") is None
