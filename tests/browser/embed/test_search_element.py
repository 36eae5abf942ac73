"""A search on a page of another origin."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.embed.elements import (
    SEARCH,
    Show,
    status,
    titles,
)
from tests.browser.embed.other_origins import Proxy
from tests.browser.site import SmallSite


def test_search_finds_by_words_and_filters(page: Page, show: Show, small_site: SmallSite) -> None:
    team = small_site.add_team(title="Design", slug="design")
    small_site.add_position(title="Designer", team=team)
    show(SEARCH)
    expect(status(page, "careers-search")).to_have_text("Showing 10 out of 17")
    search = page.get_by_role("search", name="Open positions")
    search.get_by_role("searchbox", name="Search for a position").fill("enginer 07")
    page.keyboard.press("Enter")
    expect(status(page, "careers-search")).to_have_text(
        "Showing results for “engineer 07”. Showing 1 out of 1"
    )
    search.get_by_label("Search for a position").fill("")
    search.get_by_role("button", name="Search").click()
    expect(status(page, "careers-search")).to_have_text("Showing 10 out of 17")

    teams = search.get_by_role("combobox", name="Team")
    teams.focus()
    teams.select_option("Design (1)")
    expect(status(page, "careers-search")).to_have_text("Showing 1 out of 1")
    assert titles(page, "careers-search") == ["Designer"]
    expect(teams).to_be_focused()
    expect(teams).to_have_value("design")
    locations = search.get_by_role("combobox", name="Location")
    expect(locations.get_by_role("option")).to_have_text(["All"])  # none that would find nothing
    search.get_by_label("Search for a position").fill("nothing like it")
    page.keyboard.press("Enter")
    expect(status(page, "careers-search")).to_have_text("Nothing open fits this search today.")
    expect(page.get_by_role("link", name="All open positions")).to_be_visible()


def test_search_offers_the_filters_that_the_page_wants(page: Page, show: Show, api: Proxy) -> None:
    show('<careers-search team="backend-development" filters="team,type,workplace" q="engineer">')
    expect(status(page, "careers-search")).to_have_text("Showing 10 out of 16")
    assert page.locator("careers-search select").evaluate_all(
        "selects => selects.map(({ name }) => name)"
    ) == ["workplace", "type"]
    expect(page.get_by_role("searchbox")).to_have_value("engineer")
    expect(page.get_by_role("link", name="See all in the search")).to_have_attribute(
        "href", f"{api.url}/positions/?q=engineer&team=backend-development"
    )


def test_failed_search_does_not_show_what_was_found_before(
    page: Page, show: Show, api: Proxy
) -> None:
    show(SEARCH)
    expect(status(page, "careers-search")).to_have_text("Showing 10 out of 16")
    api.state = "down"
    page.get_by_role("searchbox").fill("engineer 01")
    page.keyboard.press("Enter")
    expect(status(page, "careers-search")).to_have_text("The positions could not be loaded.")
    expect(page.get_by_role("listitem")).to_have_count(0)
    expect(page.get_by_role("searchbox")).to_be_focused()
    api.state = "up"
    page.get_by_role("button", name="Try again").click()
    expect(status(page, "careers-search")).to_have_text("Showing 1 out of 1")
