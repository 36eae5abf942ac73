from __future__ import annotations

from typing import Any

import pytest

from careers.checks.own_facts import own_facts_are_right
from careers.facts import ChoiceFact, Fact, NumberRangeFact, TextFact
from tests.careers.facts.conftest import GiveFacts


def errors() -> list[Any]:
    return own_facts_are_right(None)


def test_facts_that_are_right_are_not_reported(give_facts: GiveFacts) -> None:
    give_facts(
        ChoiceFact("workplace", name="where"),
        NumberRangeFact("pay_min", "pay_max", name="grade"),
        ChoiceFact("team", object_label="title", name="unit"),
    )
    assert errors() == []


@pytest.mark.parametrize(
    ("fact", "words"),
    [
        (ChoiceFact("workplace"), "name of a parameter"),
        (TextFact("reference", name="page"), "name of a parameter"),
        (TextFact("reference", name="locale"), "name of a parameter"),
        (TextFact("reference", name="pay-grade"), "can't be a parameter"),
        (TextFact("reference", name="Größe"), "can't be a parameter"),
        (TextFact("nowhere"), "made of a field 'nowhere'"),
        (NumberRangeFact("pay_min", "nowhere", name="grade"), "made of a field 'nowhere'"),
        (ChoiceFact("reference"), "nothing to choose from"),
        (ChoiceFact("team", name="unit"), "needs the field 'name' of careers.TeamPage"),
    ],
)
def test_fact_that_is_wrong_is_reported_with_what_to_write(
    fact: Fact, words: str, give_facts: GiveFacts
) -> None:
    give_facts(fact)
    [error] = errors()
    assert error.id == "careers.E009"
    assert words in error.msg
    assert error.hint


def test_two_facts_of_one_name_are_reported(give_facts: GiveFacts) -> None:
    give_facts(TextFact("reference", name="x"), TextFact("title", name="x"))
    assert [error.msg for error in errors()] == ["There are 2 facts of the name 'x'."] * 2
