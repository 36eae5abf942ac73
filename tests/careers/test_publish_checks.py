"""Incomplete drafts are not published, also without the editor's form."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, Workflow, WorkflowPage
from wagtail.test.utils.form_data import inline_formset

from careers.models import PositionPage, TeamPage
from careers.roles import APPROVERS, MARKETING, RECRUITERS, WORKFLOW, create_roles
from tests.careers.drafts import draft, save_draft, stored
from tests.careers.roles import SUPERUSER, Attempt, sign_in
from tests.careers.team_form import list_items, post_team
from tests.careers.test_form_errors import autosave
from tests.careers.test_position_form import create, edit
from tests.factories import LocationFactory, StandardPageFactory, Tree
from tests.soup import get_soup

NOBODY = {"person": None, "quote": "Words", "unit": ""}
#: A testimonial of nobody.
HALF_FILLED = [
    {
        "type": "testimonials",
        "value": {"heading": "People", "testimonials": [{"type": "item", "value": NOBODY}]},
    }
]
REASON = "Testimonials: Choose who says this, or delete the testimonial."


def save_half_filled(page: Any) -> None:
    """Save a draft that the form would save, but not publish."""
    field = page._meta.get_field("body")
    page.body = field.to_python(HALF_FILLED)
    page.title = "Half filled"
    page.save_revision()


def is_published(page: Page) -> bool:
    """Tell whether visitors see what `save_half_filled` has written."""
    now = Page.objects.get(pk=page.pk).specific
    return bool(now.live and now.title == "Half filled")


def refusal(answer: Any, page: Page) -> str:
    """Return the error message on a page of the admin, which has a button to edit `page`."""
    (message,) = BeautifulSoup(answer.content, "html.parser").select(".messages .error")
    (button,) = message.select("a")
    assert button["href"] == reverse("wagtailadmin_pages:edit", args=[page.pk])
    return " ".join(message.get_text(" ").split())


# Ticked in a list


def publish_in_bulk(client: Client, page: Page, with_drafts_below: bool = False) -> str:
    url = reverse("wagtail_bulk_action", args=("wagtailcore", "page", "publish"))
    data = {"include_descendants": "on"} if with_drafts_below else {}
    return str(client.post(f"{url}?id={page.pk}&next=/admin/", data, follow=True).content.decode())


@pytest.mark.parametrize("with_index", [False, True], ids=["alone", "below the ticked page"])
@pytest.mark.parametrize(
    ("values", "problem"),
    [
        ({"team": ""}, "Team: Choose the team that this position belongs to."),
        ({"apply_url": "www.x.org"}, "Address to apply at: The beginning is missing."),
        ({"pay_min": "5"}, "Currency: Choose the currency"),
        ({"closing_date": timezone.localdate() - timedelta(1)}, "Closing date: This day is over"),
    ],
    ids=["team", "address", "pay", "date"],
)
def test_draft_that_is_incomplete_is_not_published_from_a_list(
    admin_client: Client, tree: Tree, values: dict[str, Any], problem: str, with_index: bool
) -> None:
    create(admin_client, tree, **{"team": tree.team.pk} | values)
    position = PositionPage.objects.get()
    page = tree.positions if with_index else position
    answer = publish_in_bulk(admin_client, page, with_drafts_below=with_index)
    assert f"“Backend Engineer” can&#x27;t be published yet. {problem}" in answer
    assert not stored(position).live


def test_first_five_drafts_that_are_incomplete_are_named(admin_client: Client, tree: Tree) -> None:
    for _number in range(7):
        create(admin_client, tree)
    answer = publish_in_bulk(admin_client, tree.positions, with_drafts_below=True)
    assert answer.count("“Backend Engineer” can&#x27;t be published yet.") == 5
    assert "2 more pages can&#x27;t be published yet." in answer


def test_draft_that_is_complete_is_published_from_a_list(admin_client: Client, tree: Tree) -> None:
    create(admin_client, tree, team=tree.team.pk)
    publish_in_bulk(admin_client, PositionPage.objects.get())
    assert PositionPage.objects.get().live


def test_position_past_its_closing_date_is_published_again_from_a_list(
    admin_client: Client, tree: Tree
) -> None:
    position = tree.add_position(title="Old", closing_date=timezone.localdate() - timedelta(1))
    edit(admin_client, position, title="New", closing_date=position.closing_date)
    publish_in_bulk(admin_client, position)
    assert stored(position).title == "New"


@pytest.mark.parametrize("live", [True, False], ids=["published before", "new"])
@pytest.mark.parametrize("kind", ["home", "team", "standard"])
def test_half_filled_page_is_not_published_from_a_list(
    admin_client: Client, tree: Tree, kind: str, live: bool
) -> None:
    page: Any = {
        "home": lambda: tree.home,
        "team": lambda: tree.team,
        "standard": lambda: StandardPageFactory(parent=tree.home),
    }[kind]()
    if not live:
        page.unpublish()
    save_half_filled(page)
    url = reverse("wagtail_bulk_action", args=("wagtailcore", "page", "publish"))
    answer = admin_client.post(f"{url}?id={page.pk}&next=/admin/", follow=True)
    assert f"“Half filled” can't be published yet. {REASON}" in refusal(answer, page)
    assert not is_published(page)


def test_part_without_its_least_number_of_items_is_named(admin_client: Client, tree: Tree) -> None:
    body = [("testimonials", {"heading": "People", "testimonials": list_items(), "tone": ""})]
    assert post_team(admin_client, tree.team, body, "draft") is None
    assert "published yet. Testimonials: The minimum number of items is 1" in publish_in_bulk(
        admin_client, tree.team
    )


def test_required_choice_that_a_draft_has_left_open_is_named(
    admin_client: Client, tree: Tree
) -> None:
    create(admin_client, tree, team=tree.team.pk, workplace="")
    position = PositionPage.objects.get()
    assert "published yet. Workplace: This field is required." in publish_in_bulk(
        admin_client, position
    )


def test_page_without_a_revision_is_published_from_a_list(admin_client: Client, tree: Tree) -> None:
    team = tree.add_team(live=False, body=[])
    publish_in_bulk(admin_client, team)
    assert TeamPage.objects.get(pk=team.pk).live


def test_drafts_below_that_one_may_not_publish_stop_nobody_and_stay_unnamed(tree: Tree) -> None:
    create_roles()
    create(sign_in(RECRUITERS), tree, title="Secret position")
    team = tree.add_team(live=False, body=[])
    answer = publish_in_bulk(sign_in(APPROVERS), tree.home, with_drafts_below=True)
    assert "Secret position" not in answer
    assert TeamPage.objects.get(pk=team.pk).live
    assert not PositionPage.objects.get().live


def test_drafts_are_checked_with_a_fixed_number_of_queries(
    admin_client: Client, tree: Tree
) -> None:
    url = reverse("wagtail_bulk_action", args=("wagtailcore", "page", "publish"))
    url = f"{url}?id={tree.positions.pk}&next=/admin/"

    def queries(new_drafts: int) -> int:
        for _number in range(new_drafts):
            save_draft(tree.add_position(live=False), closing_date=date(2026, 2, 1))
        with CaptureQueriesContext(connection) as made:
            admin_client.post(url, {"include_descendants": "on"})
        return len(made)

    queries(1)
    assert queries(1) == queries(9)
    assert not PositionPage.objects.live().exists()


# Approved in a workflow


def act(browser: Client, page: Page, action: str = "approve", **options: Any) -> Any:
    """Apply an action of the page's workflow, as the dashboard's buttons do."""
    state = Page.objects.get(pk=page.pk).current_workflow_task_state
    args = (page.pk, action, state.pk)
    url = reverse("wagtailadmin_pages:workflow_action", args=args)
    return browser.post(url, {"comment": ""}, **options)


@pytest.fixture
def submitted(tree: Tree) -> TeamPage:
    """A team page that marketing has submitted, and an approver has half rewritten since."""
    create_roles()
    Attempt(sign_in(MARKETING), tree.team).save("action-submit")
    item = {"person": "", "quote": "Words", "unit": ""}
    body = [("testimonials", {"heading": "People", "testimonials": list_items(item), "tone": ""})]
    tree.team.title = "Half filled"
    assert post_team(sign_in(APPROVERS), tree.team, body, "draft") is None
    return tree.team


def test_half_filled_page_is_not_approved(submitted: TeamPage) -> None:
    answer = act(sign_in(APPROVERS), submitted, follow=True)
    assert f"“Half filled” can't be published yet. {REASON}" in refusal(answer, submitted)
    assert not is_published(submitted)
    assert Page.objects.get(pk=submitted.pk).workflow_in_progress


def test_approval_with_a_comment_leads_from_its_window_to_the_reason(submitted: TeamPage) -> None:
    browser = sign_in(APPROVERS)
    answer = act(browser, submitted, headers={"x-requested-with": "XMLHttpRequest"}).json()
    assert answer["step"] == "success"
    assert REASON in refusal(browser.get(answer["redirect"]), submitted)
    assert not is_published(submitted)


def test_half_filled_page_is_sent_back(submitted: TeamPage) -> None:
    act(sign_in(APPROVERS), submitted, "reject")
    assert not is_published(submitted)
    assert not Page.objects.get(pk=submitted.pk).workflow_in_progress


def test_page_that_was_completed_is_approved(submitted: TeamPage) -> None:
    assert post_team(sign_in(APPROVERS), submitted, [], "draft") is None
    act(sign_in(APPROVERS), submitted)
    assert is_published(submitted)


@pytest.mark.parametrize("kind", ["home", "standard", "position"])
def test_half_filled_page_of_any_type_is_not_approved(tree: Tree, kind: str) -> None:
    create_roles()
    page: Any = {
        "home": lambda: tree.home,
        "standard": lambda: StandardPageFactory(parent=tree.home),
        "position": tree.add_position,
    }[kind]()
    workflow = Workflow.objects.get(name=WORKFLOW)
    WorkflowPage.objects.update_or_create(page=page, defaults={"workflow": workflow})
    save_half_filled(page)
    workflow.start(page, None)
    act(sign_in(SUPERUSER), page)
    assert not is_published(page)


def test_explorer_of_pages_with_a_body_stays_wagtails(admin_client: Client, tree: Tree) -> None:
    explorer = get_soup(admin_client, reverse("wagtailadmin_explore", args=[tree.teams.pk]))
    assert "1-1 of 1 page" in " ".join(explorer.get_text().split())


# Rows in which nothing is chosen


def empty_rows(**values: Any) -> dict[str, Any]:
    return values | {
        "position_locations": inline_formset([{"location": "", "ORDER": "1"}]),
        "position_types": inline_formset([{"position_type": "", "ORDER": "1"}]),
    }


@pytest.mark.parametrize("publish", [False, True], ids=["draft", "publish"])
def test_empty_row_means_nothing(admin_client: Client, tree: Tree, publish: bool) -> None:
    response = create(admin_client, tree, publish, **empty_rows(team=tree.team.pk))
    assert response.status_code == 302
    position = PositionPage.objects.get()
    assert position.live is publish
    assert not draft(position).locations
    assert not draft(position).types


def test_row_that_was_emptied_is_taken_away(admin_client: Client, tree: Tree) -> None:
    lisbon, porto = LocationFactory(name="Lisbon"), LocationFactory(name="Porto")
    position = tree.add_position(locations=[lisbon, porto])
    first, second = position.position_locations.all()
    rows = [{"id": first.pk, "location": ""}, {"id": second.pk, "location": porto.pk}]
    values = {"position_locations": inline_formset(rows, initial=2)}
    assert edit(admin_client, position, **values).status_code == 302
    assert draft(position).locations == [porto]
    assert stored(position).locations == [lisbon, porto]


def test_choice_in_a_row_that_was_saved_empty_is_kept(admin_client: Client, tree: Tree) -> None:
    lisbon: Any = LocationFactory(name="Lisbon")
    create(admin_client, tree, **empty_rows())
    position = PositionPage.objects.get()
    # What the editor's page holds after an autosave: the row counts as known, but has no id.
    rows = inline_formset([{"id": "", "location": lisbon.pk, "ORDER": "1"}], initial=1)
    assert autosave(admin_client, position, position_locations=rows)["success"]
    assert draft(position).locations == [lisbon]
