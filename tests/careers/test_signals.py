"""The signals about positions and teams: each once, after the commit, whatever the way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from unittest.mock import patch

import pytest
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone
from hypothesis import example, given, settings
from hypothesis import strategies as st
from wagtail.models import PageViewRestriction

from careers.guards.refusal import RefusedError
from careers.models import PositionPage
from careers.positions.lifecycle import Close, MoveToTeam, Reopen, SetClosingDate, announce, apply
from careers.signals import position_changed, position_closed, position_opened, team_changed
from tests.careers.drafts import save_draft, stored
from tests.careers.examples import on_shared_rows
from tests.factories import Tree, make_private, today

DAY = timedelta(days=1)


@dataclass
class Sent:
    """The titles of positions and teams for which signals were sent, in their order."""

    opened: list[str] = field(default_factory=list)
    closed: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    fields: list[Any] = field(default_factory=list)
    teams: list[str] = field(default_factory=list)

    def clear(self) -> None:
        for titles in (self.opened, self.closed, self.changed, self.fields, self.teams):
            titles.clear()

    def all(self) -> tuple[list[str], list[str], list[str]]:
        return self.opened, self.closed, self.changed


@pytest.fixture
def sent() -> Iterator[Sent]:
    sent = Sent()

    def note_opened(positions: list[PositionPage], **kwargs: Any) -> None:
        sent.opened += [position.title for position in positions]

    def note_closed(positions: list[PositionPage], **kwargs: Any) -> None:
        sent.closed += [position.title for position in positions]

    def note_changed(positions: list[PositionPage], fields: Any, **kwargs: Any) -> None:
        sent.changed += [position.title for position in positions]
        sent.fields.append(fields)

    def note_teams(teams: list[Any], **kwargs: Any) -> None:
        sent.teams += [team.title for team in teams]

    receivers = (
        (position_opened, note_opened),
        (position_closed, note_closed),
        (position_changed, note_changed),
        (team_changed, note_teams),
    )
    for signal, receiver in receivers:
        signal.connect(receiver)
    yield sent
    for signal, receiver in receivers:
        signal.disconnect(receiver)


@pytest.fixture
def position(tree: Tree, sent: Sent) -> PositionPage:
    position = tree.save_position(title="Tester")
    sent.clear()
    return position


def test_new_position_is_opened_and_changed_once(tree: Tree, sent: Sent) -> None:
    tree.save_position(title="Tester")
    assert sent.all() == (["Tester"], [], ["Tester"])


def test_draft_tells_nothing_until_it_is_published(tree: Tree, sent: Sent) -> None:
    position = tree.save_position(title="Tester", live=False)
    revision = save_draft(position)
    assert sent.all() == ([], [], [])
    revision.publish()
    assert sent.all() == (["Tester"], [], ["Tester"])


def test_draft_of_a_published_position_tells_nothing(position: PositionPage, sent: Sent) -> None:
    save_draft(position, title="Senior Tester")
    assert sent.all() == ([], [], [])


def test_publishing_again_is_a_change_alone(position: PositionPage, sent: Sent) -> None:
    save_draft(position, title="Senior Tester").publish()
    assert sent.all() == ([], [], ["Senior Tester"])


def test_close_and_reopen_are_told_with_what_changed(position: PositionPage, sent: Sent) -> None:
    Close(position).execute()
    assert sent.all() == ([], ["Tester"], ["Tester"])
    assert sent.fields == [{"closed_at"}]
    sent.clear()
    Reopen(position).execute()
    assert sent.all() == (["Tester"], [], ["Tester"])


def test_many_are_told_with_one_signal(tree: Tree, sent: Sent) -> None:
    positions = [tree.save_position(title=title) for title in ("Painter", "Potter")]
    sent.clear()
    apply(Close, [position.pk for position in positions])
    assert sent.closed == ["Painter", "Potter"]
    assert len(sent.fields) == 1


def test_one_transaction_tells_once_and_after_its_commit(
    position: PositionPage, sent: Sent
) -> None:
    with transaction.atomic():
        Close(position).execute()
        Reopen(position).execute()
        SetClosingDate(position, day=today()).execute()
        assert sent.all() == ([], [], [])
    assert sent.all() == ([], [], ["Tester"])
    assert sent.fields == [{"closed_at", "closing_date"}]


def test_rolled_back_transaction_tells_nothing(position: PositionPage, sent: Sent) -> None:
    with transaction.atomic():
        Close(position).execute()
        transaction.set_rollback(True)
    assert sent.all() == ([], [], [])
    assert announce() == ([], [])


def test_alias_follows_in_the_signals_too(tree: Tree, position: PositionPage, sent: Sent) -> None:
    alias = position.create_alias(parent=tree.positions, update_slug="alias")
    assert sent.opened == ["Tester"]
    sent.clear()
    Close(position).execute()
    assert sent.closed == ["Tester", "Tester"]
    sent.clear()
    Reopen(position).execute()
    alias.delete()
    assert sent.all() == (["Tester"] * 2, ["Tester"], ["Tester"] * 2)


def test_unpublished_and_deleted_positions_are_closed(tree: Tree, sent: Sent) -> None:
    first, second, third = (
        tree.save_position(title=title) for title in ("First", "Second", "Third")
    )
    Close(third).execute()
    sent.clear()
    first.unpublish()
    assert sent.all() == ([], ["First"], ["First"])
    second.delete()
    third.delete()  # was closed before
    assert sent.closed == ["First", "Second"]


def test_deleting_the_list_closes_all_that_was_open(tree: Tree, sent: Sent) -> None:
    for title in ("First", "Second"):
        tree.save_position(title=title)
    sent.clear()
    tree.positions.delete()
    assert Counter(sent.closed) == {"First": 1, "Second": 1}


def test_team_takes_its_positions_along(tree: Tree, position: PositionPage, sent: Sent) -> None:
    tree.team.unpublish()
    assert (sent.closed, sent.teams) == (["Tester"], ["Backend Development"])
    sent.clear()
    tree.team.body = []  # type: ignore[assignment]
    tree.team.save_revision().publish()
    assert (sent.opened, sent.teams) == (["Tester"], ["Backend Development"])


def test_draft_of_a_team_tells_nothing(tree: Tree, sent: Sent) -> None:
    sent.clear()
    tree.team.title = "Frescoes"
    tree.team.save_revision()
    assert sent.teams == []


def test_move_to_a_hidden_team_closes(tree: Tree, position: PositionPage, sent: Sent) -> None:
    hidden = tree.add_team(title="Hidden", live=False)
    sent.clear()
    MoveToTeam(position, team=hidden).execute()
    assert sent.all() == ([], ["Tester"], ["Tester"])


@pytest.mark.parametrize("branch", ["positions", "teams"])
def test_restriction_closes_and_its_end_opens(
    tree: Tree, position: PositionPage, sent: Sent, branch: str
) -> None:
    restriction = make_private(getattr(tree, branch))
    assert sent.all() == ([], ["Tester"], [])
    restriction.delete()
    assert sent.opened == ["Tester"]


def test_moved_page_below_a_private_one_closes(
    tree: Tree, position: PositionPage, sent: Sent
) -> None:
    private = tree.home.add_child(instance=type(tree.team)(title="Private"))
    make_private(private)
    sent.clear()
    tree.positions.move(private, pos="last-child")
    assert sent.closed == ["Tester"]


def test_passed_closing_date_is_announced_once(tree: Tree, sent: Sent) -> None:
    tree.save_position(title="Tester", closing_date=today())
    sent.clear()
    call_command("announce_closed_positions", verbosity=0)
    assert sent.closed == []
    with at(timezone.now() + 2 * DAY):
        for _run in range(3):
            call_command("announce_closed_positions", verbosity=0)
    assert sent.closed == ["Tester"]


def test_what_went_live_by_schedule_is_announced_once(
    tree: Tree, sent: Sent, capsys: pytest.CaptureFixture[str]
) -> None:
    position = tree.save_position(title="Tester", live=False)
    position.go_live_at = timezone.now() + DAY
    position.save_revision().publish()
    assert sent.opened == []
    with at(timezone.now() + 2 * DAY):
        call_command("publish_scheduled")
        call_command("announce_closed_positions")
    assert sent.opened == ["Tester"]
    assert "0 opened, 0 closed" in capsys.readouterr().out


def test_what_changed_past_wagtail_is_announced_by_the_command(
    position: PositionPage, sent: Sent, capsys: pytest.CaptureFixture[str]
) -> None:
    PositionPage.objects.filter(pk=position.pk).update(live=False)
    call_command("announce_closed_positions")
    assert sent.closed == ["Tester"]
    assert "0 opened, 1 closed" in capsys.readouterr().out


def test_receiver_that_fails_stops_neither_the_others_nor_the_save(
    position: PositionPage, sent: Sent, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(**kwargs: Any) -> None:
        raise RuntimeError("no network")

    position_closed.connect(fail)
    try:
        Close(position).execute()
    finally:
        position_closed.disconnect(fail)
    assert sent.closed == ["Tester"]
    assert stored(position).closed_at is not None
    assert "no network" in caplog.text


def open_position(tree: Tree) -> PositionPage:
    """An open position, whatever an example before has done to the tree."""
    PositionPage.objects.all().delete()
    PageViewRestriction.objects.all().delete()
    publish_team(tree)
    return tree.save_position(title="Tester", slug="tester")


def publish_team(tree: Tree, page: PositionPage | None = None) -> None:
    tree.team.refresh_from_db()
    tree.team.body = []  # type: ignore[assignment]
    tree.team.save_revision().publish()


def unpublish_team(tree: Tree, page: PositionPage) -> None:
    tree.team.refresh_from_db()
    tree.team.unpublish()


def close(tree: Tree, page: PositionPage) -> None:
    if page.live and not page.is_closed:
        Close(page).execute()


def reopen(tree: Tree, page: PositionPage) -> None:
    if page.is_closed:
        Reopen(page).execute()


def hide(tree: Tree, page: PositionPage) -> None:
    if not PageViewRestriction.objects.exists():
        make_private(tree.positions)


def show(tree: Tree, page: PositionPage) -> None:
    for restriction in PageViewRestriction.objects.all():
        restriction.delete()


def publish(tree: Tree, page: PositionPage) -> None:
    revision = page.get_latest_revision() or page.save_revision()
    with suppress(RefusedError), transaction.atomic():  # its closing date may have passed
        revision.publish()


Step = Callable[[Tree, PositionPage], object]
STEPS: dict[str, Step] = {
    "close": close,
    "reopen": reopen,
    "close today": lambda tree, page: SetClosingDate(page, day=timezone.localdate()).execute(),
    "close never": lambda tree, page: SetClosingDate(page, day=None).execute(),
    "publish": publish,
    "unpublish": lambda tree, page: page.unpublish(),
    "draft": lambda tree, page: page.save_revision(),
    "publish team": publish_team,
    "unpublish team": unpublish_team,
    "hide": hide,
    "show": show,
    "delete": lambda tree, page: page.delete(),
}


@settings(on_shared_rows, max_examples=30)
@given(steps=st.lists(st.sampled_from([*STEPS, "tomorrow", "nothing"]), max_size=12))
@example(steps=["close today", "unpublish", "tomorrow", "publish"])
def test_each_opening_and_closing_is_announced_exactly_once(
    tree: Tree, sent: Sent, steps: list[str]
) -> None:
    """The signals say what a look before and after each step says, in whatever order."""
    position = open_position(tree)
    sent.clear()
    now, was_open = timezone.now(), True
    expected: list[str] = []
    for step in steps:
        if step == "tomorrow":
            now += DAY
        with at(now):
            if step in STEPS and (page := PositionPage.objects.filter(pk=position.pk).first()):
                STEPS[step](tree, page)
            announce()
            is_open = PositionPage.objects.filter(pk=position.pk).open().exists()
        if is_open != was_open:
            expected.append("opened" if is_open else "closed")
        was_open = is_open
    assert len(sent.opened) == expected.count("opened")
    assert len(sent.closed) == expected.count("closed")


def at(moment: datetime) -> Any:
    """Let `moment` be now, for what is open and what is scheduled."""
    return patch("django.utils.timezone.now", return_value=moment)
