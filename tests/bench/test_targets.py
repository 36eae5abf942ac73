from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.bench.targets import NAMES, OpenPosition, choose, make_targets, misspell

POSITIONS = [
    OpenPosition(1, "Backend Developer", "data", ("lodz",)),
    OpenPosition(2, "Senior Backend Engineer", "data", ("lodz",)),
    OpenPosition(3, "Backend Engineer", "data", ("lodz", "krakow")),
    *(OpenPosition(number, "Recruiter", "data", ()) for number in range(4, 9)),
    OpenPosition(9, "Designer", "data", ("krakow",)),
    *(OpenPosition(number, "Designer", "art", ("krakow",)) for number in range(10, 14)),
]


def test_search_goes_by_the_largest_team_its_location_and_the_words_there() -> None:
    choice = choose(POSITIONS)
    assert (choice.team, choice.location) == ("data", "lodz")
    assert choice.query == "backend engineer"
    assert choice.position == 2


def test_equally_frequent_words_and_teams_are_chosen_whatever_their_order() -> None:
    positions = [
        OpenPosition(1, "Designer", "data", ("lodz",)),
        OpenPosition(2, "Analyst", "data", ("lodz",)),
        OpenPosition(3, "Engineer", "design", ("krakow",)),
        OpenPosition(4, "Engineer", "design", ("krakow",)),
    ]
    assert choose(positions) == choose(positions[::-1])
    assert choose(positions).query == "analyst"


@pytest.mark.parametrize(
    "skipped",
    [
        [OpenPosition(number, "QA", "largest", ("lodz",)) for number in range(10, 30)],
        [OpenPosition(number, "Engineer", "largest", ()) for number in range(10, 30)],
        [OpenPosition(number, "Инженер", "largest", ("lodz",)) for number in range(10, 30)],
    ],
    ids=["short words", "no location", "another script"],
)
def test_team_without_a_search_is_passed_over(skipped: list[OpenPosition]) -> None:
    assert choose([*skipped, *POSITIONS]).team == "data"


def test_one_word_is_enough() -> None:
    assert choose([OpenPosition(1, "Designer", "design", ("krakow",))]).query == "designer"


def test_nothing_to_search_for_is_an_error() -> None:
    with pytest.raises(LookupError):
        choose([OpenPosition(1, "QA", "data", ("lodz",))])


def test_one_word_is_misspelt() -> None:
    choice = choose(POSITIONS)
    first, second = choice.misspelt.split()
    assert first != "backend"
    assert sorted(first) == sorted("backend")
    assert second == "engineer"


@given(st.text("abc", min_size=6, max_size=12).filter(lambda word: len(set(word[1:])) > 1))
def test_misspelt_word_has_two_neighbours_exchanged_after_its_first_letter(word: str) -> None:
    found = misspell(word)
    changed = [place for place in range(len(word)) if word[place] != found[place]]
    assert len(changed) == 2
    first, second = changed
    assert first > 0
    assert second == first + 1
    assert (found[first], found[second]) == (word[second], word[first])


def test_frequent_word_is_that_of_all_titles() -> None:
    designers = [OpenPosition(number, "Designer", "art", ()) for number in range(20, 30)]
    choice = choose([*POSITIONS, *designers])
    assert (choice.team, choice.frequent) == ("art", "designer")
    recruiters = [OpenPosition(number, "Recruiter", f"{number}", ()) for number in range(20, 30)]
    choice = choose([*POSITIONS, *recruiters])
    assert (choice.query, choice.frequent) == ("backend engineer", "recruiter")


def test_each_page_is_asked_for_once() -> None:
    targets = make_targets(
        choose(POSITIONS),
        team="/teams/data/",
        teams="/teams/",
        position="/positions/one/",
        index="/positions/",
    )
    paths = {target.name: target.path for target in targets}
    assert tuple(paths) == NAMES
    assert len(set(paths.values())) == len(targets)
    assert paths["teams"] == "/teams/"
    filters = {"team": ["data"], "location": ["lodz"]}
    assert query_of(paths["search"]) == {}
    assert query_of(paths["search-letter"]) == {"q": ["s"]}
    assert query_of(paths["search-word"]) == {"q": [choose(POSITIONS).frequent]}
    assert query_of(paths["search-team"]) == {"team": ["data"]}
    assert query_of(paths["search-filtered"]) == {"q": ["backend engineer"], **filters}
    misspelt = {"q": [choose(POSITIONS).misspelt], **filters}
    assert query_of(paths["search-misspelt"]) == misspelt


def query_of(path: str) -> dict[str, list[str]]:
    return parse_qs(urlsplit(path).query)
