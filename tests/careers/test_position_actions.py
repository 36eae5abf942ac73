"""Closing, reopening and duplicating one position in the admin."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from wagtail.admin.ui.tables.pages import PageTable
from wagtail.models import GroupPagePermission, PageLogEntry

from careers.admin.positions.buttons import QuickActionsColumn
from careers.models import PositionPage
from careers.positions import lifecycle
from careers.roles import APPROVERS, MARKETING, RECRUITERS, create_roles
from tests.careers.drafts import draft, stored
from tests.careers.roles import SUPERUSER, member_of, sign_in
from tests.factories import Tree
from tests.soup import get_soup, select, text_of, texts_of

DAY = timedelta(days=1)
PASSED = date(2026, 2, 1)
ACTIONS = ("close", "reopen", "duplicate")


@pytest.fixture
def position(tree: Tree) -> PositionPage:
    create_roles()
    return tree.add_position(title="Backend <b>Engineer</b>", slug="backend-engineer")


@pytest.fixture
def recruiter(position: PositionPage) -> Client:
    return sign_in(RECRUITERS)


def url_of(action: str, position: PositionPage) -> str:
    return f"/admin/careers/positions/{position.pk}/{action}/"


def apply(client: Client, action: str, position: PositionPage, **data: str) -> Any:
    return client.post(url_of(action, position), data)


def address(response: HttpResponse) -> str:
    assert response.status_code == 302
    return response["location"]


def message(client: Client) -> Any:
    """The one message that the next page of the admin shows."""
    return select(get_soup(client, "/admin/account/"), ".messages li:not(template li)")


def menu(client: Client, position: PositionPage) -> dict[str, str]:
    """The items of the menu in the row of `position`, with their addresses."""
    page = get_soup(client, listing(position))
    row = select(page, f'tr:has(a[href="{edit_url(position)}"])')
    items = row.select(".w-dropdown__content a")
    return {text_of(item): str(item["href"]) for item in items}


def listing(position: PositionPage) -> str:
    return reverse("wagtailadmin_explore", args=[position.get_parent().pk])


def edit_url(position: PositionPage) -> str:
    return reverse("wagtailadmin_pages:edit", args=[position.pk])


def done(action: str, position: PositionPage) -> bool:
    """Whether `action` was applied to `position`, which is open or, to be reopened, closed."""
    if action == "duplicate":
        return PositionPage.objects.count() > 1
    return (stored(position).closed_at is None) == (action == "reopen")


# Who may


@pytest.mark.parametrize("action", ACTIONS)
@pytest.mark.parametrize(
    ("role", "may"), [(SUPERUSER, True), (RECRUITERS, True), (MARKETING, False), (APPROVERS, False)]
)
def test_only_those_who_look_after_positions_apply_an_action(
    position: PositionPage, role: str, may: bool, action: str
) -> None:
    if action == "reopen":
        lifecycle.Close(position).execute()
    client = sign_in(role)
    assert (client.get(url_of(action, position)).status_code == 200) is may
    assert not done(action, position)
    apply(client, action, position)
    assert done(action, position) is may


def test_nobody_takes_a_step_without_signing_in(position: PositionPage) -> None:
    response = apply(Client(), "close", position)
    assert address(response).startswith("/admin/login/")
    assert not done("close", position)


def test_request_of_another_site_is_refused(position: PositionPage) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(member_of(RECRUITERS))
    assert apply(client, "close", position).status_code == 403
    assert not done("close", position)


def test_who_may_edit_but_not_publish_duplicates_and_does_not_close(
    recruiter: Client, position: PositionPage
) -> None:
    permissions = GroupPagePermission.objects.filter(group__name=RECRUITERS)
    permissions.filter(permission__codename="publish_page").delete()
    items = menu(recruiter, position)
    assert "Duplicate" in items
    assert "Close for candidates" not in items
    apply(recruiter, "close", position)
    apply(recruiter, "duplicate", position)
    assert not done("close", position)
    assert done("duplicate", position)


def test_who_may_not_add_positions_does_not_duplicate(
    recruiter: Client, position: PositionPage
) -> None:
    permissions = GroupPagePermission.objects.filter(group__name=RECRUITERS)
    permissions.filter(permission__codename="add_page").delete()
    assert "Duplicate" not in menu(recruiter, position)
    apply(recruiter, "duplicate", position)
    assert not done("duplicate", position)


def test_locked_position_stays_as_it_is(recruiter: Client, position: PositionPage) -> None:
    PositionPage.objects.update(locked=True, locked_by=member_of(SUPERUSER))
    assert "Close for candidates" not in menu(recruiter, position)
    assert address(apply(recruiter, "close", position)) == listing(position)
    assert not done("close", position)
    assert "is locked by superuser" in text_of(message(recruiter))


def test_who_has_locked_a_position_closes_it(recruiter: Client, position: PositionPage) -> None:
    PositionPage.objects.update(locked=True, locked_by=member_of(RECRUITERS))
    assert "Close for candidates" in menu(recruiter, position)
    apply(recruiter, "close", position)
    assert done("close", position)


def test_only_positions_are_closed(recruiter: Client, tree: Tree) -> None:
    assert recruiter.post(f"/admin/careers/positions/{tree.home.pk}/close/").status_code == 404


# What it does, and says


def test_close_says_so_and_offers_to_reopen(recruiter: Client, position: PositionPage) -> None:
    response = apply(recruiter, "close", position, next="/admin/account/")
    assert address(response) == "/admin/account/"
    assert done("close", position)
    assert PageLogEntry.objects.get(action="careers.close").user == member_of(RECRUITERS)
    told = message(recruiter)
    assert text_of(told) == "“Backend <b>Engineer</b>” is closed for candidates. Reopen"
    assert not told.select("b")
    undo = select(told, "a")
    assert undo["data-w-action-url-value"] == url_of("reopen", position)
    assert undo["href"] == url_of("reopen", position) + "?next=%2Fadmin%2Faccount%2F"


def test_reopen_says_so_and_offers_to_close(recruiter: Client, position: PositionPage) -> None:
    lifecycle.Close(position).execute()
    assert address(apply(recruiter, "reopen", position)) == listing(position)
    assert stored(position).is_open
    told = message(recruiter)
    assert "is open for candidates again. Close for candidates" in text_of(told)
    assert select(told, "a")["data-w-action-url-value"] == url_of("close", position)


def test_reopen_names_the_closing_date_that_it_cleared(
    recruiter: Client, position: PositionPage
) -> None:
    PositionPage.objects.update(closing_date=PASSED)
    apply(recruiter, "reopen", position)
    assert stored(position).is_open
    assert "Its closing date, 1 Feb 2026, had passed and was cleared." in text_of(
        message(recruiter)
    )


def test_reopen_does_not_promise_candidates_what_is_not_published(
    recruiter: Client, position: PositionPage
) -> None:
    lifecycle.Close(position).execute()
    stored(position).unpublish()
    apply(recruiter, "reopen", position)
    assert "no longer closed. Candidates see it once it and its team are published." in text_of(
        message(recruiter)
    )


@pytest.mark.parametrize(
    ("action", "reason"), [("close", "has been closed before"), ("reopen", "is not closed")]
)
def test_step_that_makes_no_sense_any_more_is_a_warning(
    recruiter: Client, position: PositionPage, action: str, reason: str
) -> None:
    if action == "close":
        lifecycle.Close(position).execute()
    before = stored(position).closed_at
    assert address(apply(recruiter, action, position)) == listing(position)
    told = message(recruiter)
    assert "warning" in told["class"]
    assert reason in text_of(told)
    assert stored(position).closed_at == before


def test_duplicate_is_a_draft_that_opens_in_the_editor(
    recruiter: Client, position: PositionPage
) -> None:
    now = timezone.now()
    PositionPage.objects.update(
        closing_date=timezone.localdate() + DAY,
        closed_at=now,
        reference="R-1",
        source="ats",
        external_id="77",
        expire_at=now + DAY,
    )
    response = apply(recruiter, "duplicate", stored(position), next="/admin/account/")
    copy = PositionPage.objects.exclude(pk=position.pk).get()
    assert address(response) == edit_url(copy)
    for page in (copy, draft(copy)):
        assert (page.title, page.slug, page.live) == (position.title, "backend-engineer-2", False)
        assert (page.reference, page.source, page.external_id) == ("", "", "")
        assert (page.posted_date, page.closing_date, page.closed_at) == (None, None, None)
        assert (page.go_live_at, page.expire_at) == (None, None)
    assert "This is the copy of “Backend <b>Engineer</b>”" in text_of(message(recruiter))


@pytest.mark.parametrize(
    "unsafe", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", ""]
)
def test_unsafe_next_leads_to_the_list(
    recruiter: Client, position: PositionPage, unsafe: str
) -> None:
    page = get_soup(recruiter, url_of("close", position) + f"?next={unsafe}")
    assert select(page, "main a.button-secondary")["href"] == listing(position)
    assert address(apply(recruiter, "close", position, next=unsafe)) == listing(position)


@pytest.mark.parametrize("action", ACTIONS)
def test_without_javascript_a_page_asks_first(
    recruiter: Client, position: PositionPage, action: str
) -> None:
    page = get_soup(recruiter, url_of(action, position) + "?next=/admin/account/")
    form = select(page, "main form[method=post]")
    assert "Backend <b>Engineer</b>" in text_of(select(page, "main p"))
    assert select(form, "input[name=next]")["value"] == "/admin/account/"
    assert select(form, "a")["href"] == "/admin/account/"
    assert select(form, "input[name=csrfmiddlewaretoken]")["value"]


# Buttons


def close_by_hand(position: PositionPage) -> None:
    lifecycle.Close(position).execute()


def close_by_date(position: PositionPage) -> None:
    PositionPage.objects.update(closing_date=PASSED)


def close_today(position: PositionPage) -> None:
    PositionPage.objects.update(closing_date=timezone.localdate())


def unpublish(position: PositionPage) -> None:
    position.unpublish()


def close_and_unpublish(position: PositionPage) -> None:
    lifecycle.Close(position).execute()
    stored(position).unpublish()


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (close_today, "Close for candidates"),
        (close_by_hand, "Reopen for candidates"),
        (close_by_date, "Reopen for candidates"),
        (close_and_unpublish, "Reopen for candidates"),
        (unpublish, None),
    ],
)
def test_menus_offer_the_step_that_makes_sense(
    recruiter: Client, position: PositionPage, change: Any, expected: str | None
) -> None:
    change(position)
    choices = {"Close for candidates", "Reopen for candidates"}
    offered = choices.intersection(menu(recruiter, position))
    assert offered == ({expected} if expected else set())


def test_row_has_all_of_it(recruiter: Client, position: PositionPage) -> None:
    items = menu(recruiter, position)
    back = f"?next={listing(position).replace('/', '%2F')}"
    assert items["Close for candidates"] == url_of("close", position) + back
    assert items["Duplicate"] == url_of("duplicate", position) + back
    assert items["View live"].endswith("/positions/backend-engineer/")


def test_row_offers_a_duplicate_instead_of_a_copy(
    recruiter: Client, position: PositionPage, tree: Tree, admin_client: Client
) -> None:
    offered = menu(recruiter, position)
    assert "Copy" not in offered
    assert "Sort menu order" not in offered
    assert {"Edit", "Move", "History"} <= set(offered)
    teams = get_soup(admin_client, f"/admin/pages/{tree.teams.pk}/")
    assert "Copy" in texts_of(teams, "td.title a")


def test_other_pages_have_no_steps(admin_client: Client, tree: Tree) -> None:
    for page in (tree.team, tree.positions):
        text = admin_client.get(edit_url(page)).content.decode()
        assert "Close for candidates" not in text
        assert "Duplicate</" not in text


def quick_actions(html: str) -> BeautifulSoup:
    return BeautifulSoup(html, "html.parser")


def table(positions: Any, role: str) -> str:
    """A table with just the quick actions, as somebody of `role` gets it."""
    request = RequestFactory().get("/admin/list/results/?p=2&q=x&_w_filter_fragment=1")
    request.user = member_of(role)
    rows = PageTable([QuickActionsColumn("actions")], positions, actions_next_url="/admin/list/")
    return rows.render_html({"request": request, "table": rows})


def test_rows_have_buttons_that_work_without_javascript(position: PositionPage) -> None:
    page = quick_actions(table(PositionPage.objects.with_state(), RECRUITERS))
    form = select(page, "th form[method=post]")
    assert select(form, "[name=next]")["value"] == "/admin/list/?p=2&q=x"
    assert select(form, "[name=csrfmiddlewaretoken]")["value"]
    buttons = page.select(f"td button[type=submit][form={form['id']}]")
    assert {str(button["aria-label"]): button["formaction"] for button in buttons} == {
        "Close “Backend <b>Engineer</b>” for candidates": url_of("close", position),
        "Duplicate “Backend <b>Engineer</b>”": url_of("duplicate", position),
    }
    assert not page.select("b")
    assert str(select(page, ".careers-quick-actions > a")["href"]).endswith(
        "/positions/backend-engineer/"
    )


def test_row_of_a_closed_position_offers_to_reopen_it(tree: Tree, position: PositionPage) -> None:
    lifecycle.Close(position).execute()
    tree.add_position(title="Tester", closing_date=PASSED)
    rows = PositionPage.objects.with_state().order_by("pk")
    page = quick_actions(table(rows, RECRUITERS))
    assert texts_of(page, "button[formaction$='/reopen/']") == ["Reopen", "Reopen"]
    assert not page.select("button[formaction$='/close/']")


def test_rows_of_marketing_have_no_buttons(position: PositionPage) -> None:
    page = quick_actions(table(PositionPage.objects.with_state(), MARKETING))
    assert not page.select("button[formaction]")


def test_rows_ask_for_nothing_of_their_own(
    position: PositionPage, tree: Tree, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(10):
        tree.add_position(
            closing_date=timezone.localdate() + number * DAY if number % 2 else PASSED,
            locked=number % 3 == 0,
        )
    menu_needs = PositionPage.objects.prefetch_workflow_states().annotate_site_root_state()
    rows = list(menu_needs.annotate_approved_schedule().with_state())
    table(rows[:1], RECRUITERS)  # the addresses of sites are in the cache after it
    with django_assert_num_queries(4):
        # 1: the user
        # 2: their permissions on pages
        # 3: whether one of their groups leaves positions to others
        # 4: the site of the request, for addresses
        table(rows, RECRUITERS)
