"""Ranges of numbers: what a value of the filter finds, and which values are offered."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careers.facts import NumberRangeFact
from careers.facts.number_range_fact import MAX_CHOICES, _starts

FACT = NumberRangeFact("low", "high", name="grade")
#: Numbers beyond those that the tests use, for a range without an end.
ENDS = (-1, 60)

Ends = tuple[int | None, int | None]

ends: st.SearchStrategy[int | None] = st.none() | st.integers(0, 50)
ranges: st.SearchStrategy[Ends] = st.tuples(ends, ends).filter(lambda each: is_range(*each))


def is_range(low: int | None, high: int | None) -> bool:
    if low is None or high is None:
        return low is not high
    return low <= high


def numbers_in(low: int | None, high: int | None) -> set[int]:
    return set(range(ENDS[0] if low is None else low, (ENDS[1] if high is None else high) + 1))


@given(asked=ranges, had=ranges)
def test_filter_finds_ranges_that_have_a_number_in_common(asked: Ends, had: Ends) -> None:
    [value], [token] = FACT.tokens(asked), FACT.tokens(had)
    assert FACT.can_exist(value)
    is_found = bool(list(FACT.found_by(value, [token])))
    assert is_found == bool(numbers_in(*asked) & numbers_in(*had))


@pytest.mark.parametrize(
    "value", ["", "-", "abc", "9-1", "1-2-3", "--1", "1.5", "³", "٣", "1_0", " 1", "1\n", "9" * 10]
)
def test_what_says_no_range_finds_nothing(value: str) -> None:
    assert not FACT.can_exist(value)
    assert list(FACT.found_by(value, ["1-5", "9-"])) == []


@pytest.mark.parametrize(
    ("values", "text"),
    [
        ((3, 7), "3–7"),
        ((3, 3), "3"),
        ((3, None), "from 3"),
        ((None, 7), "up to 7"),
        ((0, 0), "0"),
        ((None, None), ""),
    ],
)
def test_range_is_said_in_words(values: Ends, text: str) -> None:
    assert FACT.text(values) == text


def test_nothing_has_no_form_and_no_value() -> None:
    assert FACT.represent((None, None)) is None
    assert FACT.represent((0, None)) == {"min": 0, "max": None, "text": "from 0"}
    assert list(FACT.tokens((None, None))) == []


@given(low=st.integers(0, 10**9), span=st.integers(0, 10**9))
def test_choices_are_few_ranges_of_one_size_that_hold_all_numbers(low: int, span: int) -> None:
    high = low + span
    starts = _starts(low, high)
    sizes = {second - first for first, second in itertools.pairwise(starts)} or {1}
    assert 1 <= len(starts) <= MAX_CHOICES
    assert len(sizes) == 1
    assert starts[0] <= low
    assert high < starts[-1] + sizes.pop()


def test_swapped_ends_are_a_problem() -> None:
    assert [name for name, _problem in FACT.problems((9, 1))] == ["high"]
    assert [*FACT.problems((1, 9)), *FACT.problems((None, 1)), *FACT.problems((9, None))] == []
