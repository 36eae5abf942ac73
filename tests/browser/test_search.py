"""The search, as it follows what a visitor types and ticks."""

from __future__ import annotations

import re
from math import ceil

import pytest
from django.utils import timezone
from playwright.sync_api import Page, Route, expect

from tests.browser.search_site import (
    SearchSite,
    box,
    expect_number,
    expect_titles,
    field,
    requests_of,
)
from tests.factories import LocationFactory


@pytest.fixture
def site(page: Page) -> SearchSite:
    return SearchSite()


# Typing


def test_results_follow_what_is_typed_and_the_caret_stays(page: Page, site: SearchSite) -> None:
    page.goto("/positions/")
    expect_number(page, "7 positions")
    page.evaluate("window.stillTheSamePage = true")
    field(page).press_sequentially("illutrator")
    expect(page.get_by_text("Showing results for illustrator")).to_be_visible()
    for _letter in "trator":
        page.keyboard.press("ArrowLeft")
    page.keyboard.type("s")
    page.wait_for_url("**/positions/?q=illustrator")
    expect_titles(page, "Illustrator")
    expect_number(page, "1 position")
    expect(box(page, "Design")).to_have_accessible_name("Design 1 position")
    expect(box(page, "Lisbon")).to_have_accessible_name("Lisbon 0 positions")
    expect(box(page, "Lisbon").locator("..")).to_have_class("is-none")
    expect(field(page)).to_be_focused()
    assert field(page).evaluate("field => field.selectionStart") == len("illus")
    assert page.evaluate("window.stillTheSamePage")


def test_one_search_for_a_word_typed_in_one_go(page: Page, site: SearchSite) -> None:
    page.goto("/positions/")
    asked = requests_of(page)
    field(page).press_sequentially("design")
    expect_number(page, "2 positions")
    field(page).press("Enter")
    page.wait_for_load_state("networkidle")
    assert [address.rpartition("?")[2] for address in asked] == ["q=design", "q=design"]


def test_emptied_field_leaves_no_empty_parameter(page: Page, site: SearchSite) -> None:
    page.goto("/positions/?q=design")
    field(page).fill("  ")
    expect_number(page, "7 positions")
    assert page.evaluate("location.search") == ""


def test_late_answer_is_not_shown_in_place_of_a_newer_one(page: Page, site: SearchSite) -> None:
    held: list[Route] = []
    page.goto("/positions/")
    page.route("**/positions/?q=illustrator", lambda route: held.append(route))
    with page.expect_request("**/positions/?q=illustrator"):
        field(page).fill("illustrator")
    field(page).fill("typographer")
    expect_titles(page, "Typographer")
    for route in held:
        route.continue_()
    page.wait_for_load_state("networkidle")
    expect_titles(page, "Typographer")
    assert page.evaluate("location.search") == "?q=typographer"


def test_half_a_word_of_an_input_method_is_not_searched_for(page: Page, site: SearchSite) -> None:
    page.goto("/positions/")
    asked = requests_of(page)
    field(page).focus()
    session = page.context.new_cdp_session(page)
    for text in ("に", "にほ", "にほん"):
        session.send(
            "Input.imeSetComposition",
            {"text": text, "selectionStart": len(text), "selectionEnd": len(text)},
        )
    page.wait_for_timeout(600)
    assert asked == []
    session.send("Input.insertText", {"text": "日本"})
    expect_number(page, "No positions")
    assert len(asked) == 1


# Filtering


def test_ticked_box_filters_and_keeps_the_focus(page: Page, site: SearchSite) -> None:
    page.goto("/positions/")
    asked = requests_of(page)
    box(page, "Dublin").focus()
    page.keyboard.press("Space")
    page.wait_for_url("**/positions/?location=dublin")
    expect_titles(page, "Illustrator")
    expect(box(page, "Full time")).to_have_accessible_name("Full time 0 positions")
    expect(box(page, "Lisbon")).to_have_accessible_name("Lisbon 6 positions")
    expect(box(page, "Dublin")).to_be_focused()
    page.keyboard.press("Space")
    expect_number(page, "7 positions")
    assert page.evaluate("location.search") == ""
    assert len(asked) == 2


def test_choices_that_were_unfolded_stay_unfolded(page: Page, site: SearchSite) -> None:
    towns = [
        LocationFactory(name=f"Town {number:02}", slug=f"town-{number:02}") for number in range(150)
    ]
    site.add_position(title="Guide", locations=towns, closed_at=timezone.now())
    page.goto("/positions/")
    expect(box(page, "Town 11")).to_have_count(0)
    page.get_by_role("link", name="144 more (Location)").press("Enter")
    expect(page.locator("#filter-location-others")).to_be_focused()
    box(page, "Town 11").check()
    expect_number(page, "No positions")
    expect(box(page, "Town 11")).to_be_checked()
    field(page).fill("illustrator")
    page.wait_for_url("**/positions/?q=illustrator&location=town-11&all=location")
    expect(box(page, "Town 10")).to_be_visible()
    box_of_body = page.locator("body").bounding_box()
    assert box_of_body
    assert page.evaluate("document.documentElement.scrollHeight") == ceil(box_of_body["height"])
    page.locator("#filter-location-others").click()
    field(page).fill("typographer")
    page.wait_for_url("**/positions/?q=typographer&location=town-11&all=location")
    expect(box(page, "Town 10")).to_be_hidden()


def test_chip_takes_one_filter_back_and_focus_goes_to_the_next(
    page: Page, site: SearchSite
) -> None:
    page.goto("/positions/?q=typographer&team=design&workplace=hybrid")
    page.get_by_role("link", name="Remove “typographer”").press("Enter")
    expect_number(page, "2 positions")
    expect(field(page)).to_have_value("")
    expect(page.get_by_role("link", name="Remove Design")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Remove Hybrid")).to_be_focused()
    expect(box(page, "Design")).not_to_be_checked()
    page.keyboard.press("Enter")
    expect_number(page, "7 positions")
    expect(page.get_by_role("heading", level=2, name="7 positions")).to_be_focused()
    expect(box(page, "Hybrid")).not_to_be_checked()
    expect(page.get_by_role("link", name=re.compile("Remove|Clear"))).to_have_count(0)


def test_everything_is_cleared_at_once(page: Page, site: SearchSite) -> None:
    page.goto("/positions/?q=typographer&team=design")
    page.get_by_role("link", name="Clear all").click()
    expect_number(page, "7 positions")
    expect(field(page)).to_have_value("")
    expect(box(page, "Design")).not_to_be_checked()
    field(page).fill("typographer")
    expect_titles(page, "Typographer")


def test_tab_says_which_team_is_shown(page: Page, site: SearchSite) -> None:
    page.goto("/positions/")
    plain = page.title()
    box(page, "Design").check()
    expect(page).to_have_title(plain.replace("Positions", "Design: open positions", 1))
    box(page, "Design").uncheck()
    expect(page).to_have_title(plain)


def test_filters_on_a_phone_fold_away_over_the_results(page: Page, site: SearchSite) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("/positions/?workplace=hybrid")
    summary = page.locator(".filters > summary")
    expect(summary).to_have_text("Filters1 active")
    summary.click()
    box(page, "Dublin").check()
    expect(summary).to_have_text("Filters2 active")
    page.get_by_role("button", name="Show 1 position").click()
    expect(box(page, "Dublin")).to_be_hidden()
    expect(page.get_by_role("heading", level=2, name="1 position")).to_be_focused()
    expect(page.get_by_role("heading", level=2, name="1 position")).to_be_in_viewport()
