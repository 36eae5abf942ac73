"""The search and its addresses: there and back, page by page, in every state, for everybody."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from careers.models import Location, PositionPage
from tests.browser.axe import assert_accessible
from tests.browser.long_words import LONG_WORD
from tests.browser.search_site import (
    POSITIONS_PER_PAGE,
    SearchSite,
    box,
    expect_number,
    expect_titles,
    field,
    requests_of,
)
from tests.browser.test_layout import CUT_OFF, OVERFLOW, UNFOLD, WIDER, ZOOMED
from tests.factories import LocationFactory

STATES = {
    "full": "",
    "filtered": "?team=design&location=lisbon",
    "corrected": "?q=enginer",
    "empty": "?q=engineer&team=design&type=student",
}


@pytest.fixture
def site(page: Page, monkeypatch: pytest.MonkeyPatch) -> SearchSite:
    monkeypatch.setattr("careers.search.search.RESULTS_PER_PAGE", POSITIONS_PER_PAGE)
    return SearchSite()


# There and back


def test_back_and_forward_restore_field_boxes_and_results(page: Page, site: SearchSite) -> None:
    page.goto("/positions/")
    page.evaluate("window.stillTheSamePage = true")
    field(page).press_sequentially("typ")
    expect_titles(page, "Typographer")
    field(page).press_sequentially("ographer")  # goes on: no step of its own
    page.wait_for_url("**/positions/?q=typographer")
    box(page, "Dublin").check()
    expect_number(page, "No positions")
    for _time in range(2):
        page.go_back()
        expect_titles(page, "Typographer")
        expect(field(page)).to_have_value("typographer")
        expect(box(page, "Dublin")).not_to_be_checked()
        page.go_back()
        expect_number(page, "7 positions")
        expect(field(page)).to_have_value("")
        page.go_forward()
        expect_titles(page, "Typographer")
        expect(field(page)).to_have_value("typographer")
        page.go_forward()
        expect_number(page, "No positions")
        expect(box(page, "Dublin")).to_be_checked()
    assert page.evaluate("location.search") == "?q=typographer&location=dublin"
    assert page.evaluate("window.stillTheSamePage")


def test_way_back_from_a_position_finds_the_search(page: Page, site: SearchSite) -> None:
    page.goto("/positions/")
    box(page, "Design").check()
    field(page).fill("typographer")
    expect_titles(page, "Typographer")
    page.get_by_role("link", name="Typographer", exact=True).click()
    page.wait_for_url("**/positions/typographer/")
    page.go_back()
    expect_titles(page, "Typographer")
    expect(field(page)).to_have_value("typographer")
    expect(box(page, "Design")).to_be_checked()
    page.go_back()
    expect_number(page, "2 positions")
    expect(field(page)).to_have_value("")
    expect(box(page, "Design")).to_be_checked()


def test_unchanged_search_is_no_step_of_its_own(page: Page, site: SearchSite) -> None:
    page.goto("/positions/?q=type+design")
    steps = page.evaluate("history.length")
    with page.expect_response("**/positions/?q=type*"):
        field(page).press("Enter")
    expect(page.locator("[aria-busy]")).to_have_count(0)
    assert page.evaluate("history.length") == steps


# Page by page


def test_show_more_adds_the_next_page_until_all_are_there(page: Page, site: SearchSite) -> None:
    page.goto("/positions/")
    shown = page.get_by_role("status").filter(has_text="Showing")
    expect(shown).to_have_text("Showing 3 out of 7")
    steps = page.evaluate("history.length")
    for number, last, first_new in ((2, 6, "Engineer 4"), (3, 7, "Typographer")):
        page.get_by_role("link", name="Show more").press("Enter")
        expect(shown).to_have_text(f"Showing {last} out of 7")
        expect(page.locator(".position-row")).to_have_count(last)
        expect(page.get_by_role("link", name=first_new)).to_be_focused()
        assert page.evaluate("location.search") == f"?page={number}"
    assert page.evaluate("history.length") == steps
    expect(page.get_by_role("link", name="Show more")).to_have_count(0)
    expect_number(page, "7 positions")
    field(page).fill("engineer")
    expect_titles(page, "Engineer 1", "Engineer 2", "Engineer 3")
    expect(shown).to_have_text("Showing 3 out of 5")
    assert page.evaluate("location.search") == "?q=engineer"


def test_pages_say_which_positions_they_show(page: Page, site: SearchSite) -> None:
    page.goto("/positions/")
    page.get_by_role("navigation", name="Pages").get_by_role("link", name="2").click()
    expect_titles(page, "Engineer 4", "Engineer 5", "Illustrator")
    shown = page.get_by_role("status").filter(has_text="Showing")
    expect(shown).to_have_text("Showing 4–6 out of 7")
    page.get_by_role("link", name="Show more").click()
    expect(shown).to_have_text("Showing 4–7 out of 7")
    page.get_by_role("link", name="Previous").click()
    expect_titles(page, "Engineer 4", "Engineer 5", "Illustrator")


# Other searches


def test_words_that_were_typed_can_be_searched_for_after_all(page: Page, site: SearchSite) -> None:
    page.goto("/positions/?q=enginer")
    expect(page.get_by_role("status").first).to_contain_text("Showing results for engineer.")
    expect_number(page, "5 positions")
    page.get_by_role("link", name="enginer", exact=True).click()
    expect_number(page, "No positions")
    expect(field(page)).to_have_value('"enginer"')
    expect(page.get_by_text("Showing results for")).to_have_count(0)


def test_empty_result_offers_what_to_leave_out(page: Page, site: SearchSite) -> None:
    page.goto("/positions/?q=engineer&team=design")
    expect(page.get_by_text("Nothing open fits all of this at once.")).to_be_visible()
    expect(page.get_by_text("“Design” narrows it most.")).to_be_visible()
    offers = page.locator(".empty-suggestions li")
    expect(offers).to_have_text(
        [
            re.compile(r"Without “Design”\s+5 positions"),
            re.compile(r"Without “engineer”\s+2 positions"),
            re.compile(r"All open positions\s+7 positions"),
        ]
    )
    page.get_by_role("link", name="Without “Design” 5 positions").press("Enter")
    expect_number(page, "5 positions")
    expect(page.get_by_role("heading", level=2, name="5 positions")).to_be_focused()
    expect(box(page, "Design")).not_to_be_checked()


# Failures


def test_failure_is_said_and_the_next_try_brings_the_results(page: Page, site: SearchSite) -> None:
    page.goto("/positions/")
    page.route("**/positions/?q=*", lambda route: route.abort())
    field(page).fill("typographer")
    error = page.get_by_role("alert")
    expect(error).to_contain_text("could not be loaded")
    expect_number(page, "7 positions")
    expect(page.locator("[aria-busy]")).to_have_count(0)
    page.unroute("**/positions/?q=*")
    error.get_by_role("link", name="Try again").press("Enter")
    expect_titles(page, "Typographer")
    expect(error).to_be_hidden()
    expect(page.get_by_role("heading", level=2, name="1 position")).to_be_focused()
    assert page.evaluate("location.search") == "?q=typographer"


def test_rows_that_failed_to_come_can_be_asked_for_again(page: Page, site: SearchSite) -> None:
    page.goto("/positions/")
    page.route("**/positions/?page=2", lambda route: route.fulfill(status=503))
    page.get_by_role("link", name="Show more").click()
    error = page.get_by_role("alert")
    expect(error).to_be_in_viewport()
    page.unroute("**/positions/?page=2")
    error.get_by_role("link", name="Try again").click()
    expect(page.locator(".position-row")).to_have_count(6)
    expect(error).to_be_hidden()
    expect(page.get_by_role("link", name="Engineer 4")).to_be_focused()


def test_list_is_busy_while_it_waits(page: Page, site: SearchSite) -> None:
    page.goto("/positions/")
    page.route("**/positions/?q=*", lambda route: None)
    field(page).fill("design")
    expect(page.locator("#search-found")).to_have_attribute("aria-busy", "true")
    page.unroute("**/positions/?q=*")
    field(page).fill("illustrator")
    expect_titles(page, "Illustrator")
    expect(page.locator("[aria-busy]")).to_have_count(0)


# For everybody


def test_new_number_is_announced_once(page: Page, site: SearchSite) -> None:
    page.goto("/positions/")
    page.evaluate(
        """() => {
            window.said = [];
            for (const region of document.querySelectorAll("[role=status], [role=alert]")) {
                const note = () => region.hidden || window.said.push(region.innerText.trim());
                new MutationObserver(note).observe(
                    region, {characterData: true, childList: true, subtree: true}
                );
            }
        }"""
    )
    asked = requests_of(page)
    for typed, number in (("des", "2 positions"), ("design", None), ("typographer", "1 position")):
        field(page).fill(typed)
        page.wait_for_url(f"**/positions/?q={typed}")
        if number:
            expect_number(page, number)
    expect(page.locator("[aria-busy]")).to_have_count(0)
    assert len(asked) == 3
    assert page.evaluate("window.said") == ["2 positions", "1 position"]


def test_without_javascript_one_button_sends_everything(
    browser: Browser, live_server: LiveServer, site: SearchSite
) -> None:
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/positions/")
    field(page).fill("typ")
    box(page, "Design").check()
    page.get_by_role("button", name="Show 7 positions").click()
    assert page.url.endswith("/positions/?q=typ&team=design")
    expect_titles(page, "Typographer")
    expect(box(page, "Design")).to_be_checked()
    page.get_by_role("link", name="Remove “typ”").click()
    expect_titles(page, "Illustrator", "Typographer")
    field(page).fill("engineer")
    box(page, "Design").uncheck()
    field(page).press("Enter")
    expect_number(page, "5 positions")
    page.get_by_role("link", name="Show more").click()
    expect_titles(page, "Engineer 4", "Engineer 5")
    context.close()


@pytest.mark.parametrize("width", [390, 1440])
def test_axe_finds_nothing_in_any_state(page: Page, site: SearchSite, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    for name, query in STATES.items():
        page.goto(f"/positions/{query}")
        page.evaluate(UNFOLD)
        assert_accessible(page, name)


@pytest.mark.parametrize("language", ["en-gb", "he"])
def test_nothing_sticks_out_of_a_narrow_window(
    page: Page, site: SearchSite, settings: Settings, language: str
) -> None:
    PositionPage.objects.filter(title="Engineer 1").update(title=LONG_WORD)
    Location.objects.filter(slug="dublin").update(name=LONG_WORD)
    for number in range(200):
        LocationFactory(name=f"Town {number}", slug=f"town-{number}")
    settings.LANGUAGE_CODE = language
    for query in (*STATES.values(), "?location=dublin", f"?q={LONG_WORD * 2}"):
        page.goto(f"/positions/{query}")
        page.evaluate(UNFOLD)
        for size in (ZOOMED, WIDER[0]):
            page.set_viewport_size(size)
            assert page.evaluate(CUT_OFF) == [], (query, size)
            assert page.evaluate(OVERFLOW) == 0, (query, size)
