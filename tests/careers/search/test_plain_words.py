"""The search on a database without an index of words, as MySQL and MariaDB have it."""

from __future__ import annotations

import pytest
from django.db import connection

from careers.search import body_words
from careers.search.body_words import positions_with_words
from careers.search.normalize import SearchedWord
from tests.careers import block_data
from tests.factories import Tree

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor == "postgresql", reason="it keeps no text of the words"),
]

WORDS = [
    SearchedWord("pigment"),
    SearchedWord("pigm"),
    SearchedWord("igment"),
    SearchedWord("pigm", is_whole=True),
    SearchedWord("pigment", is_whole=True),
    SearchedWord("lodz"),
    SearchedWord("מורה"),
    SearchedWord("𝒳"),
    SearchedWord("c"),
]


@pytest.fixture(autouse=True)
def without_index(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(body_words, "_SEARCHES", {})


def describe(tree: Tree, text: str) -> int:
    section = block_data.section(text=f"<p>{text}</p>")
    return tree.add_position(body=[section]).pk


def test_words_and_their_beginnings_are_found_in_bodies() -> None:
    tree = Tree()
    first, second = describe(tree, "Pigment from Łódź"), describe(tree, "Pigments, מורה")
    found = positions_with_words(WORDS)
    assert {word.text: set(keys) for word, keys in found.items() if not word.is_whole} == {
        "pigment": {first, second},
        "pigm": {first, second},
        "igment": set(),
        "lodz": {first},
        "מורה": {second},
        "𝒳": set(),
        "c": set(),
    }
    assert found[SearchedWord("pigm", is_whole=True)] == []
    assert found[SearchedWord("pigment", is_whole=True)] == [first]


@pytest.mark.parametrize(("word", "other"), [("straße", "strafe"), ("𠀀𠀀", "𠀁𠀁"), ("ı", "i")])
def test_words_are_compared_letter_by_letter(word: str, other: str) -> None:
    tree = Tree()
    key = describe(tree, f"{other} alone")
    found = positions_with_words([SearchedWord(word), SearchedWord(other)])
    assert list(found.values()) == [[], [key]]
