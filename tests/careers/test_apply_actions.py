from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.core.management import call_command
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings
from wagtail.log_actions import registry
from wagtail.models import (
    GroupPagePermission,
    PageLogEntry,
    ReferenceIndex,
    Revision,
    Workflow,
    WorkflowPage,
)

from careers.models import PositionPage, TeamPage
from careers.positions.lifecycle import (
    Close,
    LifecycleError,
    MoveToTeam,
    Reopen,
    SetClosingDate,
    apply,
)
from careers.roles import MARKETING, RECRUITERS, WORKFLOW, create_roles
from tests.careers.drafts import draft, save_draft, stored
from tests.factories import Tree, today

DAY = timedelta(days=1)
ApplyAction = Callable[[list[int], Any], Any]


@pytest.fixture
def recruiter(tree: Tree) -> User:
    create_roles()
    user = User.objects.create_user("recruiter", first_name="Rita", last_name="Reis")
    user.groups.add(Group.objects.get(name=RECRUITERS))
    return user


@pytest.fixture
def positions(tree: Tree) -> list[PositionPage]:
    return [tree.add_position(title=title) for title in ("Tester", "Writer", "Cook")]


@pytest.fixture
def data(tree: Tree) -> TeamPage:
    return tree.add_team(title="Data")


def ids(positions: list[PositionPage]) -> list[int]:
    return [position.pk for position in positions]


def entries(position: PositionPage) -> list[Any]:
    return list(PageLogEntry.objects.filter(page=position.pk, action__startswith="careers."))


def message(position: PositionPage) -> str:
    (entry,) = entries(position)
    return str(registry.get_formatter(entry).format_message(entry))


def everything(positions: list[PositionPage]) -> list[Any]:
    rows = PositionPage.objects.filter(pk__in=ids(positions)).order_by("pk")
    fields = ("closed_at", "closing_date", "team", "latest_revision", "live_revision")
    revisions = Revision.objects.order_by("pk").values_list("pk", "content")
    return [*rows.values_list(*fields), *revisions, PageLogEntry.objects.count()]


# Closing and reopening


def test_all_are_closed_at_one_moment_with_an_entry_each(
    positions: list[PositionPage], recruiter: User
) -> None:
    result = apply(Close, ids(positions[:2]), recruiter)
    assert [item.position.title for item in result] == ["Tester", "Writer"]
    closed = {stored(position).closed_at for position in positions[:2]}
    assert closed != {None}
    assert len(closed) == 1
    assert stored(positions[2]).is_open
    (first,), (second,) = (entries(position) for position in positions[:2])
    assert (first.action, first.user, first.label) == ("careers.close", recruiter, "Tester")
    assert first.uuid == second.uuid
    assert first.uuid is not None
    assert not entries(positions[2])


def test_all_are_reopened_and_passed_closing_dates_are_told(
    tree: Tree, positions: list[PositionPage]
) -> None:
    apply(Close, ids(positions))
    passed = tree.add_position(closing_date=date(2026, 2, 1))
    result = apply(Reopen, ids([*positions, passed]))
    cleared = [item.log_data["cleared_closing_date"] for item in result]
    assert cleared == [None, None, None, "2026-02-01"]
    assert PositionPage.objects.open().count() == 4


# Closing date and team


@pytest.mark.parametrize("day", [today() + 9 * DAY, None])
def test_closing_date_changes_the_page_and_its_draft_and_nothing_else(
    tree: Tree, recruiter: User, day: date | None
) -> None:
    position = tree.add_position(title="Tester", closing_date=today() + DAY)
    position.save_revision().publish()
    save_draft(position, title="Senior Tester")
    live_revision = stored(position).live_revision_id
    SetClosingDate(position, recruiter, day=day).execute()
    assert (stored(position).title, stored(position).closing_date) == ("Tester", day)
    assert (draft(position).title, draft(position).closing_date) == ("Senior Tester", day)
    assert stored(position).has_unpublished_changes
    assert stored(position).live_revision_id == live_revision
    newest = stored(position).latest_revision
    assert newest == position.revisions.order_by("-created_at", "-pk").first()
    assert (newest.user, newest.object_str) == (recruiter, "Senior Tester")
    assert position.revisions.count() == 3
    assert entries(position)[0].revision == newest
    draft(position).save_revision().publish()
    assert (stored(position).title, stored(position).closing_date) == ("Senior Tester", day)


def test_team_changes_the_page_and_its_draft(tree: Tree, data: TeamPage) -> None:
    position = tree.add_position()
    position.save_revision().publish()
    save_draft(position, title="Senior")
    MoveToTeam(position, team=data).execute()
    assert position.team == stored(position).team == draft(position).team == data
    draft(position).save_revision().publish()
    assert stored(position).team == data


def test_page_without_changes_stays_without(tree: Tree, data: TeamPage) -> None:
    position = tree.add_position()
    position.save_revision().publish()
    MoveToTeam(position, team=data).execute()
    after = stored(position)
    assert not after.has_unpublished_changes
    assert after.latest_revision_id == after.live_revision_id
    # What Wagtail's own bulk action publishes
    after.get_latest_revision().publish()
    assert stored(position).team == data


def test_draft_that_was_never_published_changes_without_being_published(tree: Tree) -> None:
    position = tree.add_position(live=False)
    position.save_revision()
    SetClosingDate(position, day=today() + DAY).execute()
    assert not stored(position).live
    assert draft(position).closing_date == today() + DAY


def test_position_without_revisions_gets_none(tree: Tree, data: TeamPage) -> None:
    position = tree.add_position()
    MoveToTeam(position, team=data).execute()
    assert stored(position).latest_revision is None
    assert not stored(position).has_unpublished_changes


def test_scheduled_publication_keeps_the_new_values(tree: Tree, data: TeamPage) -> None:
    position = tree.add_position(title="Tester")
    position.save_revision().publish()
    page = draft(position)
    page.title, page.go_live_at = "Senior Tester", timezone.now() + DAY
    page.save_revision().publish()
    MoveToTeam(position, team=data).execute()
    SetClosingDate(position, day=today() + DAY).execute()
    assert stored(position).title == "Tester"
    Revision.objects.filter(approved_go_live_at__isnull=False).update(
        approved_go_live_at=timezone.now() - DAY
    )
    scheduled = Revision.objects.get(approved_go_live_at__isnull=False)
    scheduled.content["go_live_at"] = (timezone.now() - DAY).isoformat()
    scheduled.save()
    call_command("publish_scheduled")
    after = stored(position)
    assert (after.title, after.team, after.closing_date) == ("Senior Tester", data, today() + DAY)
    assert not after.has_unpublished_changes


def test_workflow_publishes_the_new_values(
    tree: Tree, data: TeamPage, recruiter: User, admin_user: User
) -> None:
    workflow = Workflow.objects.get(name=WORKFLOW)
    WorkflowPage.objects.update_or_create(page=tree.positions, defaults={"workflow": workflow})
    position = tree.add_position()
    position.save_revision().publish()
    save_draft(position, title="Senior")
    workflow.start(stored(position), recruiter)
    MoveToTeam(position, team=data).execute()
    stored(position).current_workflow_task_state.approve(user=admin_user)
    assert (stored(position).title, stored(position).team) == ("Senior", data)


def test_history_says_what_changed(tree: Tree, data: TeamPage) -> None:
    moved, dated, changed, undated = (
        tree.add_position(closing_date=closing)
        for closing in (None, None, date(2099, 1, 1), date(2099, 1, 1))
    )
    MoveToTeam(moved, team=data).execute()
    SetClosingDate(dated, day=date(2099, 2, 1)).execute()
    SetClosingDate(changed, day=date(2099, 2, 1)).execute()
    SetClosingDate(undated, day=None).execute()
    assert message(moved) == "Moved from the team Backend Development to Data"
    assert message(dated) == "Closing date set to 1 Feb 2099"
    assert message(changed) == "Closing date changed from 1 Jan 2099 to 1 Feb 2099"
    assert message(undated) == "Closing date 1 Jan 2099 cleared"


def test_what_has_the_value_already_is_left_alone(tree: Tree) -> None:
    position = tree.add_position()
    position.save_revision().publish()
    MoveToTeam(position, team=tree.team).execute()
    assert position.revisions.count() == 1
    assert not entries(position)


def test_usage_of_teams_follows(tree: Tree, data: TeamPage) -> None:
    position = tree.add_position()
    MoveToTeam(position, team=data).execute()
    assert not ReferenceIndex.get_references_to(tree.team).exists()
    assert ReferenceIndex.get_references_to(data).count() == 1
    assert list(PositionPage.objects.search("Data")) == [position]


def test_alias_follows_the_page_that_it_repeats(tree: Tree, data: TeamPage) -> None:
    position = tree.add_position(title="Tester")
    alias = position.create_alias(parent=tree.positions, update_slug="alias")
    for apply_to in (
        lambda page: Close(page).execute(),
        lambda page: MoveToTeam(page, team=data).execute(),
    ):
        with pytest.raises(LifecycleError, match="“Tester” is an alias"):
            apply_to(alias)
    MoveToTeam(position, team=data).execute()
    assert stored(alias).team == data
    Close(position).execute()
    assert not stored(alias).is_open
    Reopen(position).execute()
    assert stored(alias).is_open


def test_alias_is_open_again_when_a_passed_date_is_cleared(tree: Tree) -> None:
    position = tree.add_position(closing_date=today() - DAY)
    alias = position.create_alias(parent=tree.positions, update_slug="alias")
    Reopen(position).execute()
    assert stored(alias).is_open


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"live": False}, "is not published"),
        ({"closing_date": today() - DAY}, "its closing date is over"),
    ],
)
def test_what_nobody_can_apply_for_is_not_closed(
    tree: Tree, values: dict[str, Any], reason: str
) -> None:
    position = tree.add_position(**values)
    with pytest.raises(LifecycleError, match=reason):
        Close(position).execute()
    assert stored(position).closed_at is None


@pytest.mark.parametrize("day", [today() - DAY, date(2020, 1, 1)])
def test_closing_date_that_is_over_is_refused(tree: Tree, day: date) -> None:
    position = tree.add_position(closing_date=today())
    with pytest.raises(LifecycleError, match="is over: choose a later day, or none"):
        SetClosingDate(position, day=day).execute()
    assert stored(position).closing_date == today()
    SetClosingDate(position, day=today()).execute()


def test_closing_date_before_the_posted_date_is_refused(tree: Tree) -> None:
    position = tree.add_position(title="Tester", posted_date=today() + 9 * DAY)
    with pytest.raises(LifecycleError, match="“Tester” would close before it was posted"):
        SetClosingDate(position, day=today() + DAY).execute()


def test_reason_that_is_the_same_for_all_is_given_once(positions: list[PositionPage]) -> None:
    with pytest.raises(LifecycleError) as error:
        apply(SetClosingDate, ids(positions), day=today() - DAY)
    assert len(error.value.reasons) == 1


def test_team_that_is_not_published_may_have_positions(
    tree: Tree, positions: list[PositionPage], data: TeamPage
) -> None:
    data.unpublish()
    moved = apply(MoveToTeam, ids(positions), team=data)
    assert not moved[0].position.has_public_team
    assert not PositionPage.objects.open().exists()


# All or nothing


def applier(name: str, team: TeamPage) -> ApplyAction:
    appliers: dict[str, ApplyAction] = {
        "close": lambda ids, user: apply(Close, ids, user),
        "reopen": lambda ids, user: apply(Reopen, ids, user),
        "date": lambda ids, user: apply(SetClosingDate, ids, user, day=today() + DAY),
        "team": lambda ids, user: apply(MoveToTeam, ids, user, team=team),
    }
    return appliers[name]


@pytest.fixture(params=["close", "reopen", "date", "team"])
def any_action(
    request: pytest.FixtureRequest, positions: list[PositionPage], data: TeamPage
) -> ApplyAction:
    if request.param == "reopen":
        apply(Close, ids(positions))
    for position in positions:
        save_draft(position)
    return applier(request.param, data)


def assert_refused(
    apply_all: ApplyAction, positions: list[PositionPage], user: Any, reason: str
) -> None:
    before = everything(positions)
    with pytest.raises(LifecycleError, match=reason):
        apply_all(ids(positions), user)
    assert everything(positions) == before


def test_deleted_position_stops_all(
    positions: list[PositionPage], any_action: ApplyAction, recruiter: User
) -> None:
    gone, others = positions[1].pk, [positions[0], positions[2]]
    stored(positions[1]).delete()
    before = everything(others)
    with pytest.raises(LifecycleError, match="“Writer” was deleted meanwhile"):
        any_action([*ids(others), gone], recruiter)
    assert everything(others) == before


def test_position_locked_by_somebody_else_stops_all(
    positions: list[PositionPage], any_action: ApplyAction, recruiter: User, admin_user: User
) -> None:
    PositionPage.objects.filter(pk=positions[1].pk).update(locked=True, locked_by=recruiter)
    assert_refused(any_action, positions, admin_user, "“Writer” is locked by Rita Reis")
    any_action(ids(positions), recruiter)


def test_position_locked_for_everybody_stops_all(
    positions: list[PositionPage], any_action: ApplyAction, recruiter: User, settings: Settings
) -> None:
    settings.WAGTAILADMIN_GLOBAL_EDIT_LOCK = True
    PositionPage.objects.filter(pk=positions[1].pk).update(locked=True, locked_by=recruiter)
    assert_refused(any_action, positions, recruiter, "“Writer” is locked")


def test_position_that_somebody_may_not_publish_stops_all(
    tree: Tree, positions: list[PositionPage], any_action: ApplyAction, recruiter: User
) -> None:
    GroupPagePermission.objects.filter(permission__codename="publish_page").delete()
    assert_refused(any_action, positions, recruiter, "You may not publish “Tester”")


def test_who_leaves_positions_to_others_finds_none(
    positions: list[PositionPage], any_action: ApplyAction, recruiter: User
) -> None:
    recruiter.groups.set([Group.objects.get(name=MARKETING)])
    assert_refused(any_action, positions, recruiter, "3 of the selected positions can't be found")


def test_closed_position_stops_all(positions: list[PositionPage], recruiter: User) -> None:
    apply(Close, ids(positions[1:2]))
    assert_refused(
        lambda ids, user: apply(Close, ids, user),
        positions,
        recruiter,
        "“Writer” has been closed before",
    )


def test_failure_halfway_undoes_the_beginning(
    positions: list[PositionPage],
    any_action: ApplyAction,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(*arguments: Any) -> None:
        raise RuntimeError("The log is full")

    before = everything(positions)
    monkeypatch.setattr("careers.positions.lifecycle.apply_actions._log", fail)
    with pytest.raises(RuntimeError):
        any_action(ids(positions), None)
    assert everything(positions) == before


def test_many_reasons_are_shortened(tree: Tree) -> None:
    positions = [tree.add_position(closed_at=timezone.now()) for _number in range(8)]
    with pytest.raises(LifecycleError, match=r"There are 3 more reasons\.$") as error:
        apply(Close, ids(positions))
    assert len(error.value.reasons) == 8


def test_commands_without_a_user_pass_locks(positions: list[PositionPage]) -> None:
    PositionPage.objects.update(locked=True)
    apply(Close, ids(positions))
    assert not PositionPage.objects.open().exists()


# What it costs


def test_cost_is_the_search_index_and_little_else(
    tree: Tree, recruiter: User, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    positions = [tree.add_position() for _number in range(12)]
    for position in positions:
        save_draft(position)
    # SQLite's search index takes an update for each position; the signals take a fixed number.
    with django_assert_max_num_queries(20 + 12 + 12):
        apply(Close, ids(positions), recruiter)
    with django_assert_max_num_queries(25 + 12 + 12):
        apply(SetClosingDate, ids(positions), recruiter, day=today() + DAY)
