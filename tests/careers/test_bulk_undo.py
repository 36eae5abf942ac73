"""Taking back what was done to many positions: with exactly these, or not at all."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageLogEntry

from careers.models import PositionPage
from careers.positions.lifecycle import Close, Reopen
from careers.roles import RECRUITERS, create_roles
from tests.careers.bulk_actions import (
    LISTING,
    confirm,
    is_closed,
    listed,
    messages,
    offered,
    take_back,
    way_back,
)
from tests.careers.drafts import stored
from tests.careers.roles import member_of, sign_in
from tests.factories import Tree
from tests.soup import get_soup, select, text_of, texts_of

TOO_LATE = "This can't be undone any more"


@pytest.fixture
def recruiter(tree: Tree) -> Client:
    create_roles()
    return sign_in(RECRUITERS)


@pytest.fixture
def positions(tree: Tree) -> list[PositionPage]:
    return [tree.add_position(title=title) for title in ("Tester", "Writer", "Cook")]


def test_closing_is_taken_back_with_exactly_these(
    tree: Tree, recruiter: Client, positions: list[PositionPage]
) -> None:
    before = tree.add_position(closed_at=timezone.now())
    button = way_back(confirm(recruiter, "close", positions[:2]))
    assert text_of(button) == "Reopen these 2"
    response = take_back(recruiter, button)
    assert response["Location"] == LISTING
    assert not any(is_closed(position) for position in positions)
    assert is_closed(before)
    assert messages(response)[-1] == "2 positions were reopened. Close these 2 All positions"


def test_reopening_is_taken_back_with_exactly_these(
    tree: Tree, recruiter: Client, positions: list[PositionPage]
) -> None:
    PositionPage.objects.filter(pk=positions[0].pk).update(closed_at=timezone.now())
    button = way_back(confirm(recruiter, "reopen", positions[:1]))
    assert text_of(button) == "Close it"
    take_back(recruiter, button)
    assert [is_closed(position) for position in positions] == [True, False, False]


def test_way_back_names_no_position_in_its_address(
    recruiter: Client, positions: list[PositionPage]
) -> None:
    button = way_back(confirm(recruiter, "close", positions))
    entry = PageLogEntry.objects.filter(action="careers.close").values("uuid").distinct().get()
    url = reverse("careers_position_actions:undo", args=["reopen", entry["uuid"]])
    assert button["data-w-action-url-value"] == url


def test_without_javascript_it_is_asked_first(
    recruiter: Client, positions: list[PositionPage]
) -> None:
    button = way_back(confirm(recruiter, "close", positions[:2]))
    soup = get_soup(recruiter, str(button["href"]))
    assert set(offered(soup)) == {position.pk for position in positions[:2]}
    assert is_closed(positions[0])
    form = select(soup, "main form")
    fields = {str(field["name"]): str(field["value"]) for field in form.select("input")}
    response = recruiter.post(str(form["action"]), fields)
    assert response["Location"] == LISTING
    assert not is_closed(positions[0])


def test_it_serves_once(recruiter: Client, positions: list[PositionPage]) -> None:
    button = way_back(confirm(recruiter, "close", positions))
    take_back(recruiter, button)
    confirm(recruiter, "close", positions)
    response = take_back(recruiter, button)
    assert TOO_LATE in messages(response)[-1]
    assert all(is_closed(position) for position in positions)


def test_what_somebody_has_closed_anew_stays_closed(
    recruiter: Client, positions: list[PositionPage]
) -> None:
    button = way_back(confirm(recruiter, "close", positions))
    Reopen(positions[1]).execute()
    Close(stored(positions[1])).execute()
    for response in (take_back(recruiter, button), recruiter.get(str(button["href"]))):
        assert TOO_LATE in messages(response)[-1]
    assert all(is_closed(position) for position in positions)


def test_all_are_taken_back_or_none(recruiter: Client, positions: list[PositionPage]) -> None:
    button = way_back(confirm(recruiter, "close", positions))
    other = User.objects.create_user("other", first_name="Olga", last_name="Orr")
    PositionPage.objects.filter(pk=positions[0].pk).update(locked=True, locked_by=other)
    response = take_back(recruiter, button)
    soup = BeautifulSoup(response.content, "html.parser")
    assert texts_of(soup, "main .help-critical li") == ["“Tester” is locked by Olga Orr."]
    assert "“Tester” is locked by Olga Orr." in listed(soup)
    assert set(offered(soup)) == {position.pk for position in positions[1:]}
    assert all(is_closed(position) for position in positions)
    assert select(soup, "main form")["action"] == reverse(
        "careers_position_actions:many", args=["reopen"]
    )


def test_nobody_takes_back_what_another_did(
    recruiter: Client, positions: list[PositionPage]
) -> None:
    button = way_back(confirm(recruiter, "close", positions))
    colleague = Client()
    user = User.objects.create_user("colleague")
    user.groups.set(member_of(RECRUITERS).groups.all())
    colleague.force_login(user)
    response = take_back(colleague, button)
    assert TOO_LATE in messages(response)[-1]
    assert is_closed(positions[0])


def test_nothing_is_offered_that_can_not_be_done(
    tree: Tree, recruiter: Client, positions: list[PositionPage]
) -> None:
    draft = tree.add_position(live=False)
    chosen = [positions[0], draft]
    PositionPage.objects.filter(pk__in=[position.pk for position in chosen]).update(
        closed_at=timezone.now()
    )
    response = confirm(recruiter, "reopen", chosen)
    assert messages(response)[0] == "2 positions were reopened. All positions"


@pytest.mark.parametrize("action", ["closing-date", "team", "delete"])
def test_only_closing_and_reopening_are_taken_back(recruiter: Client, action: str) -> None:
    uuid = "00000000-0000-4000-8000-000000000000"
    url = reverse("careers_position_actions:undo", args=[action, uuid])
    assert recruiter.post(url).status_code == 404
