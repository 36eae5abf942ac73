from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.utils import timezone
from wagtail.log_actions import registry
from wagtail.models import PageLogEntry, Revision

from careers.models import PositionLocation, PositionPage
from careers.positions.lifecycle import Close, Duplicate, LifecycleError, Reopen
from tests.careers.drafts import draft, save_draft, stored
from tests.factories import LocationFactory, PositionTypeFactory, Tree

DAY = timedelta(days=1)


@pytest.fixture
def position(tree: Tree) -> PositionPage:
    return tree.add_position(title="Backend Engineer")


@pytest.fixture
def recruiter(db: None) -> User:
    return User.objects.create_superuser("recruiter")


def last_entry(position: PositionPage) -> Any:
    return PageLogEntry.objects.filter(page=position.pk).order_by("-timestamp", "-pk").first()


def message(entry: Any) -> str:
    return str(registry.get_formatter(entry).format_message(entry))


# Closing


def test_close_keeps_the_moment_and_the_page(position: PositionPage, recruiter: User) -> None:
    before = timezone.now()
    Close(position, recruiter).execute()
    closed_at = stored(position).closed_at
    assert closed_at is not None
    assert before <= closed_at <= timezone.now()
    assert position.closed_at == closed_at
    assert stored(position).live
    assert not PositionPage.objects.open().exists()


def test_close_as_of_an_earlier_moment(position: PositionPage) -> None:
    earlier = datetime(2026, 3, 1, 9, tzinfo=UTC)
    Close(position, at=earlier).execute()
    assert stored(position).closed_at == earlier


def test_close_writes_to_the_audit_log(position: PositionPage, recruiter: User) -> None:
    Close(position, recruiter).execute()
    entry = last_entry(position)
    assert (entry.action, entry.user) == ("careers.close", recruiter)
    assert message(entry) == "Closed for candidates"


def test_closed_position_can_not_be_closed_again(position: PositionPage) -> None:
    Close(position).execute()
    closed_at, entries = stored(position).closed_at, PageLogEntry.objects.count()
    position.closed_at = None  # what somebody else still sees
    with pytest.raises(LifecycleError, match="Backend Engineer"):
        Close(position).execute()
    assert stored(position).closed_at == closed_at
    assert PageLogEntry.objects.count() == entries


# Reopening


def test_reopen_lets_candidates_apply_again(position: PositionPage, recruiter: User) -> None:
    Close(position).execute()
    result = Reopen(position, recruiter).execute()
    assert result.position == position
    assert result.log_data["cleared_closing_date"] is None
    assert position.closed_at is None
    assert stored(position).is_open
    entry = last_entry(position)
    assert (entry.action, entry.user) == ("careers.reopen", recruiter)
    assert message(entry) == "Reopened for candidates"


def test_reopen_keeps_a_closing_date_still_to_come(tree: Tree) -> None:
    tomorrow = timezone.localdate() + DAY
    position = tree.add_position(closing_date=tomorrow, closed_at=timezone.now())
    assert Reopen(position).execute().log_data["cleared_closing_date"] is None
    assert stored(position).closing_date == tomorrow


@pytest.mark.parametrize("closed_by_hand_too", [False, True])
def test_reopen_clears_a_passed_closing_date_and_says_so(
    tree: Tree, closed_by_hand_too: bool
) -> None:
    passed = date(2026, 2, 1)
    position = tree.add_position(
        closing_date=passed, closed_at=timezone.now() if closed_by_hand_too else None
    )
    position.save_revision()
    result = Reopen(position).execute()
    assert result.log_data["cleared_closing_date"] == passed.isoformat()
    assert position.closing_date is None
    assert stored(position).is_open
    assert draft(position).closing_date is None
    assert "2026-02-01 had passed and was cleared" in message(last_entry(position))


def test_publishing_the_newest_draft_after_reopening_does_not_close_again(tree: Tree) -> None:
    position = tree.add_position(closing_date=date(2026, 2, 1))
    save_draft(position, title="Senior Engineer")
    Reopen(position).execute()
    assert stored(position).has_unpublished_changes
    draft(position).save_revision().publish()
    assert stored(position).title == "Senior Engineer"
    assert stored(position).is_open


def test_reopen_leaves_a_later_closing_date_of_the_draft(tree: Tree) -> None:
    tomorrow = timezone.localdate() + DAY
    position = tree.add_position(closing_date=date(2026, 2, 1))
    save_draft(position, closing_date=tomorrow)
    Reopen(position).execute()
    assert draft(position).closing_date == tomorrow


def test_reopen_of_a_page_without_changes_leaves_it_without(tree: Tree) -> None:
    position = tree.add_position(closing_date=date(2026, 2, 1))
    position.save_revision().publish()
    Reopen(position).execute()
    assert not stored(position).has_unpublished_changes


def test_open_position_can_not_be_reopened(position: PositionPage) -> None:
    entries = PageLogEntry.objects.count()
    with pytest.raises(LifecycleError, match="not closed"):
        Reopen(position).execute()
    assert PageLogEntry.objects.count() == entries


# Duplicates and copies


def with_all_fields(tree: Tree) -> PositionPage:
    now = timezone.now()
    position = tree.add_position(
        title="Backend Engineer",
        slug="backend-engineer",
        locations=[LocationFactory(name="Lisbon"), LocationFactory(name="Porto")],
        types=[PositionTypeFactory(name="Intern")],
        body=[("section", {"heading": "What you will do", "text": "<p>Keep it up.</p>"})],
        pay_min=10,
        pay_currency="EUR",
        pay_period="year",
        closing_date=timezone.localdate() + DAY,
        closed_at=now,
        go_live_at=now - DAY,
        expire_at=now + DAY,
        reference="R-1",
        source="ats",
        external_id="77",
    )
    position.save_revision().publish()
    return position


def test_duplicate_is_a_draft_with_the_content_and_a_slug_of_its_own(tree: Tree) -> None:
    original = with_all_fields(tree)
    copies = [stored(Duplicate(original).execute()), stored(Duplicate(original).execute())]
    assert [copy.slug for copy in copies] == ["backend-engineer-2", "backend-engineer-3"]
    for page in (copies[0], draft(copies[0])):
        assert not page.live
        assert page.title == "Backend Engineer"
        assert page.team == tree.team
        assert page.pay_min == 10
        assert [str(place) for place in page.locations] == ["Lisbon", "Porto"]
        assert [str(kind) for kind in page.types] == ["Intern"]
        assert page.body[0].value["heading"] == "What you will do"
    assert [str(place) for place in stored(original).locations] == ["Lisbon", "Porto"]


@pytest.mark.parametrize("is_live", [True, False])
def test_duplicate_has_what_was_written_last(tree: Tree, is_live: bool) -> None:
    position = tree.add_position(live=is_live, locations=[LocationFactory(name="Lisbon")])
    position.save_revision()
    changed: Any = draft(position)
    changed.title = "Written last"
    changed.body = [("section", {"heading": "New", "text": "<p>Text.</p>"})]
    changed.position_locations.set([PositionLocation(location=LocationFactory(name="Haifa"))])
    changed.save_revision()
    copy = stored(Duplicate(stored(position)).execute())
    for page in (copy, draft(copy)):
        assert page.title == "Written last"
        assert page.body[0].value["heading"] == "New"
        assert [str(place) for place in page.locations] == ["Haifa"]
    before = stored(position)
    assert [str(place) for place in before.locations] == ["Lisbon"]
    assert [str(place) for place in draft(before).locations] == ["Haifa"]


def test_duplicate_starts_without_dates_state_and_reference(tree: Tree, recruiter: User) -> None:
    copy = Duplicate(with_all_fields(tree), recruiter).execute()
    for page in (copy, stored(copy), draft(copy)):
        assert (page.posted_date, page.closing_date, page.closed_at) == (None, None, None)
        assert (page.go_live_at, page.expire_at) == (None, None)
        assert (page.reference, page.source, page.external_id) == ("", "", "")
    entry = last_entry(copy)
    assert (entry.action, entry.user) == ("wagtail.copy", recruiter)


def test_duplicate_of_a_locked_position_is_not_locked(tree: Tree, recruiter: User) -> None:
    position = tree.add_position(locked=True, locked_by=recruiter, locked_at=timezone.now())
    copy = Duplicate(position).execute()
    for page in (stored(copy), draft(copy)):
        assert (page.locked, page.locked_by, page.locked_at) == (False, None, None)


def test_long_slug_is_shortened_to_make_room_for_the_number(tree: Tree) -> None:
    copy = Duplicate(tree.add_position(slug="a" * 255)).execute()
    assert copy.slug == "a" * 253 + "-2"


def test_copy_made_in_the_admin_starts_without_state_and_reference(tree: Tree) -> None:
    original = with_all_fields(tree)
    copy = original.copy(update_attrs={"slug": "copied"}, keep_live=False)
    for page in (stored(copy), draft(copy), copy.revisions.earliest("pk").as_object()):
        assert (page.posted_date, page.closed_at) == (None, None)
        assert (page.reference, page.source, page.external_id) == ("", "", "")


# The posted date


def test_first_publication_sets_the_posted_date(tree: Tree) -> None:
    position = tree.add_position(live=False, posted_date=None)
    revision = position.save_revision()
    assert stored(position).posted_date is None
    revision.publish()
    assert stored(position).posted_date == timezone.localdate()


def test_scheduled_position_is_posted_when_it_goes_live(tree: Tree) -> None:
    position = tree.add_position(live=False, posted_date=None, go_live_at=timezone.now() + DAY)
    position.save_revision().publish()
    assert stored(position).posted_date is None
    revision = Revision.objects.get()
    revision.approved_go_live_at = timezone.now() - DAY
    revision.content["go_live_at"] = revision.approved_go_live_at.isoformat()
    revision.save()
    call_command("publish_scheduled")
    published = stored(position)
    assert published.live
    assert published.posted_date == timezone.localdate()


def test_posted_date_is_the_day_where_the_site_is(
    tree: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    tree.set_time_zone("America/Los_Angeles")
    position = tree.add_position(live=False, posted_date=None)
    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 6, 16, 1, tzinfo=UTC))
    position.save_revision().publish()
    assert stored(position).posted_date == date(2026, 6, 15)


def test_later_publication_keeps_the_posted_date(tree: Tree) -> None:
    position = tree.add_position(posted_date=date(2026, 1, 1))
    position.unpublish()
    save_draft(position).publish()
    assert stored(position).posted_date == date(2026, 1, 1)
