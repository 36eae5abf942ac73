"""What publishing, reverting and scheduling a revision leave of a position's state."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from wagtail.models import Revision

from careers.models import PositionLocation, PositionPage, PositionPageType
from careers.positions.lifecycle import Close, Reopen
from tests.careers.drafts import draft, save_draft, stored
from tests.careers.examples import on_shared_rows
from tests.factories import LocationFactory, PositionTypeFactory, Tree

DAY = timedelta(days=1)


@pytest.fixture
def position(tree: Tree) -> PositionPage:
    return tree.add_position()


def test_draft_older_than_the_closing_does_not_reopen(position: PositionPage) -> None:
    older = save_draft(position, title="Older")
    Close(position).execute()
    older.publish()
    assert stored(position).title == "Older"
    assert stored(position).closed_at is not None


def test_draft_older_than_the_reopening_does_not_close(position: PositionPage) -> None:
    Close(position).execute()
    older = save_draft(position)
    Reopen(position).execute()
    older.publish()
    assert stored(position).is_open


def test_revert_to_an_older_revision_does_not_reopen(position: PositionPage) -> None:
    older = save_draft(position)
    Close(position).execute()
    older.as_object().save_revision(previous_revision=older).publish()
    assert stored(position).closed_at is not None


def test_scheduled_publication_does_not_reopen(position: PositionPage) -> None:
    position.save_revision().publish()
    scheduled = save_draft(stored(position), title="Scheduled", go_live_at=timezone.now() + DAY)
    scheduled.publish()
    Close(position).execute()
    Revision.objects.filter(pk=scheduled.pk).update(approved_go_live_at=timezone.now() - DAY)
    Revision.objects.filter(pk=scheduled.pk).update(
        content=scheduled.content | {"go_live_at": (timezone.now() - DAY).isoformat()}
    )
    call_command("publish_scheduled")
    assert stored(position).title == "Scheduled"
    assert stored(position).closed_at is not None


def test_revision_brings_back_no_outside_identity_and_no_posted_date(tree: Tree) -> None:
    position = tree.add_position(posted_date=date(2026, 1, 1), source="ats", external_id="1")
    older = save_draft(position)
    PositionPage.objects.filter(pk=position.pk).update(
        posted_date=date(2026, 3, 3), source="other", external_id="2"
    )
    older.publish()
    now = stored(position)
    assert (now.posted_date, now.source, now.external_id) == (date(2026, 3, 3), "other", "2")


@settings(on_shared_rows, max_examples=25)
@given(
    steps=st.lists(
        st.sampled_from(["save draft", "publish oldest", "publish newest", "close", "reopen"]),
        max_size=8,
    )
)
def test_closed_at_is_what_the_last_close_or_reopen_said(tree: Tree, steps: list[str]) -> None:
    position = tree.add_position()
    expected = None
    for number, step in enumerate(steps):
        if step == "save draft":
            save_draft(position, title=f"Draft {number}")
        elif step == "close" and expected is None:
            expected = Close(stored(position)).execute().position.closed_at
        elif step == "reopen" and expected is not None:
            Reopen(stored(position)).execute()
            expected = None
        elif step.startswith("publish") and (revisions := list(position.revisions.order_by("pk"))):
            revisions[0 if step == "publish oldest" else -1].publish()
        assert stored(position).closed_at == expected
        assert draft(position).closed_at == expected


def test_draft_does_without_what_was_deleted_since(tree: Tree) -> None:
    lisbon, intern = LocationFactory(name="Lisbon"), PositionTypeFactory(name="Intern")
    position = tree.add_position(locations=[lisbon], types=[intern])
    deleted: list[Any] = [tree.add_team(), LocationFactory(), PositionTypeFactory()]
    team, place, kind = deleted
    page = draft(position)
    page.team = team
    page.position_locations.add(PositionLocation(location=place, sort_order=1))
    page.position_types.add(PositionPageType(position_type=kind, sort_order=1))
    older = page.save_revision()
    for thing in deleted:
        thing.delete()
    assert draft(position).team == tree.team
    older.publish()
    assert stored(position).team == tree.team
    assert list(stored(position).locations) == [lisbon]
    assert list(stored(position).types) == [intern]
