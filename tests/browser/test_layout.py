"""Narrow windows, long words, right to left, and nothing from other hosts."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, Route, ViewportSize
from pytest_django import Settings

from careers.models import Location, NewsItem, Person, PositionPage, TeamPage
from tests.browser.long_words import LONG_WORD, fill_with_long_words
from tests.browser.site import SmallSite, visit

UNFOLD = "document.querySelectorAll('main details').forEach((detail) => { detail.open = true; })"
#: Words that stick out of the window, where nobody can scroll to them.
CUT_OFF = """() => {
    const texts = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    const found = [];
    while (texts.nextNode()) {
        const { data, parentElement } = texts.currentNode;
        if (!data.trim() || parentElement.closest(".testimonial-track, .sr-only")) continue;
        range.selectNodeContents(texts.currentNode);
        const { left, right, width } = range.getBoundingClientRect();
        if (width && (left < -1 || right > innerWidth + 1)) found.push(parentElement.outerHTML);
    }
    return found;
}"""
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
ZOOMED: ViewportSize = {"width": 320, "height": 256}  # 1280 × 1024 at 400 %
#: Where columns begin to stand beside each other, and where there is room for them.
WIDER: tuple[ViewportSize, ...] = ({"width": 960, "height": 900}, {"width": 1280, "height": 900})


def test_nothing_scrolls_sideways_at_400_percent(page: Page, small_site: SmallSite) -> None:
    page.set_viewport_size(ZOOMED)
    for name, address in small_site.addresses().items():
        visit(page, address)
        assert page.evaluate(OVERFLOW) == 0, name


@pytest.mark.parametrize("language", ["en-gb", "he"])
def test_word_of_forty_letters_breaks(
    page: Page, small_site: SmallSite, settings: Settings, language: str
) -> None:
    settings.LANGUAGE_CODE = language
    PositionPage.objects.update(title=LONG_WORD)
    TeamPage.objects.update(title=LONG_WORD, hero_heading=LONG_WORD)
    Location.objects.update(
        name=LONG_WORD, street=LONG_WORD, postal_code=LONG_WORD[:32], locality=LONG_WORD
    )
    Person.objects.update(name=LONG_WORD, job_title=LONG_WORD, unit=LONG_WORD)
    NewsItem.objects.update(title=LONG_WORD, summary=LONG_WORD)
    for shown in (small_site.team, small_site.home, small_site.every_part, small_site.open[-1]):
        shown.refresh_from_db()
        fill_with_long_words(shown)
    for name, address in small_site.addresses().items():
        visit(page, address)
        page.evaluate(UNFOLD)
        for size in (ZOOMED, *WIDER):
            page.set_viewport_size(size)
            assert page.evaluate(CUT_OFF) == [], (name, size)
            assert page.evaluate(OVERFLOW) == 0, (name, size)


def test_hebrew_runs_from_right_to_left(
    page: Page, small_site: SmallSite, settings: Settings
) -> None:
    settings.LANGUAGE_CODE = "he"
    page.goto("/teams/backend-development/")
    assert page.evaluate("[document.dir, document.documentElement.lang]") == ["rtl", "he"]
    heading = page.get_by_role("heading", level=1).bounding_box()
    assert heading
    assert heading["x"] + heading["width"] > 1200  # it begins at the right edge of the grid
    assert page.evaluate(OVERFLOW) == 0


def test_no_page_asks_another_host(
    page: Page, small_site: SmallSite, foreign_requests: list[str]
) -> None:
    for name, address in small_site.addresses().items():
        visit(page, address)
        page.wait_for_load_state("networkidle")
        assert foreign_requests == [], name


#: Sums up how far what is shown has moved, without what the visitor has moved by acting.
SUM_UP_SHIFTS = """window.shift = 0;
    new PerformanceObserver((list) => {
        for (const { hadRecentInput, value } of list.getEntries())
            if (!hadRecentInput) window.shift += value;
    }).observe({type: "layout-shift", buffered: true});"""


@pytest.mark.parametrize("font", ["quick", "slow"])
def test_hero_is_loaded_first_and_nothing_shifts(
    page: Page, small_site: SmallSite, font: str
) -> None:
    page.add_init_script(SUM_UP_SHIFTS)
    fonts: list[str] = []

    def delay(route: Route) -> None:
        fonts.append(route.request.url)
        page.wait_for_timeout(500)
        route.continue_()

    if font == "slow":
        page.route("**/*.woff2", delay)
    page.goto("/teams/backend-development/", wait_until="networkidle")
    hero = page.locator(".hero-media img")
    assert hero.get_attribute("fetchpriority") == "high"
    assert hero.get_attribute("loading") is None
    assert hero.evaluate("image => image.complete && image.naturalWidth > 0")
    assert len(fonts) == (font == "slow")
    assert page.evaluate("window.shift") == 0
