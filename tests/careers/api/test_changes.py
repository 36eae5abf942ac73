"""What has changed since a moment, what is gone, and by what names caches know it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.actions.delete_page import DeletePageAction
from wagtail.actions.move_page import MovePageAction
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, PageLogEntry, Site

from careers.models import PositionPage
from careers.positions.lifecycle import Close, apply
from tests.careers.api.reading import get, read
from tests.factories import (
    HomePageFactory,
    LocationFactory,
    StandardPageFactory,
    Tree,
    make_private,
    today,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def long_ago(tree: Tree) -> datetime:
    """A moment after the tree was made, of which the log then knows nothing."""
    return timezone.now() - timedelta(hours=1)


def changes(since: datetime) -> Any:
    return read("changes/", {"since": since.isoformat()})


def publish(page: Any) -> Any:
    page.save_revision().publish(log_action=True)
    return Page.objects.get(pk=page.pk).specific


def ids(items: Any) -> set[int]:
    return {item["id"] for item in items}


def test_published_page_has_changed_and_others_have_not(tree: Tree, long_ago: datetime) -> None:
    page = publish(StandardPageFactory(parent=tree.home))
    StandardPageFactory(parent=tree.home).save_revision(log_action=True)
    found = changes(long_ago)
    assert ids(found["results"]) == {page.pk}
    assert found["gone"] == []
    assert datetime.fromisoformat(found["until"]) > long_ago


def test_what_was_before_is_not_told(tree: Tree) -> None:
    publish(StandardPageFactory(parent=tree.home))
    PageLogEntry.objects.update(timestamp=timezone.now() - timedelta(hours=2))
    assert changes(timezone.now() - timedelta(hours=1))["results"] == []


def test_page_that_is_taken_away_is_gone(tree: Tree, long_ago: datetime, admin_user: User) -> None:
    draft = StandardPageFactory(parent=tree.home, live=False)
    unpublished, deleted, private = (
        publish(StandardPageFactory(parent=tree.home)) for _number in range(3)
    )
    below = publish(StandardPageFactory(parent=private))
    key = deleted.pk
    unpublished.unpublish(log_action="wagtail.unpublish")
    for page in (deleted, draft):
        DeletePageAction(page, user=admin_user).execute(skip_permission_checks=True)
    make_private(private).save(user=None)
    found = changes(long_ago)
    assert ids(found["gone"]) == {unpublished.pk, key, private.pk, below.pk}
    assert not ids(found["results"]) & ids(found["gone"])


def test_positions_go_by_hand_by_date_and_with_their_team(
    tree: Tree, long_ago: datetime, admin_user: User
) -> None:
    by_hand, by_date, stays = (publish(tree.add_position()) for _number in range(3))
    hidden_team = publish(tree.add_team(body="[]"))
    of_team = publish(tree.add_position(team=hidden_team))
    PageLogEntry.objects.update(timestamp=timezone.now() - timedelta(days=3))
    assert changes(long_ago)["gone"] == []
    apply(Close, [by_hand.pk], user=admin_user)
    type(by_date).objects.filter(pk=by_date.pk).update(closing_date=today() - timedelta(days=1))
    hidden_team.unpublish(log_action="wagtail.unpublish")
    found = changes(long_ago)
    assert {by_hand.pk, by_date.pk, of_team.pk, hidden_team.pk} <= ids(found["gone"])
    assert stays.pk not in ids(found["gone"])


@pytest.mark.parametrize("how", ["private", "unpublished"])
def test_positions_go_with_the_page_above_their_team(
    tree: Tree, long_ago: datetime, how: str
) -> None:
    position = publish(tree.add_position(team=publish(tree.add_team(body="[]"))))
    publish(tree.teams)
    PageLogEntry.objects.update(timestamp=timezone.now() - timedelta(days=3))
    assert changes(long_ago)["gone"] == []
    if how == "private":
        make_private(tree.teams).save(user=None)
    else:
        tree.teams.unpublish(log_action="wagtail.unpublish")
    assert {position.pk, position.team_id} <= ids(changes(long_ago)["gone"])


def test_page_of_another_site_is_not_told_unless_it_was_moved_there(
    tree: Tree, long_ago: datetime
) -> None:
    other = HomePageFactory(parent=tree.home.get_parent(), slug="other", title="Other")
    Site.objects.create(hostname="other.localhost", root_page=other)
    publish(StandardPageFactory(parent=other))
    moved = publish(StandardPageFactory(parent=tree.home, slug="moved"))
    below = publish(StandardPageFactory(parent=moved))
    assert changes(long_ago)["gone"] == []
    MovePageAction(moved, other, pos="last-child").execute(skip_permission_checks=True)
    assert ids(changes(long_ago)["gone"]) == {moved.pk, below.pk}


@pytest.mark.parametrize(
    "since",
    [
        *("", "yesterday", "2026-01-01", "2026-11-28T00:00:00", "2001-01-01T00:00:00Z"),
        *("9999-12-31T23:59:59-23:00", "0001-01-01T00:00:00+23:00"),
    ],
)
def test_moment_without_a_zone_or_too_far_away_is_an_error(tree: Tree, since: str) -> None:
    assert read("changes/", {"since": since}, status=422)["errors"][0]["parameter"] == "since"


def test_changes_cost_the_same_however_many_there_are(tree: Tree, long_ago: datetime) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as queries:
            changes(long_ago)
        return len(queries)

    publish(tree.add_position())
    queries()
    publish(tree.add_position())
    few = queries()
    for _number in range(5):
        publish(tree.add_position())
    assert queries() == few


def test_redirects_are_those_that_lead_to_something_public(tree: Tree) -> None:
    draft = StandardPageFactory(parent=tree.home, live=False)
    Redirect.add_redirect("/old/", redirect_to=tree.team)
    Redirect.add_redirect("/secret/", redirect_to=draft)
    Redirect.add_redirect("/away/", redirect_to="https://example.com/", is_permanent=False)
    assert read("redirects/")["results"] == [
        {"path": "/away", "url": "https://example.com/", "is_permanent": False},
        {
            "path": "/old",
            "url": "http://localhost/teams/backend-development/",
            "is_permanent": True,
        },
    ]


def test_redirects_cost_the_same_however_many_there_are(tree: Tree) -> None:
    def queries_for(number: int) -> int:
        for _number in range(number):
            position = tree.add_position()
            Redirect.add_redirect(f"/old-{position.slug}/", redirect_to=position)
        hidden = tree.add_position(live=False)
        Redirect.add_redirect(f"/old-{hidden.slug}/", redirect_to=hidden)
        total = Redirect.objects.count() - PositionPage.objects.filter(live=False).count()
        with CaptureQueriesContext(connection) as queries:
            assert read("redirects/", {"limit": 50})["total"] == total
        return len(queries)

    queries_for(1)
    assert queries_for(5) == queries_for(1)


def test_answers_have_the_names_of_what_they_show(tree: Tree) -> None:
    location = LocationFactory()
    position = tree.add_position(slug="tester", locations=[location])
    names = {
        "positions/": {"positions", f"page-{tree.team.pk}"},
        "positions/tester/": {f"page-{position.pk}", f"location-{location.pk}"},
        "teams/": {"teams", "positions"},
        "pages/?path=/": {f"page-{tree.home.pk}", "positions"},
        "locations/": {"locations", "positions", f"location-{location.pk}"},
        "types/": {"types", "positions"},
        "site/": {"site", "pages"},
        "addresses/": {"pages"},
        "redirects/": {"pages", "site"},
    }
    for address, expected in names.items():
        response = get(address)
        assert expected <= {*response["Surrogate-Key"].split()}, address
        assert "Surrogate-Key" in response["Access-Control-Expose-Headers"]


@pytest.mark.parametrize("address", ["positions/?limit=100", "teams/backend-development/"])
def test_names_fit_into_a_header_however_long_a_list_is(tree: Tree, address: str) -> None:
    tree.fill(60)
    assert len(read(address).get("results") or read(address)["open_positions"]["results"]) == 60
    assert len(get(address)["Surrogate-Key"]) < 100
    assert len(get("addresses/")["Surrogate-Key"]) < 100
