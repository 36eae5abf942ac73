"""An editor has a position open while somebody else closes it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Locator, Page, expect
from pytest_django import Settings

from careers.models import PositionPage
from careers.positions import lifecycle
from tests.browser.axe import assert_accessible
from tests.browser.editor import open_form
from tests.browser.site import SmallSite
from tests.careers.drafts import draft, stored
from tests.factories import today

TEXT = "Senior engineer of all that is built"


@pytest.fixture
def position(small_site: SmallSite) -> PositionPage:
    small_site.open[0].save_revision().publish()
    return stored(small_site.open[0])


@pytest.fixture
def ana(db: None) -> User:
    return User.objects.create_superuser("ana", first_name="Ana", last_name="Sousa")


def open_editor(page: Page, position: PositionPage) -> Locator:
    """Open the form of `position`; returns its notice."""
    page.goto(f"/admin/pages/{position.pk}/edit/")
    expect(page.locator("#w-editing-sessions")).to_be_attached()
    return page.locator("#position-notice")


def type_until_saved(page: Page, text: str) -> None:
    """Type a title, and wait until Wagtail has saved it by itself."""
    page.locator("#id_title").fill(text)
    expect(page.locator("#w-autosave-indicator[data-w-autosave-state-value=saved]")).to_be_visible()


def press_in_menu(page: Page, name: str) -> None:
    menu = page.get_by_role("navigation", name="Actions", exact=True)
    menu.get_by_role("button", name="Actions", exact=True).click()
    page.get_by_role("button", name=name, exact=True).and_(
        page.locator("[data-position-action]")
    ).click()


def test_editor_learns_within_one_autosave_who_closed_the_position(
    admin_page: Page, position: PositionPage, ana: User, settings: Settings
) -> None:
    settings.WAGTAIL_EDITING_SESSION_PING_INTERVAL = 0  # by the autosave alone
    page = admin_page
    open_form(page, f"/admin/pages/{position.pk}/edit/")
    notice = page.locator("#position-notice")
    expect(notice).not_to_contain_text("Closed")
    lifecycle.Close(position, ana).execute()
    type_until_saved(page, TEXT)
    expect(notice).to_contain_text("Closed for candidates by Ana Sousa")
    expect(page.locator("#id_title")).to_have_value(TEXT)
    assert draft(position).title == TEXT

    page.get_by_role("button", name="More actions").click()
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.get_by_text(f"Page '{TEXT}' has been published")).to_be_visible()
    assert stored(position).title == TEXT
    assert stored(position).closed_at


def test_editor_who_does_not_type_learns_it_too(
    admin_page: Page, position: PositionPage, ana: User, settings: Settings
) -> None:
    settings.WAGTAIL_EDITING_SESSION_PING_INTERVAL = 500
    notice = open_editor(admin_page, position)
    admin_page.locator("#id_apply_url").scroll_into_view_if_needed()
    lifecycle.Close(position, ana).execute()
    expect(notice).to_contain_text("Closed for candidates by Ana Sousa")
    expect(notice.get_by_text("Closed for candidates by")).to_be_in_viewport()
    lifecycle.Reopen(position, ana).execute()
    expect(notice).to_contain_text("Reopened for candidates by Ana Sousa")
    # It is written, and read out, where something has changed, and only there.
    notice.evaluate("notice => { notice.firstElementChild.id = 'the-same' }")
    with admin_page.expect_response(lambda response: "/notice/" in response.url):
        pass
    admin_page.wait_for_timeout(200)
    expect(notice.locator("#the-same")).to_be_attached()


def test_closing_in_the_editor_keeps_what_is_not_saved(
    admin_page: Page, position: PositionPage, settings: Settings
) -> None:
    settings.WAGTAIL_AUTOSAVE_INTERVAL = 0
    page = admin_page
    notice = open_editor(page, position)
    page.locator("#id_title").fill(TEXT)
    press_in_menu(page, "Close for candidates")
    expect(notice).to_contain_text("Closed for candidates by admin")
    expect(notice).to_be_focused()
    expect(page.locator("[data-position-action=close]")).to_have_count(0)  # the menu is shut
    assert stored(position).closed_at
    notice.get_by_role("button", name="Reopen").click()
    expect(notice).to_contain_text("Reopened for candidates by admin")
    press_in_menu(page, "Close for candidates")
    expect(notice).to_contain_text("Closed for candidates by admin")
    press_in_menu(page, "Reopen for candidates")
    expect(notice).to_contain_text("Reopened for candidates by admin")
    expect(page.locator("#id_title")).to_have_value(TEXT)
    assert stored(position).is_open
    assert draft(position).title == position.title


def test_reopening_in_the_editor_clears_the_passed_closing_date_of_the_form(
    admin_page: Page, position: PositionPage
) -> None:
    position.closing_date = today() - timedelta(days=1)
    position.save_revision()
    position.save()
    page = admin_page
    notice = open_editor(page, position)
    expect(notice).to_contain_text("Closed for candidates: the closing date")
    notice.get_by_role("button", name="Reopen").click()
    expect(page.get_by_text("had passed and was cleared")).to_be_visible()
    expect(page.locator("#id_closing_date")).to_have_value("")
    assert stored(position).is_open


def test_new_position_is_told_of_too(
    admin_page: Page, position: PositionPage, ana: User, settings: Settings
) -> None:
    """Its form becomes that of a page that is there without being loaded anew."""
    page, index = admin_page, position.get_parent()
    open_form(page, f"/admin/pages/add/careers/positionpage/{index.pk}/")
    type_until_saved(page, TEXT)
    expect(page.locator("#position-notice")).to_be_attached()
    settings.WAGTAIL_EDITING_SESSION_PING_INTERVAL = 0
    new = PositionPage.objects.get(live=False)
    PositionPage.objects.filter(pk=new.pk).update(live=True)
    lifecycle.Close(new, ana).execute()
    page.locator("#id_title").press_sequentially("!!")
    expect(page.locator("#position-notice")).to_contain_text("by Ana Sousa")


def test_rows_close_and_reopen_with_one_click_each(
    admin_page: Page, position: PositionPage
) -> None:
    page = admin_page
    page.goto("/admin/careers_positions/?q=Engineer+01")
    page.get_by_role("button", name=f"Close “{position.title}” for candidates").click()
    expect(page.get_by_text(f"“{position.title}” is closed for candidates.")).to_be_visible()
    assert page.url.endswith("/admin/careers_positions/?q=Engineer+01")
    assert stored(position).closed_at
    page.get_by_role("link", name="Reopen", exact=True).click()
    expect(page.get_by_text("is open for candidates again")).to_be_visible()
    assert stored(position).is_open
    page.get_by_role("button", name=f"More options for '{position.title}'").click()
    page.get_by_role("link", name="Duplicate", exact=True).click()
    expect(page.get_by_text("This is the copy of")).to_be_visible()
    assert PositionPage.objects.filter(title=position.title, live=False).exists()


def test_notice_and_question_are_accessible(
    admin_page: Page, position: PositionPage, ana: User
) -> None:
    page = admin_page
    lifecycle.Close(position, ana).execute()
    expect(open_editor(page, position)).to_contain_text("by Ana Sousa")
    assert_accessible(page, "notice", ".careers-notice")
    page.goto(f"/admin/careers/positions/{position.pk}/reopen/")
    assert_accessible(page, "question", "main")
