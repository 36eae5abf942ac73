"""Lists that grow on demand: a team's positions, and the teams of a site."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from careers.teams.team_index_page import TEAMS_PER_PAGE
from tests.browser.site import SmallSite
from tests.factories import TeamPageFactory, insert

TEAM = "/teams/backend-development/"


@pytest.fixture
def teams(small_site: SmallSite) -> None:
    """Have more teams than the first page of their list shows."""
    for number in range(TEAMS_PER_PAGE):
        insert(small_site.teams, TeamPageFactory.build(title=f"Team {number + 2}"))


def rows(page: Page) -> int:
    return page.locator("#open-positions-rows > li").count()


def test_show_more_adds_rows_in_place_until_all_are_there(
    page: Page, small_site: SmallSite
) -> None:
    page.goto(TEAM)
    count = page.locator("#open-positions-count")
    expect(count).to_have_text("Showing 5 out of 16")
    page.evaluate("window.stillTheSamePage = true")
    for shown, first_new in ((10, 6), (15, 11), (16, 16)):
        page.get_by_role("link", name="Show more").click()
        expect(count).to_have_text(f"Showing {shown} out of 16")
        assert rows(page) == shown
        # The newest stands first: Engineer 16 is row 1.
        expect(page.get_by_role("link", name=f"Engineer {17 - first_new:02}")).to_be_focused()
    expect(page.get_by_role("link", name="Show more")).to_have_count(0)
    assert page.evaluate("window.stillTheSamePage")


def test_new_number_is_announced_by_the_same_live_region(page: Page, small_site: SmallSite) -> None:
    page.goto(TEAM)
    page.evaluate("window.region = document.querySelector('#open-positions-count')")
    page.get_by_role("link", name="Show more").click()
    expect(page.get_by_role("status").filter(has_text="Showing 10 out of 16")).to_be_visible()
    assert page.evaluate(
        "window.region.isConnected && window.region.getAttribute('role') === 'status'"
    )


def test_way_back_from_a_position_finds_the_longer_list(page: Page, small_site: SmallSite) -> None:
    page.goto(TEAM)
    page.get_by_role("link", name="Show more").click()
    page.get_by_role("link", name="Engineer 07").click()
    page.wait_for_url("**/positions/engineer-07/")
    page.go_back()
    expect(page.locator("#open-positions-count")).to_have_text("Showing 10 out of 16")


def test_failure_is_said_and_the_next_try_brings_the_rows(
    page: Page, small_site: SmallSite
) -> None:
    page.goto(TEAM)
    page.route("**/*show=10", lambda route: route.abort())
    page.get_by_role("link", name="Show more").click()
    expect(page.get_by_role("alert")).to_contain_text("could not be loaded")
    assert rows(page) == 5
    page.unroute("**/*show=10")
    page.get_by_role("link", name="Try again").click()
    expect(page.locator("#open-positions-count")).to_have_text("Showing 10 out of 16")


def test_without_javascript_show_more_is_a_link(page_without_javascript: Page) -> None:
    page = page_without_javascript
    page.goto(TEAM)
    for shown in (10, 15, 16):
        page.get_by_role("link", name="Show more").click()
        expect(page.locator("#open-positions-count")).to_have_text(f"Showing {shown} out of 16")
        assert rows(page) == shown
    expect(page.get_by_role("link", name="Show more")).to_have_count(0)


def test_without_javascript_the_menu_opens_and_no_dead_button_shows(
    page_without_javascript: Page,
) -> None:
    page = page_without_javascript
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(TEAM)
    page.get_by_role("button", name="Menu").click()
    expect(page.get_by_role("navigation").get_by_role("link", name="Positions")).to_be_visible()
    expect(page.get_by_role("button", name="Next testimonial")).to_be_hidden()


@pytest.mark.usefixtures("teams")
def test_show_more_adds_teams_in_place(page: Page) -> None:
    page.goto("/teams/")
    shown = page.get_by_role("status")
    expect(shown).to_have_text("Showing 24 out of 25")
    page.evaluate("window.stillTheSamePage = true")
    page.get_by_role("link", name="Show more").click()
    expect(shown).to_have_text("Showing 25 out of 25")
    expect(page.get_by_role("link", name="Team 25")).to_be_focused()
    expect(page.locator("#teams-rows > li")).to_have_count(TEAMS_PER_PAGE + 1)
    expect(page.get_by_role("link", name="Show more")).to_have_count(0)
    assert page.url.endswith("/teams/?page=2")
    assert page.evaluate("window.stillTheSamePage")


@pytest.mark.usefixtures("teams")
def test_failure_to_show_more_teams_is_said(page: Page) -> None:
    page.goto("/teams/")
    page.route("**/*page=2", lambda route: route.abort())
    page.get_by_role("link", name="Show more").click()
    expect(page.get_by_role("alert")).to_contain_text("could not be loaded")
    page.unroute("**/*page=2")
    page.get_by_role("link", name="Try again").click()
    expect(page.get_by_role("status")).to_have_text("Showing 25–25 out of 25")


@pytest.mark.usefixtures("teams")
def test_without_javascript_teams_stand_on_numbered_pages(page_without_javascript: Page) -> None:
    page = page_without_javascript
    page.goto("/teams/")
    page.get_by_role("navigation", name="Pages").get_by_role("link", name="2").click()
    expect(page.locator("#teams-rows > li")).to_have_count(1)
    page.get_by_role("link", name="Previous").click()
    expect(page.locator("#teams-rows > li")).to_have_count(TEAMS_PER_PAGE)
