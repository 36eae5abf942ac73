"""Of what was taken away from visitors, nothing stands in for a page, whatever address it has."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import PageLogEntry, PageViewRestriction

from careers.kept.version import Version
from careers.kept.withdrawals import MAX_TRANSACTION, Withdrawals, last_withdrawal
from careers.models import TeamPage
from tests.factories import Tree

pytestmark = pytest.mark.django_db


def make_private(team: TeamPage) -> None:
    PageViewRestriction.objects.create(page=team, restriction_type="login")


@pytest.mark.parametrize(
    "take_away",
    [
        TeamPage.unpublish,
        lambda team: team.unpublish(set_expired=True),
        TeamPage.delete,
        lambda team: team.move(team.get_parent().get_parent(), pos="last-child"),
        make_private,
    ],
)
def test_what_takes_a_page_away_is_found(tree: Tree, take_away: Callable[[TeamPage], None]) -> None:
    PageLogEntry.objects.all().delete()
    before = timezone.now().timestamp()
    take_away(tree.team)
    assert before <= last_withdrawal() <= timezone.now().timestamp()


def test_what_adds_or_changes_a_page_takes_none_away(tree: Tree) -> None:
    PageLogEntry.objects.all().delete()
    tree.teams.save_revision().publish()
    tree.add_team()
    assert last_withdrawal() == 0


def test_what_was_made_before_it_or_shortly_after_is_not_shown(tree: Tree) -> None:
    known = Withdrawals()
    tree.team.unpublish()
    known.note(Version(1, 1))
    at = timezone.now().timestamp()
    shown = [known.may_show(at + seconds) for seconds in (-1, 1, MAX_TRANSACTION + 1)]
    assert shown == [False, False, True]


def test_process_that_has_not_seen_the_content_shows_nothing() -> None:
    later = timezone.now() + timedelta(days=1)
    assert not Withdrawals().may_show(later.timestamp())


def test_process_that_was_forked_shows_nothing_before_it_has_seen_the_content(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    known, now = Withdrawals(), timezone.now().timestamp()
    known.note(Version(1, 1))
    assert known.may_show(now)
    monkeypatch.setattr(os, "getpid", lambda: 1)
    assert not known.may_show(now)
    known.note(Version(1, 1))
    assert known.may_show(now)
