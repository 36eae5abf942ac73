"""The front end without a build draws the site from the API, on an origin of its own."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest
from playwright.sync_api import ConsoleMessage, Page, Route, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import PageViewRestriction

from tests.browser.axe import assert_accessible
from tests.browser.headless_example import headless_example
from tests.browser.site import SmallSite
from tests.browser.test_layout import OVERFLOW, ZOOMED
from tests.tutorials import steps_of

#: Chromium reports answers such as 404 and 410 in the console, which no page can prevent.
STATUS = re.compile(r"the server responded with a status of (404|410|503)")

Visit = Callable[[str], None]


@pytest.fixture
def origin(live_server: LiveServer, small_site: SmallSite) -> Iterator[str]:
    small_site.site.port = urlsplit(live_server.url).port
    small_site.site.save()
    with headless_example(live_server.url) as address:
        yield address


@pytest.fixture
def visit(page: Page, origin: str) -> Iterator[Visit]:
    """Open a path of the front end and wait until it is drawn; the console stays empty."""
    errors: list[str] = []

    def note(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and not STATUS.search(message.text):
            errors.append(message.text)

    def visit(path: str) -> None:
        page.goto(f"{origin}{path}")
        expect(page.get_by_role("heading", level=1)).to_have_count(1)
        expect(page.locator("main")).to_have_attribute("aria-busy", "false")

    page.on("console", note)
    yield visit
    assert errors == []


def read_page(live_server: LiveServer, path: str) -> dict[str, Any]:
    with urlopen(f"{live_server.url}/api/careers/v1/pages/?path={path}") as response:  # noqa: S310
        answer: dict[str, Any] = json.load(response)
    return answer


def status_of(page: Page) -> Any:
    return page.locator("body > [role=status]")


def test_request_of_the_tutorial_is_answered(
    live_server: LiveServer, small_site: SmallSite, origin: str
) -> None:
    small_site.add_team(title="Data", slug="data")
    steps = steps_of("headless-without-a-build", live_server.url)
    (address,) = [step.split('"')[1] for step in steps if step.startswith("curl")]
    with urlopen(address) as response:  # noqa: S310
        assert json.load(response)["type"] == "careers.TeamPage"


# What is drawn


def test_every_page_is_drawn_and_accessible(
    page: Page, visit: Visit, small_site: SmallSite
) -> None:
    for name, path in small_site.addresses().items():
        visit(path)
        assert_accessible(page, name)


def test_nothing_scrolls_sideways_at_400_percent(
    page: Page, visit: Visit, small_site: SmallSite
) -> None:
    page.set_viewport_size(ZOOMED)
    for name, path in small_site.addresses().items():
        visit(path)
        assert page.evaluate(OVERFLOW) == 0, name


def test_every_block_is_drawn_with_its_anchor(
    page: Page, visit: Visit, small_site: SmallSite, live_server: LiveServer
) -> None:
    path = f"/{small_site.every_part.slug}/"
    body = read_page(live_server, path)["body"]
    visit(path)
    drawn = page.locator("main section[data-block]").evaluate_all(
        "sections => sections.map(section => [section.dataset.block, section.id])"
    )
    assert drawn == [[block["type"], block["anchor"]] for block in body]
    empty = page.locator(".section-body:empty")
    assert empty.count() == 0, empty.evaluate_all("all => all.map(each => each.innerHTML)")


def test_pictures_come_in_formats_and_sizes(page: Page, visit: Visit) -> None:
    visit("/teams/backend-development/")
    hero = page.locator(".hero picture")
    assert hero.locator("source").count() >= 1
    assert hero.locator("source").first.get_attribute("srcset")
    assert hero.locator("img").get_attribute("fetchpriority") == "high"
    page.wait_for_function("document.querySelector('.hero img').naturalWidth > 0")


def test_head_says_what_the_api_says(page: Page, visit: Visit, live_server: LiveServer) -> None:
    path = "/teams/backend-development/"
    head = read_page(live_server, path)["head"]
    visit(path)
    assert page.title().startswith(head["title"])
    for selector, attribute, value in (
        ("meta[name=description]", "content", head["description"]),
        ("link[rel=canonical]", "href", head["canonical"]),
        ('meta[property="og:title"]', "content", head["open_graph"]["title"]),
    ):
        expect(page.locator(selector)).to_have_attribute(attribute, value)
    expect(page.locator("meta[name=robots]")).to_have_count(0)


def test_show_more_shows_the_rest(page: Page, visit: Visit) -> None:
    visit("/teams/backend-development/")
    rows = page.locator("[data-block=open_positions] .timetable > li")
    expect(rows).to_have_count(5)
    page.get_by_role("button", name="Show more").click()
    expect(rows).to_have_count(10)
    expect(rows.nth(5).get_by_role("link")).to_be_focused()
    expect(page.get_by_text("Showing 10 out of 16")).to_be_visible()


# Addresses


def test_link_moves_focus_title_and_address(page: Page, visit: Visit, origin: str) -> None:
    visit("/teams/backend-development/")
    page.evaluate("window.notLoadedAnew = true; scrollTo(0, 900)")
    page.locator(".timetable a").first.click()
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text("Engineer 16")
    expect(heading).to_be_focused()
    expect(status_of(page)).to_contain_text("Engineer 16")
    assert page.url == f"{origin}/positions/engineer-16/"
    assert page.title().startswith("Engineer 16")
    assert page.evaluate("scrollY") == 0
    page.go_back()
    expect(heading).to_contain_text("Backend Development")
    page.wait_for_function("scrollY === 900")
    assert page.evaluate("window.notLoadedAnew")


def test_closed_position_shows_similar_ones(page: Page, visit: Visit) -> None:
    visit("/positions/closed-position/")
    expect(page.get_by_text("This position was closed on")).to_be_visible()
    expect(page.get_by_role("heading", name="Similar positions")).to_be_visible()
    expect(page.get_by_role("link", name="Apply")).to_have_count(0)
    expect(page.locator("meta[name=robots]")).to_have_attribute("content", re.compile("noindex"))


def test_redirect_of_the_site_changes_the_address(
    page: Page, visit: Visit, origin: str, small_site: SmallSite
) -> None:
    Redirect.add_redirect("/old-team/", redirect_to=small_site.team)
    visit("/old-team/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Backend Development")
    assert page.url == f"{origin}/teams/backend-development/"


def test_missing_and_private_pages_are_not_found(
    page: Page, visit: Visit, small_site: SmallSite
) -> None:
    PageViewRestriction.objects.create(
        page=small_site.standard, restriction_type=PageViewRestriction.PASSWORD, password="x"
    )
    for path in ("/nowhere/", f"/{small_site.standard.slug}/"):
        visit(path)
        expect(page.get_by_role("heading", name="There is no such page.")).to_be_visible()
        expect(page.locator("meta[name=robots]")).to_have_attribute("content", "noindex")


def test_failure_is_told_and_tried_again(page: Page, visit: Visit) -> None:
    visit("/")

    def fail(route: Route) -> None:
        route.fulfill(status=503, headers={"Access-Control-Allow-Origin": "*"})

    page.route("**/api/careers/v1/pages/**", fail)
    page.get_by_role("link", name="Teams").first.click()
    expect(page.get_by_role("heading", name="This page can’t be loaded now.")).to_be_focused()
    page.unroute("**/api/careers/v1/pages/**")
    page.get_by_role("button", name="Try again").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Teams")


# The search


def test_search_corrects_and_counts(page: Page, visit: Visit, origin: str) -> None:
    visit("/")
    page.get_by_label("Title, team, city").fill("enginer")
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_text("These are for “engineer”")).to_be_visible()
    expect(page.get_by_role("heading", name="16 positions")).to_be_focused()
    expect(status_of(page)).to_have_text("16 positions")
    assert page.url == f"{origin}/positions/?q=enginer"
    page.get_by_role("link", name="all the same").click()
    expect(page.get_by_role("heading", name="0 positions")).to_be_visible()
    expect(page.get_by_role("link", name="engineer", exact=True)).to_be_visible()


def test_filter_keeps_the_focus_and_can_be_removed(
    page: Page, visit: Visit, origin: str, small_site: SmallSite
) -> None:
    small_site.add_position(title="Designer", workplace="hybrid")
    visit("/positions/")
    page.get_by_text("Workplace", exact=True).click()
    choice = page.get_by_role("checkbox", name="Hybrid")
    choice.check()
    expect(page.get_by_role("heading", name="1 position")).to_be_visible()
    expect(choice).to_be_focused()
    expect(choice).to_be_checked()
    assert page.url == f"{origin}/positions/?workplace=hybrid"
    page.get_by_role("link", name="Remove Hybrid").click()
    expect(page.get_by_role("heading", name="17 positions")).to_be_visible()


def test_pages_of_results_lead_on(page: Page, visit: Visit, small_site: SmallSite) -> None:
    small_site.fill(10)
    visit("/positions/")
    page.get_by_role("link", name="Next").click()
    expect(page.get_by_text("Page 2 of 2")).to_be_visible()
    expect(page.locator(".timetable > li")).to_have_count(6)


# Languages


def test_hebrew_runs_from_right_to_left(
    page: Page, visit: Visit, small_site: SmallSite, settings: Settings
) -> None:
    small_site.home.locale.language_code = "he"
    small_site.home.locale.save()
    settings.LANGUAGE_CODE = "he"
    visit("/teams/backend-development/")
    assert page.evaluate("[document.dir, document.documentElement.lang]") == ["rtl", "he"]
    heading = page.get_by_role("heading", level=1)
    assert heading.evaluate("element => getComputedStyle(element).direction") == "rtl"
    expect(page.get_by_role("button", name="הצגת עוד")).to_be_visible()
    assert page.evaluate(OVERFLOW) == 0
