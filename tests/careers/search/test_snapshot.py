"""The open positions in memory follow the database, and are read from it no more than needed."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from careers.models import PositionIndexPage, PositionPage, PositionText
from careers.search import snapshot as snapshots
from careers.search.normalize import SearchedWord
from careers.search.snapshot import Snapshot, snapshot
from tests.careers.roles import SUPERUSER, sign_in
from tests.factories import Tree, today


def titles(positions: Snapshot) -> list[str]:
    return [row[0] for row in positions.rows.values()]


def index_queries(call: Any) -> int:
    """How often the index of words is asked while `call` runs."""
    with CaptureQueriesContext(connection) as queries:
        call()
    tables = (PositionText._meta.db_table, f"{PositionText._meta.db_table}_body")
    return sum(f"FROM {table} " in query["sql"] for query in queries for table in tables)


def test_newest_position_is_the_first_and_one_without_a_date_the_last(tree: Tree) -> None:
    for title, days in (("older", 2), ("newer", 1), ("as new", 1)):
        tree.add_position(title=title, posted_date=today() - timedelta(days=days))
    undated = tree.add_position(title="undated")
    PositionPage.objects.filter(pk=undated.pk).update(posted_date=None)
    assert titles(snapshot(None, tree.positions)) == ["as new", "newer", "older", "undated"]


def test_only_rows_with_another_stamp_are_read_again(tree: Tree) -> None:
    first, second = (tree.add_position(title=title) for title in ("first", "second"))
    before = snapshot(None, tree.positions)
    texts = PositionText.objects
    texts.filter(pk=first.pk).update(title="not to be seen")
    texts.filter(pk=second.pk).update(title="changed", stamp=1)
    after = snapshot(None, tree.positions)
    assert titles(before) == ["second", "first"]
    assert titles(after) == ["changed", "first"]
    assert [list(after.words["title"].whole(word)) for word in ("changed", "second")] == [[0], []]


def test_all_rows_are_read_where_too_many_have_changed(
    tree: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(snapshots, "MAX_NAMED_ROWS", 1)
    for number in range(3):
        tree.add_position(title=f"Position {number}")
    assert titles(snapshot(None, tree.positions)) == ["position 2", "position 1", "position 0"]


def test_position_that_is_not_indexed_stands_in_the_list_alone(tree: Tree) -> None:
    position = tree.add_position(title="Painter")
    assert snapshot(None, tree.positions).with_word("painter")
    PositionText.objects.filter(pk=position.pk).delete()
    positions = snapshot(None, tree.positions)
    assert positions.keys == [position.pk]
    assert not positions.with_word("painter")
    assert not positions.values["team"]


def test_snapshot_stays_the_same_where_no_open_position_has_changed(tree: Tree) -> None:
    tree.add_position()
    before = snapshot(None, tree.positions)
    tree.home.title = "Another home"
    tree.home.save()
    assert snapshot(None, tree.positions) is before
    tree.add_position(closing_date=today() - timedelta(days=1))
    assert snapshot(None, tree.positions) is before
    tree.add_position()
    assert snapshot(None, tree.positions) is not before


def test_words_are_looked_up_once(tree: Tree) -> None:
    tree.add_position(body=[("section", {"heading": "", "text": "<p>Kubernetes, Kotlin</p>"})])
    positions = snapshot(None, tree.positions)
    known, new = SearchedWord("kubernetes"), SearchedWord("kotlin")
    assert index_queries(lambda: positions.ranked([known])) == 1
    assert index_queries(lambda: positions.ranked([known])) == 0
    assert index_queries(lambda: positions.ranked([known, new])) == 1
    assert [list(found) for found in positions.ranked([known, new])] == [[0], [0]]


def test_all_words_of_other_searches_are_looked_up_at_once(client: Client, tree: Tree) -> None:
    tree.add_position(title="Backend Engineer")
    page = "/positions/?q=zzzzzz+bakend+enginer"
    assert index_queries(lambda: client.get(page)) == 2  # as they are typed, as they are meant
    assert index_queries(lambda: client.get(page)) == 0


def test_too_many_words_are_not_kept(tree: Tree, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(snapshots, "MAX_KNOWN_WORDS", 2)
    tree.add_position(title="Painter")
    positions = snapshot(None, tree.positions)
    words = [SearchedWord(word) for word in ("painter", "paint", "position")]
    assert [bool(found) for found in positions.ranked(words)] == [True, True, False]
    assert index_queries(lambda: positions.ranked(words)) == 1
    assert [bool(found) for found in positions.ranked(words)] == [True, True, False]


def test_bodies_are_not_searched_for_one_or_two_letters(tree: Tree) -> None:
    tree.add_position(title="Painter", body=[("section", {"heading": "", "text": "<p>go</p>"})])
    positions = snapshot(None, tree.positions)
    short = [SearchedWord("g"), SearchedWord("go"), SearchedWord("go", is_whole=True)]
    assert index_queries(lambda: positions.ranked(short)) == 0
    assert not positions.with_words(short)
    assert positions.with_words([SearchedWord("pa")])


def test_page_that_was_never_saved_has_no_positions(db: None) -> None:
    assert snapshot(None, PositionIndexPage(path="", depth=0)).keys == []


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_transaction_finds_what_it_has_written(tree: Tree) -> None:
    tree.add_position(title="Painter")
    assert titles(snapshot(None, tree.positions)) == ["painter"]
    with transaction.atomic():
        tree.add_position(title="Sculptor")
        assert titles(snapshot(None, tree.positions)) == ["sculptor", "painter"]
        transaction.set_rollback(True)
    assert titles(snapshot(None, tree.positions)) == ["painter"]


def test_editors_and_visitors_find_a_change_at_once(client: Client, tree: Tree) -> None:
    position = tree.add_position(title="Painter")
    editor = sign_in(SUPERUSER)
    for reader in (client, editor):
        assert "Painter" in reader.get("/positions/").content.decode()
    position.title = "Sculptor"
    position.save_revision().publish()
    for reader in (client, editor):
        page = reader.get("/positions/?q=sculptor").content.decode()
        assert "Sculptor" in page
        assert "Painter" not in page
