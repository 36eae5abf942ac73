"""Selecting positions in their table, and the bar with what can be done to them."""

from __future__ import annotations

import re

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.test import Client
from playwright.sync_api import Locator, Page, expect
from pytest_django.live_server_helper import LiveServer
from wagtail.signal_handlers import disable_reference_index_auto_update

from careers.models import PositionPage
from careers.positions.lifecycle import Close, apply
from tests.browser.axe import assert_accessible
from tests.browser.site import OPEN_POSITIONS, SmallSite

LISTING = "/admin/careers_positions/?state=open"
MANY = 60  # more than a page of the table


@pytest.fixture
def full_site(small_site: SmallSite) -> SmallSite:
    with transaction.atomic(), disable_reference_index_auto_update():
        for number in range(MANY - OPEN_POSITIONS):
            small_site.add_position(title=f"Helper {number:02}")
    return small_site


def bar(page: Page) -> Locator:
    return page.get_by_role("region", name="Bulk actions")


def tick(page: Page, title: str) -> Locator:
    return page.get_by_role("checkbox", name=f"Select {title}", exact=True)


def test_bar_comes_with_the_first_tick_and_counts(admin_page: Page, small_site: SmallSite) -> None:
    page = admin_page
    page.goto(LISTING)
    expect(bar(page)).to_be_hidden()
    tick(page, "Engineer 02").check()
    expect(bar(page)).to_be_visible()
    expect(page.get_by_role("status").filter(has_text="Selected: 1")).to_be_attached()
    tick(page, "Engineer 02").press("Space")
    expect(bar(page)).to_be_hidden()


def test_page_and_all_that_match_are_selected_in_two_steps(
    admin_page: Page, full_site: SmallSite
) -> None:
    page = admin_page
    page.goto(LISTING)
    page.get_by_role("checkbox", name="Select all on this page").check()
    expect(bar(page)).to_contain_text("Selected: 50")
    bar(page).get_by_role("button", name=f"Select all {MANY} that match").click()
    expect(bar(page)).to_contain_text(f"Selected: {MANY}")
    bar(page).get_by_role("button", name="Only those on this page").click()
    expect(bar(page)).to_contain_text("Selected: 50")
    bar(page).get_by_role("button", name=f"Select all {MANY} that match").click()
    tick(page, "Helper 30").uncheck()
    expect(bar(page)).to_contain_text("Selected: 49")
    page.get_by_role("checkbox", name="Select all on this page").check()
    bar(page).get_by_role("button", name=f"Select all {MANY} that match").click()
    bar(page).get_by_role("button", name="Close", exact=True).click()
    expect(page.get_by_role("main")).to_contain_text(f"Close these {MANY} positions?")
    assert "?" not in page.url
    page.get_by_role("button", name="Yes, close").click()
    expect(page).to_have_url(re.compile(re.escape(LISTING) + "$"))
    expect(page.get_by_text(f"{MANY} positions were closed.")).to_be_visible()
    assert not PositionPage.objects.open().exists()


def test_selection_is_cleared_with_one_button(admin_page: Page, full_site: SmallSite) -> None:
    page = admin_page
    page.goto(LISTING)
    page.get_by_role("checkbox", name="Select all on this page").check()
    bar(page).get_by_role("button", name=f"Select all {MANY} that match").click()
    bar(page).get_by_role("button", name="Clear selection").click()
    expect(bar(page)).to_be_hidden()
    expect(page.locator("td.careers-select input:checked")).to_have_count(0)
    expect(page.get_by_role("checkbox", name="Select all on this page")).to_be_focused()
    tick(page, "Helper 30").check()
    expect(bar(page)).to_contain_text("Selected: 1")


def test_closing_is_taken_back_from_its_message(admin_page: Page, small_site: SmallSite) -> None:
    page = admin_page
    page.goto(LISTING)
    tick(page, "Engineer 02").check()
    tick(page, "Engineer 03").check()
    bar(page).get_by_role("button", name="Close", exact=True).click()
    page.get_by_role("button", name="Yes, close").click()
    page.get_by_text("Reopen these 2").click()
    expect(page.get_by_text("2 positions were reopened.")).to_be_visible()
    expect(page).to_have_url(re.compile(re.escape(LISTING) + "$"))
    assert PositionPage.objects.open().count() == OPEN_POSITIONS


@pytest.mark.parametrize("width", [390, 1280])
def test_calendar_covers_nothing_that_is_needed_next(
    admin_page: Page, small_site: SmallSite, width: int
) -> None:
    page = admin_page
    page.set_viewport_size({"width": width, "height": 1100})
    page.goto(LISTING)
    tick(page, "Engineer 02").check()
    bar(page).get_by_role("button", name="Set closing date").click()
    page.get_by_label("Closing date", exact=True).focus()
    calendar = page.locator(".xdsoft_datetimepicker:visible")
    expect(calendar).to_be_visible()
    page.get_by_role("checkbox", name="No closing date").click(trial=True)
    page.get_by_role("button", name="Set closing date").click(trial=True)
    expect(calendar).to_be_visible()


def test_shift_selects_a_range(admin_page: Page, small_site: SmallSite) -> None:
    page = admin_page
    page.goto(LISTING)
    tick(page, "Engineer 10").click()
    tick(page, "Engineer 06").click(modifiers=["Shift"])
    expect(bar(page)).to_contain_text("Selected: 5")


def test_search_begins_a_new_selection_and_is_what_all_means(
    admin_page: Page, full_site: SmallSite
) -> None:
    page = admin_page
    page.goto(LISTING)
    page.get_by_role("checkbox", name="Select all on this page").check()
    page.locator("#id_q").fill("helper")
    page.locator("#id_q").blur()  # the list must not come anew once something is selected
    expect(bar(page)).to_be_hidden()
    expect(tick(page, "Engineer 02")).to_have_count(0)
    page.get_by_role("checkbox", name="Select all on this page").check()
    bar(page).get_by_role("button", name="Set closing date").click()
    expect(page.get_by_role("main")).to_contain_text(f"these {MANY - OPEN_POSITIONS} positions")
    page.get_by_role("link", name="Cancel").click()
    assert "q=helper" in page.url
    assert "state=open" in page.url


def test_selection_works_without_javascript(
    page_without_javascript: Page, live_server: LiveServer, small_site: SmallSite
) -> None:
    page = page_without_javascript
    client = Client()
    client.force_login(User.objects.create_superuser("admin"))
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])
    apply(Close, [PositionPage.objects.get(title="Engineer 01").pk])
    page.goto(LISTING)
    tick(page, "Engineer 02").check()
    tick(page, "Engineer 03").check()
    bar(page).get_by_role("button", name="Close", exact=True).click()
    expect(page.get_by_role("main")).to_contain_text("Close these 2 positions?")
    page.get_by_role("link", name="No, don't close").click()
    page.get_by_role("checkbox", name="All that match").check()
    bar(page).get_by_role("button", name="Close", exact=True).click()
    number = OPEN_POSITIONS - 1
    expect(page.get_by_role("main")).to_contain_text(f"Close these {number} positions?")
    page.get_by_role("button", name="Yes, close").click()
    assert not PositionPage.objects.open().exists()


def test_bar_stays_in_view_on_a_phone_and_hides_no_focus(
    admin_page: Page, full_site: SmallSite
) -> None:
    page = admin_page
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(LISTING)
    tick(page, "Helper 30").check()
    expect(bar(page)).to_be_in_viewport(ratio=1)
    last = page.locator("td.careers-select input").last
    last.focus()
    page.wait_for_function(
        "([box, bar]) => box.getBoundingClientRect().bottom < bar.getBoundingClientRect().top",
        arg=[last.element_handle(), bar(page).element_handle()],
    )


def test_axe_finds_nothing_on_the_way(admin_page: Page, small_site: SmallSite) -> None:
    page = admin_page
    page.goto(LISTING)
    tick(page, "Engineer 02").check()
    expect(bar(page)).to_be_visible()
    assert_accessible(page, "the bar", "[data-careers-bulk-bar]")
    bar(page).get_by_role("button", name="Set closing date").click()
    page.get_by_role("button", name="Set closing date").click()
    expect(page.get_by_text("Choose a day, or tick")).to_be_visible()
    assert_accessible(page, "the form with its error", "main")
