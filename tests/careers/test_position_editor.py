"""What an editor is told of a position that somebody closes while they have it open."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse
from wagtail.models import GroupPagePermission
from wagtail.test.utils.form_data import nested_form_data, querydict_from_html, streamfield

from careers.models import PositionPage
from careers.positions import lifecycle
from careers.roles import RECRUITERS, create_roles
from tests.careers.drafts import draft, stored
from tests.careers.roles import SUPERUSER, member_of, sign_in
from tests.factories import Tree
from tests.soup import get_soup, select, text_of

PASSED = date(2026, 2, 1)
JSON = {"accept": "application/json"}
SCRIPT = {"x-requested-with": "XMLHttpRequest"}


@pytest.fixture
def position(tree: Tree) -> PositionPage:
    create_roles()
    position = tree.add_position(title="Backend Engineer", slug="backend-engineer")
    position.save_revision().publish()
    return stored(position)


@pytest.fixture
def recruiter(position: PositionPage) -> Client:
    return sign_in(RECRUITERS)


@pytest.fixture
def ana(position: PositionPage) -> User:
    """Another recruiter, whose name is no HTML."""
    ana = User.objects.create_user("ana", first_name="Ana", last_name="<i>Sousa</i>")
    ana.groups.add(Group.objects.get(name=RECRUITERS))
    return ana


def edit_url(position: PositionPage) -> str:
    return reverse("wagtailadmin_pages:edit", args=[position.pk])


class Form:
    """The form of a position as somebody has it open."""

    def __init__(self, client: Client, position: PositionPage) -> None:
        self.client, self.url = client, edit_url(position)
        response: Any = client.get(self.url)
        self.page = BeautifulSoup(response.content, "html.parser")
        html = response.content.decode()
        self.data = dict(querydict_from_html(html, form_id="page-edit-form").items())
        self.data |= nested_form_data({"body": streamfield([])})

    @property
    def notice(self) -> str:
        return text_of(select(self.page, "#position-notice"))

    def autosave(self, **values: str) -> BeautifulSoup:
        """What the answer puts into the page."""
        response = self.client.post(self.url, self.data | values, headers=JSON)
        answer = response.json()
        assert answer["success"], answer
        self.data["overwrite_revision_id"] = answer["revision_id"]
        return BeautifulSoup(answer["html"], "html.parser")

    def publish(self, **values: str) -> None:
        response = self.client.post(self.url, self.data | values | {"action-publish": "1"})
        assert response.status_code == 302


def brought(partials: BeautifulSoup) -> str:
    """The notice that is put in the place of the one in the page, or ""."""
    templates = partials.select("template[data-w-teleport-target-value='#position-notice']")
    return text_of(templates[0]) if templates else ""


def news(client: Client, position: PositionPage, seen: str) -> str:
    url = f"/admin/careers/positions/{position.pk}/notice/"
    response = client.get(url, {"seen": seen}, headers=SCRIPT)
    assert response.status_code == 200
    return brought(BeautifulSoup(response.content, "html.parser"))


def mark(page: BeautifulSoup) -> str:
    return str(select(page, "#position-notice [name=seen]")["value"])


# While the form is open


def test_next_autosave_tells_who_closed_the_position_and_keeps_the_text(
    recruiter: Client, position: PositionPage, ana: User
) -> None:
    form = Form(recruiter, position)
    assert brought(form.autosave(title="Backend Engineers")) == ""
    lifecycle.Close(position, ana).execute()
    notice = brought(form.autosave(title="Senior Backend Engineer"))
    assert notice.startswith("Closed for candidates by Ana <i>Sousa</i> (")
    assert "What you write is kept." in notice
    assert draft(position).title == "Senior Backend Engineer"
    assert stored(position).closed_at


def test_first_autosave_tells_it_too(recruiter: Client, position: PositionPage, ana: User) -> None:
    form = Form(recruiter, position)
    lifecycle.Close(position, ana).execute()
    assert "by Ana" in brought(form.autosave(title="Backend Engineers"))


def test_autosaves_tell_it_once(recruiter: Client, position: PositionPage, ana: User) -> None:
    form = Form(recruiter, position)
    lifecycle.Close(position, ana).execute()
    assert brought(form.autosave(title="Backend Engineers"))
    assert not brought(form.autosave(title="Backend Engineers!"))


def test_nobody_is_named_where_nobody_closed_it(
    recruiter: Client, position: PositionPage, ana: User
) -> None:
    lifecycle.Close(position, ana).execute()
    lifecycle.Reopen(position, ana).execute()
    form = Form(recruiter, position)
    lifecycle.Close(position).execute()
    notice = brought(form.autosave(title="Backend Engineers"))
    assert notice.startswith("Closed for candidates (")
    assert "Ana" not in notice


def test_name_of_who_closed_it_before_is_not_taken_for_this_time(
    recruiter: Client, position: PositionPage, ana: User
) -> None:
    lifecycle.Close(position, ana).execute()
    closed_at = stored(position).closed_at
    lifecycle.Reopen(position, ana).execute()
    PositionPage.objects.update(closed_at=closed_at)  # by an action without an entry in the log
    assert "Ana" not in Form(recruiter, position).notice


def test_publishing_what_was_open_does_not_reopen_the_position(
    recruiter: Client, position: PositionPage, ana: User
) -> None:
    form = Form(recruiter, position)
    form.autosave(title="Backend Engineers")
    lifecycle.Close(position, ana).execute()
    form.publish(title="Senior Backend Engineer")
    assert stored(position).title == "Senior Backend Engineer"
    assert stored(position).closed_at


def test_who_does_not_type_is_told_too(
    recruiter: Client, position: PositionPage, ana: User
) -> None:
    page = Form(recruiter, position).page
    seen = mark(page)
    form = select(page, "form#position-notice-form")
    assert form["action"] == f"/admin/careers/positions/{position.pk}/notice/"
    assert "w-session:ping@document" in str(form["data-action"])
    assert news(recruiter, position, seen) == ""
    lifecycle.Close(position, ana).execute()
    assert "by Ana" in news(recruiter, position, seen)
    seen = mark(Form(recruiter, position).page)
    assert news(recruiter, position, seen) == ""
    lifecycle.Reopen(position, ana).execute()
    notice = news(recruiter, position, seen)
    assert notice.startswith("Reopened for candidates by Ana <i>Sousa</i> (")
    assert "Close for candidates" in notice


def test_closing_date_that_is_over_is_told(recruiter: Client, position: PositionPage) -> None:
    PositionPage.objects.update(closing_date=PASSED)
    notice = news(recruiter, position, "open")
    assert notice.startswith("Closed for candidates: the closing date, 1 Feb 2026, is over.")


def test_cleared_closing_date_is_told(recruiter: Client, position: PositionPage, ana: User) -> None:
    PositionPage.objects.update(closing_date=PASSED)
    lifecycle.Reopen(position, ana).execute()
    notice = news(recruiter, position, str(PASSED))
    assert "The closing date, 1 Feb 2026, had passed and was cleared." in notice


def test_later_closing_date_is_not_put_down_to_who_reopened_it_long_ago(
    recruiter: Client, position: PositionPage, ana: User
) -> None:
    lifecycle.Close(position, ana).execute()
    lifecycle.Reopen(position, ana).execute()
    stored(position).save_revision(user=ana).publish(user=ana)
    assert news(recruiter, position, str(PASSED)).startswith("No longer closed for candidates.")


def test_news_are_for_those_who_may_edit(position: PositionPage) -> None:
    url = f"/admin/careers/positions/{position.pk}/notice/"
    client = Client()
    client.force_login(User.objects.create_user("visitor"))
    assert client.get(url).status_code == 302
    assert Client().get(url).status_code == 302


# When it is opened


def test_form_of_an_open_position_says_nothing(
    recruiter: Client, position: PositionPage, ana: User
) -> None:
    assert Form(recruiter, position).page.select("#position-notice[role=status]")
    lifecycle.Close(position, ana).execute()
    lifecycle.Reopen(position, ana).execute()
    page = Form(recruiter, position).page
    assert not select(page, "#position-notice").select("p")
    assert select(page, "#position-notice form").has_attr("hidden")


def test_form_of_a_closed_position_says_who_closed_it(
    recruiter: Client, position: PositionPage, ana: User
) -> None:
    lifecycle.Close(position, ana).execute()
    assert "by Ana <i>Sousa</i>" in Form(recruiter, position).notice


def test_earlier_version_is_opened_with_the_notice(
    recruiter: Client, position: PositionPage, ana: User
) -> None:
    revision = position.latest_revision
    position.save_revision()
    lifecycle.Close(position, ana).execute()
    url = reverse("wagtailadmin_pages:revisions_revert", args=[position.pk, revision.pk])
    assert "by Ana" in text_of(select(get_soup(recruiter, url), "#position-notice"))


def test_new_position_gets_its_notice_with_the_first_autosave(
    recruiter: Client, tree: Tree, position: PositionPage
) -> None:
    position.unpublish()
    url = edit_url(position) + "?_w_hydrate_create_view=1"
    partials = get_soup(recruiter, url)
    place = select(
        partials,
        "template[data-w-teleport-target-value='form[data-edit-form]']"
        "[data-w-teleport-mode-value=beforebegin]",
    )
    assert place.select("#position-notice")


# Steps that leave the form open


def menu(page: BeautifulSoup) -> dict[str, Any]:
    """The items of the menu at the top, with the forms that they send."""
    items = page.select("#w-slim-header-buttons .w-dropdown__content > *")
    return {text_of(item): item.get("form") for item in items}


def test_menu_sends_the_form_of_the_notice(recruiter: Client, position: PositionPage) -> None:
    page = Form(recruiter, position).page
    items = menu(page)
    assert items["Close for candidates"] == "position-close"
    assert items["Reopen for candidates"] == "position-reopen"  # the style sheet hides it
    assert "Duplicate" in items
    assert page.select("form#position-close[data-controller=w-swap]")
    assert not page.select("form#position-reopen")


def test_menu_of_an_alias_has_no_step_of_its_own(
    admin_client: Client, tree: Tree, position: PositionPage
) -> None:
    alias: Any = position.create_alias(update_slug="alias")
    items = menu(get_soup(admin_client, edit_url(alias)))
    assert "Duplicate" in items
    assert "Close for candidates" not in items  # it follows the page that it repeats
    assert set(items.values()) == {None}


def test_step_of_the_editor_answers_with_the_notice(
    recruiter: Client, position: PositionPage
) -> None:
    for action, told in (("close", "Closed"), ("close", "Closed"), ("reopen", "Reopened")):
        url = f"/admin/careers/positions/{position.pk}/{action}/"
        response = recruiter.post(url, headers=SCRIPT)
        assert response.status_code == 200
        notice = brought(BeautifulSoup(response.content, "html.parser"))
        assert notice.startswith(f"{told} for candidates by recruiters")
    assert not get_soup(recruiter, "/admin/account/").select(".messages li:not(template li)")


@pytest.mark.parametrize("closed_by_hand", [True, False])
def test_form_with_a_passed_closing_date_is_loaded_anew_when_it_is_reopened(
    recruiter: Client, position: PositionPage, closed_by_hand: bool
) -> None:
    """It would bring the date back, and its next autosave would be refused."""
    position.closing_date = PASSED
    position.save_revision()
    if closed_by_hand:
        lifecycle.Close(position).execute()
    else:
        PositionPage.objects.update(closing_date=PASSED)
    form = select(Form(recruiter, position).page, "form#position-reopen")
    assert not form.has_attr("data-controller")
    assert select(form, "[name=next]")["value"] == edit_url(position)


def without_publishing(position: PositionPage) -> None:
    permissions = GroupPagePermission.objects.filter(group__name=RECRUITERS)
    permissions.filter(permission__codename="publish_page").delete()


def locked(position: PositionPage) -> None:
    PositionPage.objects.update(locked=True, locked_by=member_of(SUPERUSER))


@pytest.mark.parametrize("change", [without_publishing, locked])
def test_who_may_not_reopen_sees_no_button(
    recruiter: Client, position: PositionPage, change: Any
) -> None:
    lifecycle.Close(position).execute()
    change(position)
    form = Form(recruiter, position)
    assert form.notice.startswith("Closed for candidates")
    assert not form.page.select("form#position-reopen")
    assert not {"Close for candidates", "Reopen for candidates"} & set(menu(form.page))
    assert "Duplicate" in menu(form.page)
