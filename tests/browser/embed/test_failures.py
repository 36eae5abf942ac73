"""The elements while something fails: there is always a link, and nothing old without a word."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.axe import assert_accessible
from tests.browser.embed.elements import (
    LIST,
    PAGE,
    SCRIPT,
    SEARCH,
    Show,
    status,
    titles,
)
from tests.browser.embed.other_origins import OtherSite, Proxy
from tests.browser.site import SmallSite

#: Count changes to what a screen reader reads out, the list and the status.
COUNT_CHANGES = """() => {
    const root = document.querySelector("careers-positions").shadowRoot;
    window.changes = 0;
    const observer = new MutationObserver(found => { window.changes += found.length });
    for (const part of root.querySelectorAll("ul, [role=status]")) {
        observer.observe(part, { childList: true, characterData: true, subtree: true });
    }
}"""


def test_without_javascript_the_link_of_the_page_stands_there(
    browser: Browser, host: OtherSite, api: Proxy
) -> None:
    host.html = PAGE.format(script=api.url + SCRIPT, elements=LIST + SEARCH, attributes="")
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(host.url)
    expect(page.get_by_role("link", name="All our positions")).to_have_count(2)
    context.close()


def test_without_the_script_the_link_of_the_page_stands_there(
    page: Page, show: Show, api: Proxy
) -> None:
    api.state = "down"
    show(LIST)
    expect(page.get_by_role("link", name="All our positions")).to_be_visible()


def test_link_of_the_page_stands_there_while_positions_are_loaded(
    page: Page, show: Show, api: Proxy
) -> None:
    api.pause = 1
    show(LIST)
    expect(status(page)).to_have_text("Open positions are loading.")
    expect(page.locator("careers-positions")).to_have_attribute("data-state", "loading")
    inside = page.locator("careers-positions div")
    expect(inside).to_have_attribute("aria-busy", "true")
    expect(page.get_by_role("link", name="All our positions")).to_be_visible()
    expect(status(page)).to_have_text("Showing 5 out of 16")
    expect(inside).not_to_have_attribute("aria-busy", "true")


@pytest.mark.parametrize("state", ["down", "failing"])
def test_failure_leads_to_the_search_and_can_be_tried_again(
    page: Page, show: Show, api: Proxy, state: str
) -> None:
    show("<p>The script is in the browser's cache.</p>")
    api.state = state
    show(LIST)
    expect(status(page)).to_have_text("The positions could not be loaded.")
    link = page.get_by_role("link", name="All open positions")
    expect(link).to_have_attribute("href", f"{api.url}/positions/")
    expect(page.get_by_text("All our positions")).to_be_hidden()
    assert_accessible(page, "failure")

    again = page.get_by_role("button", name="Try again")
    again.focus()
    page.keyboard.press("Enter")
    page.wait_for_timeout(500)
    expect(again).to_be_focused()
    api.state = "up"
    page.keyboard.press("Enter")
    expect(status(page)).to_have_text("Showing 5 out of 16")
    expect(page.locator("careers-positions div")).to_be_focused()
    expect(again).to_have_count(0)


def test_last_answer_of_the_cache_is_shown_and_said_to_be_old(
    page: Page, show: Show, api: Proxy
) -> None:
    show(LIST)
    expect(status(page)).to_have_text("Showing 5 out of 16")
    api.state = "down"
    page.reload()
    expect(status(page)).to_contain_text("Showing 5 out of 16 This list may be out of date")
    assert len(titles(page)) == 5
    assert_accessible(page, "old answer")
    api.state = "up"
    page.get_by_role("button", name="Try again").click()
    expect(status(page)).to_have_text("Showing 5 out of 16")


@pytest.mark.parametrize("state", ["down", "failing"])
def test_list_is_refreshed_and_kept_while_that_fails(
    page: Page, show: Show, api: Proxy, small_site: SmallSite, state: str
) -> None:
    page.clock.install()
    show(LIST)
    expect(status(page)).to_have_text("Showing 5 out of 16")
    page.evaluate(COUNT_CHANGES)
    with page.expect_response("**/positions/**"):
        page.clock.run_for(301_000)
    expect(page.locator("careers-positions div")).not_to_have_attribute("aria-busy", "true")
    assert page.evaluate("window.changes") == 0
    page.get_by_role("link", name="Engineer 15").focus()
    api.state = state
    page.clock.run_for(301_000)
    expect(status(page)).to_contain_text("This list may be out of date")
    expect(page.get_by_role("link", name="Engineer 15")).to_be_focused()
    api.state = "up"
    small_site.add_position(title="New", posted_date=small_site.open[-1].posted_date)
    page.clock.run_for(301_000)
    expect(status(page)).to_have_text("Showing 5 out of 17")
    assert titles(page)[0] == "New"
    expect(page.get_by_role("link", name="Engineer 15")).to_be_focused()
