"""The elements fit into the page around them: width, colours, type, language."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect
from pytest_django import Settings
from wagtail.models import Locale

from tests.browser.axe import assert_accessible
from tests.browser.embed.elements import (
    LIST,
    SEARCH,
    Show,
    status,
)
from tests.browser.embed.other_origins import OtherSite, Proxy
from tests.browser.site import SmallSite


@pytest.mark.parametrize("width", [320, 1280])
def test_elements_are_accessible_and_fit(page: Page, show: Show, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    show(LIST + SEARCH)
    expect(status(page, "careers-search")).to_have_text("Showing 10 out of 16")
    assert_accessible(page, "elements")
    assert page.evaluate("document.documentElement.scrollWidth") == width
    field = page.get_by_role("searchbox").bounding_box()
    assert field
    assert field["width"] >= 140
    for target in page.locator("a, button, input, select").all():
        box = target.bounding_box()
        assert box is None or box["height"] >= 24


def test_elements_look_like_the_page_around_them(page: Page, show: Show, host: OtherSite) -> None:
    host.policy = host.policy + "; style-src 'unsafe-inline'"
    show(
        "<style>body { font: 20px monospace; color: rgb(0, 60, 0) }"
        "a, li { color: red; float: left }"
        "careers-positions { --careers-accent-text: rgb(0, 0, 200) }"
        "careers-positions::part(facts) { letter-spacing: 3px }</style>" + LIST
    )
    facts, link = page.locator("[part=facts]").first, page.locator("[part=link]").first
    expect(facts).to_have_css("font-family", "monospace")
    expect(facts).to_have_css("color", "rgb(0, 60, 0)")
    expect(facts).to_have_css("letter-spacing", "3px")
    expect(link).to_have_css("font-size", "20px")
    expect(link).to_have_css("color", "rgb(0, 0, 200)")
    expect(link).to_have_css("float", "none")


def test_labels_are_in_the_language_of_the_page(
    page: Page, show: Show, api: Proxy, small_site: SmallSite, settings: Settings
) -> None:
    settings.WAGTAIL_I18N_ENABLED = True
    settings.WAGTAIL_CONTENT_LANGUAGES = [("en-gb", "English"), ("he", "Hebrew")]
    hebrew = Locale.objects.create(language_code="he")
    small_site.home.copy_for_translation(hebrew).save_revision().publish()
    translated = small_site.positions.copy_for_translation(hebrew)
    translated.save_revision().publish()
    small_site.add_position(parent=translated, title="מהנדסת", locale=hebrew)
    show(
        f"{LIST}<careers-positions locale='en-gb' limit='1'></careers-positions>",
        'lang="he" dir="rtl"',
    )
    expect(status(page).first).to_have_text("Showing 1 out of 1")
    expect(page.locator("careers-positions div").first).to_have_attribute("lang", "he")
    expect(page.locator("careers-positions div").first).to_have_attribute("dir", "rtl")
    expect(page.locator("careers-positions div").last).to_have_attribute("lang", "en-gb")
    expect(page.locator("careers-positions div").last).to_have_attribute("dir", "ltr")
    assert_accessible(page, "two languages")
