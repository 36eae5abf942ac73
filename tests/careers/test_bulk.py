"""Doing something to many positions from their listing: what is shown and what is done."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from pytest_django import Settings
from wagtail.models import GroupPagePermission

from careers.models import PositionPage
from careers.roles import RECRUITERS, create_roles
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
from tests.careers.drafts import draft, save_draft, stored
from tests.careers.roles import sign_in
from tests.factories import PositionIndexPageFactory, Tree, today
from tests.soup import get_soup, select, text_of, texts_of

DAY = timedelta(days=1)


@pytest.fixture
def recruiter(tree: Tree) -> Client:
    create_roles()
    return sign_in(RECRUITERS)


@pytest.fixture
def positions(tree: Tree) -> list[PositionPage]:
    return [tree.add_position(title=title) for title in ("Tester", "Writer", "Cook")]


# What the page shows


def test_page_names_what_will_be_closed_and_what_is_left_out(
    tree: Tree, recruiter: Client, positions: list[PositionPage]
) -> None:
    closed = tree.add_position(title="Gone", closed_at=timezone.now())
    passed = tree.add_position(title="Late", closing_date=date(2026, 2, 1))
    new = tree.add_position(title="New", live=False)
    chosen = [*positions, closed, passed, new]
    soup = ask(recruiter, "close", id=[position.pk for position in chosen])
    assert "Close these 3 positions?" in text_of(select(soup, "main"))
    assert set(listed(soup)) == {
        "Tester (Backend Development)",
        "Writer (Backend Development)",
        "Cook (Backend Development)",
        "“Gone” has been closed before.",
        "“Late” is closed: its closing date is over.",
        "“New” is not published.",
    }
    assert set(offered(soup)) == {position.pk for position in positions}
    assert not any(is_closed(position) for position in positions)


def test_positions_that_are_open_are_left_out_of_reopening(
    recruiter: Client, positions: list[PositionPage]
) -> None:
    PositionPage.objects.filter(pk=positions[0].pk).update(closed_at=timezone.now())
    soup = ask(recruiter, "reopen", ids=ids(positions))
    assert offered(soup) == [positions[0].pk]
    assert "“Cook” is not closed." in listed(soup)


def test_locked_positions_are_left_out(recruiter: Client, positions: list[PositionPage]) -> None:
    other = User.objects.create_user("other", first_name="Olga", last_name="Orr")
    PositionPage.objects.filter(pk=positions[0].pk).update(locked=True, locked_by=other)
    soup = ask(recruiter, "team", ids=ids(positions))
    assert "“Tester” is locked by Olga Orr." in listed(soup)
    assert set(offered(soup)) == {position.pk for position in positions[1:]}


def test_long_list_is_counted(tree: Tree, recruiter: Client) -> None:
    many = [tree.add_position() for _number in range(23)]
    PositionPage.objects.filter(pk=many[0].pk).update(closed_at=timezone.now())
    soup = ask(recruiter, "close", ids=ids(many))
    assert "and 2 more" in listed(soup)
    assert len(offered(soup)) == 22


def test_when_none_can_there_is_only_a_way_back(
    recruiter: Client, positions: list[PositionPage]
) -> None:
    soup = ask(recruiter, "reopen", ids=ids(positions))
    assert "None of the selected positions" in text_of(select(soup, "main"))
    assert not soup.select("main form")
    assert select(soup, "main a.button")["href"] == LISTING


def test_ids_are_one_field_and_never_in_an_address(tree: Tree, recruiter: Client) -> None:
    many = [tree.add_position() for _number in range(30)]
    soup = ask(recruiter, "closing-date", ids=ids(many))
    form = select(soup, "main form")
    assert form["action"] == url("closing-date")
    assert len(form.select("[name]")) < 10
    assert set(offered(soup)) == {position.pk for position in many}


def test_titles_are_escaped(tree: Tree, recruiter: Client) -> None:
    position = tree.add_position(title="<b>Cook</b>")
    response = recruiter.post(url("close"), {"id": position.pk})
    assert b"<b>Cook</b>" not in response.content
    assert b"&lt;b&gt;Cook&lt;/b&gt;" in response.content
    PositionPage.objects.update(closed_at=timezone.now())
    refused = confirm(recruiter, "close", [position])
    assert b"<b>Cook</b>" not in refused.content


# What is done


def test_closing_closes_exactly_these(recruiter: Client, positions: list[PositionPage]) -> None:
    response = confirm(recruiter, "close", positions[:2])
    assert response.status_code == 302
    assert response["Location"] == LISTING
    assert [is_closed(position) for position in positions] == [True, True, False]
    assert messages(response) == ["2 positions were closed. Reopen these 2 All positions"]


def test_reopening_tells_of_dates_that_were_taken_away(
    tree: Tree, recruiter: Client, positions: list[PositionPage]
) -> None:
    PositionPage.objects.update(closed_at=timezone.now())
    passed = tree.add_position(closing_date=date(2026, 2, 1))
    response = confirm(recruiter, "reopen", [*positions, passed])
    assert messages(response) == [
        "4 positions were reopened. Close these 4 All positions",
        "The closing date of 1 position had passed and was cleared.",
    ]
    assert PositionPage.objects.open().count() == 4


def test_closing_date_of_what_was_closed_by_hand_opens_nothing_and_says_so(
    recruiter: Client, positions: list[PositionPage]
) -> None:
    PositionPage.objects.filter(pk=positions[0].pk).update(closed_at=timezone.now())
    response = confirm(recruiter, "closing-date", positions, closing_date=today() + DAY)
    assert "1 position stays closed, since somebody has closed it: reopen it." in messages(response)


def test_reopened_positions_that_nobody_sees_are_told(
    tree: Tree, recruiter: Client, positions: list[PositionPage]
) -> None:
    hidden = tree.add_position(team=tree.add_team(live=False))
    for position in (positions[0], hidden):
        PositionPage.objects.filter(pk=position.pk).update(closed_at=timezone.now())
    response = confirm(recruiter, "reopen", [positions[0], hidden])
    assert any("Candidates don't see 1 position yet" in text for text in messages(response))


def test_draft_is_not_closed_behind_the_back_of_the_page(
    recruiter: Client, positions: list[PositionPage]
) -> None:
    positions[0].unpublish()
    response = confirm(recruiter, "close", positions)
    assert response.status_code == 200
    assert not any(is_closed(position) for position in positions)


def test_closing_date_is_set_and_taken_away(
    recruiter: Client, positions: list[PositionPage]
) -> None:
    day = today() + DAY
    save_draft(positions[0])
    response = confirm(recruiter, "closing-date", positions, closing_date=day.isoformat())
    assert messages(response) == [f"3 positions close after {date_format(day)}. All positions"]
    assert {stored(position).closing_date for position in positions} == {day}
    assert draft(positions[0]).closing_date == day
    response = confirm(recruiter, "closing-date", positions, no_closing_date="on")
    assert messages(response)[-1] == "3 positions have no closing date now. All positions"
    assert {stored(position).closing_date for position in positions} == {None}


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({}, "Choose a day, or tick"),
        ({"closing_date": "2099-01-01", "no_closing_date": "on"}, "Clear the day, or untick"),
        ({"closing_date": "next week"}, "Enter a valid date"),
        ({"closing_date": "2020-01-01"}, "1 Jan 2020 is over: choose a later day"),
    ],
)
def test_wrong_closing_date_is_told_and_the_selection_stays(
    recruiter: Client, positions: list[PositionPage], values: dict[str, str], message: str
) -> None:
    response = confirm(recruiter, "closing-date", positions, **values)
    soup = BeautifulSoup(response.content, "html.parser")
    assert message in text_of(select(soup, "main .w-field:has([name=closing_date]) .error-message"))
    assert text_of(select(soup, "main .help-critical")) == "Nothing was changed."
    assert set(offered(soup)) == {position.pk for position in positions}
    assert {stored(position).closing_date for position in positions} == {None}


def test_each_reason_stands_where_it_belongs(
    tree: Tree, recruiter: Client, positions: list[PositionPage]
) -> None:
    PositionPage.objects.filter(pk=positions[0].pk).update(locked=True)
    later = [
        tree.add_position(title=f"Later {number}", posted_date=today() + 9 * DAY)
        for number in range(2)
    ]
    day = (today() + DAY).isoformat()
    response = confirm(recruiter, "closing-date", [*positions, *later], closing_date=day)
    soup = BeautifulSoup(response.content, "html.parser")
    assert texts_of(soup, "main .help-critical li") == ["“Tester” is locked."]
    at_field = text_of(select(soup, "main .error-message"))
    assert at_field.startswith("“Later 0” would close before it was posted")
    assert {stored(position).closing_date for position in positions} == {None}


def test_tick_stands_beside_its_label(recruiter: Client, positions: list[PositionPage]) -> None:
    soup = ask(recruiter, "closing-date", ids=ids(positions))
    label = select(soup, "main label:has(input[name=no_closing_date])")
    assert text_of(label) == "No closing date"
    described_by = select(label, "input")["aria-describedby"]
    assert text_of(select(soup, f"#{described_by}")) == "Open until somebody closes them."


def test_moving_to_a_team_that_is_not_published_warns(
    tree: Tree, recruiter: Client, positions: list[PositionPage]
) -> None:
    team = tree.add_team(title="Data", live=False)
    tree.add_position(team=team)
    soup = ask(recruiter, "team", ids=ids(positions))
    assert "Data (not published)" in texts_of(soup, "main option")
    response = confirm(recruiter, "team", positions, team=team.pk)
    assert {stored(position).team for position in positions} == {team}
    done, warning = messages(response)
    assert done == "3 positions are with Data now. All positions"
    assert "the page of the team Data isn't published" in warning


@pytest.mark.parametrize("team", ["", "999999", "x"])
def test_team_has_to_be_one(recruiter: Client, positions: list[PositionPage], team: str) -> None:
    response = confirm(recruiter, "team", positions, team=team)
    soup = BeautifulSoup(response.content, "html.parser")
    assert len(offered(soup)) == 3
    assert soup.select("main .w-field__errors .error-message")


def test_nothing_is_done_when_one_was_closed_meanwhile(
    recruiter: Client, positions: list[PositionPage]
) -> None:
    closed = timezone.now() - DAY
    PositionPage.objects.filter(pk=positions[1].pk).update(closed_at=closed)
    response = confirm(recruiter, "close", positions)
    soup = BeautifulSoup(response.content, "html.parser")
    assert text_of(select(soup, "main .help-critical > p")) == "Nothing was changed."
    assert texts_of(soup, "main .help-critical li") == ["“Writer” has been closed before."]
    assert [is_closed(position) for position in positions] == [False, True, False]
    assert set(offered(soup)) == {positions[0].pk, positions[2].pk}
    confirm(recruiter, "close", [positions[0], positions[2]])
    assert all(is_closed(position) for position in positions)
    assert stored(positions[1]).closed_at == closed


def test_nothing_is_done_when_one_was_deleted_meanwhile(
    recruiter: Client, positions: list[PositionPage]
) -> None:
    chosen = ids(positions)
    stored(positions[1]).delete()
    response = recruiter.post(url("close"), {"confirm": "1", "ids": chosen})
    soup = BeautifulSoup(response.content, "html.parser")
    assert "“Writer” was deleted meanwhile." in texts_of(soup, "main .help-critical li")
    assert not is_closed(positions[0])
    assert len(offered(soup)) == 2


# All that match


def test_all_that_match_are_those_of_the_table(
    tree: Tree, recruiter: Client, positions: list[PositionPage]
) -> None:
    data = tree.add_team(title="Data")
    wanted = [tree.add_position(title=f"Cook {number}", team=data) for number in range(60)]
    tree.add_position(title="Cook of the others")
    tree.add_position(title="Writer of data", team=data)
    query = f"q=cook&team={data.pk}&state=open&closing_before="
    table = get_soup(recruiter, f"/admin/careers_positions/?{query}")
    assert select(table, "[data-careers-bulk-total]")["data-careers-bulk-total"] == "60"
    filters = select(table, "[data-careers-bulk-filters]")["data-careers-bulk-filters"]
    soup = ask(recruiter, "close", all="1", filters=filters, id=[positions[0].pk])
    assert set(offered(soup)) == {position.pk for position in wanted}


def test_all_in_the_explorer_are_those_below_its_page(
    tree: Tree, recruiter: Client, positions: list[PositionPage]
) -> None:
    elsewhere = PositionIndexPageFactory(parent=tree.teams, slug="others")
    group = Group.objects.get(name=RECRUITERS)
    GroupPagePermission.objects.create(group=group, page=elsewhere, permission_type="publish")
    elsewhere.add_child(instance=PositionPage(title="Elsewhere", team=tree.team))
    table = get_soup(recruiter, reverse("wagtailadmin_explore", args=[tree.positions.pk]))
    filters = select(table, "[data-careers-bulk-filters]")["data-careers-bulk-filters"]
    soup = ask(recruiter, "close", all="1", filters=filters)
    assert set(offered(soup)) == {position.pk for position in positions}


@pytest.mark.parametrize("filters", ["state=nonsense", "closing_before=soon", "team=x", "index=x"])
def test_filter_that_makes_no_sense_selects_nothing(
    recruiter: Client, positions: list[PositionPage], filters: str
) -> None:
    response = recruiter.post(url("close"), {"all": "1", "filters": filters})
    assert messages(response) == ["No position is selected."]


# The table


def test_ticks_belong_to_the_bar_and_say_what_they_select(
    tree: Tree, recruiter: Client, positions: list[PositionPage]
) -> None:
    soup = get_soup(recruiter, LISTING)
    tick = select(soup, "td input[type=checkbox]")
    form = select(soup, f"form#{tick['form']}")
    assert (tick["name"], tick["value"]) == ("id", str(positions[2].pk))
    assert tick["aria-label"] == "Select Cook"
    assert select(form, "input[name=next]")["value"] == LISTING
    assert select(form, "input[name=filters]")["value"] == "q=cook"
    assert form.select("input[name=csrfmiddlewaretoken]")
    assert [button["formaction"] for button in form.select("button[type=submit]")] == [
        url(action) for action in ACTIONS
    ]
    assert soup.select("script[src*='careers/bulk.js']")


def test_large_ids_are_written_as_they_are(
    tree: Tree, recruiter: Client, settings: Settings
) -> None:
    settings.USE_THOUSAND_SEPARATOR = True
    tree.add_position(id=1_234_567)
    soup = get_soup(recruiter, "/admin/careers_positions/")
    assert select(soup, "td input[name=id]")["value"] == "1234567"
