"""What endpoints are told of, of whatever cause, and what they are not."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction
from wagtail.models import Page, Site

from careers.contrib.webhooks.models import Endpoint, Message, ReportedPage
from careers.contrib.webhooks.reports import report, report_all
from careers.models import PositionLocation, PositionPage
from careers.positions.lifecycle import Close, Reopen, apply
from tests.careers.contrib.webhooks.conftest import Clock, make_endpoint
from tests.careers.contrib.webhooks.messages import (
    CHANGED,
    CLOSED,
    OPENED,
    PUBLISHED,
    TEAM,
    UNPUBLISHED,
    last_data,
    told,
)
from tests.careers.drafts import save_draft
from tests.factories import (
    HomePageFactory,
    LocationFactory,
    PositionIndexPageFactory,
    StandardPageFactory,
    Tree,
    make_private,
    today,
)

# Events


def test_nothing_is_told_of_what_was_there_before(tree: Tree) -> None:
    tree.save_position()
    make_endpoint(tree)
    assert report_all() == 0


def test_new_position_opens(tree: Tree, endpoint: Endpoint) -> None:
    tree.save_position(title="Tester")
    assert told() == [(OPENED, "Tester"), (CHANGED, "Tester")]


def test_draft_tells_nothing(tree: Tree, endpoint: Endpoint) -> None:
    position = tree.save_position(title="Tester", live=False)
    revision = save_draft(position)
    assert told() == []
    revision.publish()
    assert told() == [(OPENED, "Tester"), (CHANGED, "Tester")]


def test_position_is_closed_and_reopened(position: PositionPage) -> None:
    Close(position).execute()
    assert told() == [(CLOSED, "Tester"), (CHANGED, "Tester")]
    Reopen(position).execute()
    assert told() == [(OPENED, "Tester"), (CHANGED, "Tester")]


def test_published_draft_changes_a_position(position: PositionPage) -> None:
    revision = save_draft(position, title="Senior Tester")
    assert told() == []
    revision.publish()
    assert told() == [(CHANGED, "Senior Tester")]


def test_many_are_told_in_one_go(tree: Tree, position: PositionPage) -> None:
    other = tree.save_position(title="Writer")
    told()
    apply(Close, [position.pk, other.pk])
    assert sorted(told()) == [
        (CHANGED, "Tester"),
        (CHANGED, "Writer"),
        (CLOSED, "Tester"),
        (CLOSED, "Writer"),
    ]


def test_deleted_position_closes_and_is_named_as_it_was(position: PositionPage) -> None:
    position.delete()
    data = last_data()
    assert data["page"]["url"] == "http://localhost/positions/tester/"
    assert (data["is_live"], data["is_open"]) == (False, False)
    assert told() == [(CLOSED, "Tester"), (CHANGED, "Tester")]
    assert report_all() == 0


def test_closing_date_that_passes_closes(position: PositionPage, clock: Clock) -> None:
    position.closing_date = today()
    position.save()
    told()
    assert report_all() == 0
    clock.forward(days=1)
    assert report_all() == 2
    assert told() == [(CLOSED, "Tester"), (CHANGED, "Tester")]


def test_announcing_command_tells_of_a_date_once(position: PositionPage, clock: Clock) -> None:
    position.closing_date = today()
    position.save()
    told()
    clock.forward(days=1)
    call_command("announce_closed_positions", verbosity=0)
    assert told() == [(CLOSED, "Tester"), (CHANGED, "Tester")]
    assert report_all() == 0


def test_team_that_is_hidden_closes_its_positions(tree: Tree, position: PositionPage) -> None:
    tree.team.unpublish()
    assert (CLOSED, "Tester") in told()
    Page.objects.filter(pk=tree.team.pk).update(live=True)
    report_all()
    assert {event for event, _title in told()} == {OPENED, CHANGED, TEAM}


def test_private_team_is_not_named_where_its_position_closes(
    tree: Tree, position: PositionPage
) -> None:
    make_private(tree.team)
    report_all()
    message = Message.objects.get(event=CLOSED)
    assert json.loads(message.payload)["data"]["team"] is None


def test_team_changes(tree: Tree, endpoint: Endpoint) -> None:
    tree.team.title = "Platform"
    tree.team.save()
    assert last_data()["page"]["title"] == "Platform"
    assert told() == [(TEAM, "Platform")]
    tree.team.unpublish()
    assert last_data()["is_live"] is False
    assert told() == [(TEAM, "Platform")]


def test_other_page_is_published_and_goes(tree: Tree, endpoint: Endpoint) -> None:
    page = StandardPageFactory(parent=tree.home, title="Privacy", live=False)
    page.save_revision()
    assert told() == []
    page.save_revision().publish()
    assert told() == [(PUBLISHED, "Privacy")]
    page.refresh_from_db()
    page.save_revision().publish()
    assert told() == [(PUBLISHED, "Privacy")]
    page.refresh_from_db()
    page.unpublish()
    assert told() == [(UNPUBLISHED, "Privacy")]
    page.save_revision().publish()
    told()
    page.refresh_from_db()
    page.delete()
    assert told() == [(UNPUBLISHED, "Privacy")]


def test_new_address_of_a_list_is_told_of_all_below(tree: Tree, position: PositionPage) -> None:
    tree.positions.slug = "jobs"
    tree.positions.save_revision().publish()
    report_all()
    assert last_data()["page"]["path"].startswith("/jobs/")
    assert set(told()) == {(CHANGED, "Tester"), (PUBLISHED, "Positions")}


def test_other_rows_of_a_position_are_part_of_it(tree: Tree, position: PositionPage) -> None:
    PositionLocation.objects.create(position=position, location=LocationFactory())
    assert report([position.pk]) == 1


@pytest.mark.parametrize("field", ["reference", "source"])
def test_what_only_recruiters_see_is_no_change(position: PositionPage, field: str) -> None:
    setattr(position, field, "R-1")
    position.save()
    assert told() == []


# Once, and never lost


def test_change_that_no_signal_tells_of_is_found(position: PositionPage) -> None:
    PositionPage.objects.filter(pk=position.pk).update(title="Baker")
    assert told() == []
    report_all()
    assert told() == [(CHANGED, "Baker")]
    assert report_all() == 0


def test_rolled_back_change_is_not_told(position: PositionPage) -> None:
    with transaction.atomic():
        Close(position).execute()
        transaction.set_rollback(True)
    assert told() == []
    assert report_all() == 0


def test_changed_body_is_found(tree: Tree, position: PositionPage) -> None:
    section = {"type": "section", "value": {"heading": "Tasks", "text": "<p>Test.</p>"}}
    stored = json.dumps([section])
    PositionPage.objects.filter(pk=position.pk).update(body=stored)
    assert report_all() == 1


def test_release_that_compares_more_tells_nothing_new(
    position: PositionPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    for page in ReportedPage.objects.exclude(fingerprint__contains="-"):
        _definition, separator, value = page.fingerprint.partition(":")
        page.fingerprint = f"before{separator}{value}" if separator else value
        page.save()
    assert report_all() == 0
    PositionPage.objects.filter(pk=position.pk).update(title="Baker")
    assert report_all() == 1


def test_second_endpoint_begins_with_what_is_told_from_then_on(
    tree: Tree, position: PositionPage
) -> None:
    PositionPage.objects.filter(pk=position.pk).update(title="Baker")
    second = make_endpoint(tree)
    report_all()
    assert told(second) == [(CHANGED, "Baker")]


def test_first_endpoint_after_none_begins_anew(tree: Tree, position: PositionPage) -> None:
    Endpoint.objects.all().delete()
    Close(position).execute()
    make_endpoint(tree)
    assert report_all() == 0
    assert Message.objects.count() == 0


# Who is told


def test_endpoint_hears_of_what_it_wants(tree: Tree, position: PositionPage) -> None:
    closings = make_endpoint(tree, events=[CLOSED])
    teams = make_endpoint(tree, events=[TEAM])
    Close(position).execute()
    assert told(closings) == [(CLOSED, "Tester")]
    assert told(teams) == []


def test_paused_endpoint_finds_what_has_waited(position: PositionPage) -> None:
    Endpoint.objects.update(paused_at="2026-11-28T10:00:00Z")
    Close(position).execute()
    assert told() == [(CLOSED, "Tester"), (CHANGED, "Tester")]


def test_private_pages_are_not_told_of(tree: Tree, endpoint: Endpoint) -> None:
    make_private(tree.positions)
    report_all()
    told()
    position = tree.save_position(title="Secret project")
    position.title = "Secret"
    position.save()
    report_all()
    assert told() == []


def test_page_that_becomes_private_is_named_as_it_was(tree: Tree, position: PositionPage) -> None:
    make_private(position)
    PositionPage.objects.filter(pk=position.pk).update(title="Secret")
    report_all()
    assert told() == [(CLOSED, "Tester"), (CHANGED, "Tester")]


def other_site(tree: Tree) -> tuple[Site, PositionPage]:
    """Another site with a position of the same team."""
    home = HomePageFactory(parent=Page.get_first_root_node(), title="Other")
    site = Site.objects.create(hostname="other.example.com", root_page=home)
    index = PositionIndexPageFactory(parent=home)
    position = tree.add_position(title="Elsewhere", slug="elsewhere", parent=index)
    report_all()
    told()
    return site, position


def test_sites_do_not_hear_of_each_other(tree: Tree, endpoint: Endpoint) -> None:
    site, position = other_site(tree)
    other = make_endpoint(tree, site=site)
    Close(position).execute()
    assert told(endpoint) == []
    data = last_data()
    assert data["page"]["url"] == "http://other.example.com/positions/elsewhere/"
    assert data["team"] is None
    assert told(other) == [(CLOSED, "Elsewhere"), (CHANGED, "Elsewhere")]


def test_page_that_moves_to_another_site_is_gone_for_the_first(
    tree: Tree, position: PositionPage
) -> None:
    first = Endpoint.objects.get()
    site, elsewhere = other_site(tree)
    other = make_endpoint(tree, site=site)
    position.move(elsewhere.get_parent(), pos="last-child")
    report_all()
    message = Message.objects.get(endpoint=first, event=CLOSED)
    data = json.loads(message.payload)["data"]
    assert data["page"]["url"] == "http://localhost/positions/tester/"
    assert told(first) == [(CLOSED, "Tester"), (CHANGED, "Tester")]
    assert told(other) == [(OPENED, "Tester"), (CHANGED, "Tester")]


def test_number_of_queries_does_not_grow(
    tree: Tree, endpoint: Endpoint, django_assert_max_num_queries: Any
) -> None:
    positions = [tree.save_position() for _number in range(20)]
    told()
    PositionPage.objects.update(title="Baker")
    with django_assert_max_num_queries(40):
        assert report(position.pk for position in positions) == 20


def test_scheduled_position_is_told_when_it_opens(
    tree: Tree, endpoint: Endpoint, clock: Clock
) -> None:
    position = tree.save_position(title="Later", live=False)
    position.go_live_at = clock.now() + timedelta(days=1)
    position.save_revision().publish()
    assert told() == []
    clock.forward(days=2)
    call_command("publish_scheduled", verbosity=0)
    assert told() == [(OPENED, "Later"), (CHANGED, "Later")]
