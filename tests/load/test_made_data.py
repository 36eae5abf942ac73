"""Whether positions that were made up could be a company's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest

from careers.positions.choices import Workplace
from tests.load.company import make_cities, make_teams
from tests.load.composing import FIRST_NUMBER, OLDEST, Composer, Position


@pytest.fixture(scope="module")
def many() -> list[Position]:
    return list(Composer(2000, 1).positions())


def share(many: list[Position], rule: Callable[[Position], bool]) -> float:
    """How many of a hundred positions follow `rule`."""
    return 100 * sum(map(rule, many)) / len(many)


def test_titles_and_texts_differ(many: list[Position]) -> None:
    assert len({position.title for position in many}) > 500
    bodies = {str([part["value"] for part in position.body]) for position in many}
    assert len(bodies) == len(many)
    assert [position.number for position in many][:2] == [FIRST_NUMBER, FIRST_NUMBER + 1]


def test_few_teams_and_places_have_many(many: list[Position]) -> None:
    teams = Counter(position.team.title for position in many).most_common()
    places = Counter(position.cities[0].name for position in many).most_common()
    for counted in (teams, places):
        assert counted[0][1] > 4 * counted[-1][1]


@pytest.mark.parametrize(("count", "teams", "places"), [(1000, 12, 20), (100_000, 331, 150)])
def test_teams_and_places_grow_with_the_positions(count: int, teams: int, places: int) -> None:
    assert len({team.title for team in make_teams(count)}) == teams
    assert len({city.slug for city in make_cities(count)}) == places


def test_dates_are_over_and_shares_are_those_of_a_company(many: list[Position]) -> None:
    for times in (position.times for position in many):
        assert times.posted is None or 0 <= times.posted <= OLDEST
        if times.closed is not None or times.closes_in is not None:
            assert times.posted is not None
            assert 0 <= (times.closed or 0) <= times.posted
            assert -(times.closes_in or 0) <= times.posted
    assert 1 < share(many, lambda position: position.times.posted is None) < 3
    assert 3 < share(many, lambda position: position.times.closed is not None) < 7
    assert 3 < share(many, lambda position: (position.times.closes_in or 0) < 0) < 7
    assert 30 < share(many, lambda position: position.pay is not None) < 50
    assert 15 < share(many, lambda position: position.workplace == Workplace.REMOTE) < 25


def test_remote_ones_say_from_where(many: list[Position]) -> None:
    for position in many:
        assert bool(position.countries) is (position.workplace == Workplace.REMOTE)


@pytest.mark.parametrize(("first", "last"), [("א", "ת"), ("а", "я"), ("à", "ÿ")])
def test_some_are_written_in_another_script(many: list[Position], first: str, last: str) -> None:
    def is_in_it(text: str) -> bool:
        return any(first <= character <= last for character in text.lower())

    written = [position for position in many if is_in_it(position.title)]
    assert 0.5 < 100 * len(written) / len(many) < 8
    for position in written:
        assert is_in_it(" ".join(part["value"]["text"] for part in position.body))
