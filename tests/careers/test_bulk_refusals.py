"""Actions on many positions: who may take them, and what requests that make no sense are told."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import GroupPagePermission

from careers.models import PositionPage
from careers.roles import APPROVERS, MARKETING, RECRUITERS, create_roles
from tests.careers.bulk_actions import (
    ACTIONS,
    LISTING,
    ask,
    confirm,
    ids,
    is_closed,
    listed,
    messages,
    offered,
    url,
)
from tests.careers.roles import member_of, sign_in
from tests.factories import PositionIndexPageFactory, Tree


@pytest.fixture
def recruiter(tree: Tree) -> Client:
    create_roles()
    return sign_in(RECRUITERS)


@pytest.fixture
def positions(tree: Tree) -> list[PositionPage]:
    return [tree.add_position(title=title) for title in ("Tester", "Writer", "Cook")]


# Who


@pytest.mark.parametrize("action", ACTIONS)
@pytest.mark.parametrize("role", [MARKETING, APPROVERS])
def test_marketing_leaves_positions_alone(
    tree: Tree, positions: list[PositionPage], role: str, action: str
) -> None:
    create_roles()
    before = list(PositionPage.objects.values().order_by("pk"))
    for data in ({"confirm": "1", "ids": ids(positions)}, {"id": positions[0].pk}):
        values = {"team": tree.team.pk, "no_closing_date": "on"}
        response = sign_in(role).post(url(action), data | values)
        assert response["Location"] == reverse("wagtailadmin_home")
    assert list(PositionPage.objects.values().order_by("pk")) == before


def test_somebody_from_outside_has_to_log_in(client: Client, positions: list[PositionPage]) -> None:
    response = confirm(client, "close", positions)
    assert response["Location"].startswith(reverse("wagtailadmin_login"))
    assert not is_closed(positions[0])


def test_who_may_edit_but_not_publish_is_told(
    recruiter: Client, positions: list[PositionPage]
) -> None:
    GroupPagePermission.objects.filter(permission__codename="publish_page").delete()
    soup = ask(recruiter, "close", ids=ids(positions))
    assert "You may not publish “Cook”." in listed(soup)
    assert not offered(soup)
    response = confirm(recruiter, "close", positions)
    assert b"You may not publish" in response.content
    assert not is_closed(positions[0])


def test_positions_of_another_branch_are_as_if_they_did_not_exist(
    tree: Tree, recruiter: Client, positions: list[PositionPage]
) -> None:
    elsewhere = PositionIndexPageFactory(parent=tree.teams, slug="others")
    secret = PositionPage(title="Secret", slug="secret", team=tree.team)
    elsewhere.add_child(instance=secret)
    soup = ask(recruiter, "close", ids=ids([positions[0], secret]))
    assert "1 of the selected positions can't be found" in listed(soup)[-1]
    response = confirm(recruiter, "close", [positions[0], secret])
    assert b"Secret" not in response.content
    assert not is_closed(positions[0])
    assert not is_closed(secret)


def test_permissions_cost_the_same_for_any_number(
    tree: Tree, recruiter: Client, positions: list[PositionPage]
) -> None:
    def cost(*chosen: PositionPage) -> int:
        with CaptureQueriesContext(connection) as queries:
            ask(recruiter, "team", ids=ids(chosen))
        return len(queries)

    cost(positions[0])
    few = cost(*positions)
    others = [tree.add_position(team=tree.add_team()) for _number in range(30)]
    assert cost(*positions, *others) == few


# What makes no sense


@pytest.mark.parametrize("action", ACTIONS)
@pytest.mark.parametrize("values", [{}, {"ids": ""}, {"ids": ",, ,"}, {"confirm": "1"}])
def test_empty_selection_is_told(
    tree: Tree, recruiter: Client, action: str, values: dict[str, str]
) -> None:
    response = recruiter.post(url(action), {"next": LISTING} | values)
    if "confirm" in values:
        assert b"can&#x27;t be found" in response.content
    else:
        assert response["Location"] == LISTING
        assert messages(response) == ["No position is selected."]


@pytest.mark.parametrize("nonsense", ["x", "-1", "1.5", "٣", "9" * 18, "9" * 400, "1;2", "\0"])
def test_ids_that_can_not_be_stop_all(
    recruiter: Client, positions: list[PositionPage], nonsense: str
) -> None:
    soup = ask(recruiter, "close", ids=f"{ids(positions)},{nonsense}")
    assert len(offered(soup)) == 3
    assert "1 of the selected positions can't be found" in listed(soup)[-1]
    posted = {"confirm": "1", "ids": f"{ids(positions)},{nonsense}"}
    response = recruiter.post(url("close"), posted)
    assert response.status_code == 200
    assert b"can&#x27;t be found" in response.content
    assert not is_closed(positions[0])


def test_pages_that_are_no_positions_are_not_found(
    tree: Tree, recruiter: Client, positions: list[PositionPage]
) -> None:
    response = confirm(recruiter, "close", [*positions, tree.team])
    assert b"1 of the selected positions can&#x27;t be found" in response.content
    assert not is_closed(positions[0])


def test_too_many_at_once_are_refused(
    recruiter: Client, positions: list[PositionPage], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("careers.admin.positions.action_views.MAX_AT_ONCE", 2)
    responses = [
        recruiter.post(url("close"), {"all": "1"}),
        recruiter.post(url("close"), {"ids": ids(positions)}),
        confirm(recruiter, "close", positions),
    ]
    for response in responses:
        assert "more than 2 positions" in messages(response)[0]
    assert not is_closed(positions[0])


def test_address_alone_does_nothing(recruiter: Client, positions: list[PositionPage]) -> None:
    response = recruiter.get(url("close"), {"id": positions[0].pk, "confirm": "1"})
    assert response["Location"] == reverse("careers_positions:index")
    assert messages(response) == ["Choose positions in the list first."]
    assert not is_closed(positions[0])


def test_forged_form_of_another_site_is_refused(
    recruiter: Client, positions: list[PositionPage]
) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(member_of(RECRUITERS))
    assert confirm(strict, "close", positions).status_code == 403
    assert not is_closed(positions[0])


def test_way_back_stays_on_this_site(recruiter: Client, positions: list[PositionPage]) -> None:
    evil = "https://evil.example/"
    soup = ask(recruiter, "close", ids=ids(positions), next=evil)
    assert evil not in str(soup)
    response = confirm(recruiter, "close", positions, next=evil)
    assert response["Location"] == reverse("careers_positions:index")


def test_unknown_action_is_not_found(recruiter: Client) -> None:
    assert recruiter.post(url("delete")).status_code == 404
