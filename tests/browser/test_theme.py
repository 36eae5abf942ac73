"""The page "Careers theme" in the admin: what is typed shows on the sample, and can be copied."""

from __future__ import annotations

from django.urls import reverse
from playwright.sync_api import Page, expect

from tests.browser.axe import TAGS, VIOLATIONS, Axe
from tests.browser.site import SmallSite


def test_token_shows_on_the_sample_and_in_the_code(admin_page: Page, small_site: SmallSite) -> None:
    admin_page.goto(reverse("careers_theme"))
    sample = admin_page.frame_locator("[data-careers-sample]")
    button = sample.locator(".hero .button")
    code = admin_page.locator("#theme-code")
    expect(button).to_have_css("background-color", "rgb(255, 75, 31)")
    admin_page.get_by_label("Accent, as the background of buttons --careers-accent").fill("#0b5fff")
    admin_page.get_by_label("Radius of corners").fill("9px")
    expect(button).to_have_css("background-color", "rgb(11, 95, 255)")
    expect(button).to_have_css("border-top-left-radius", "9px")
    expect(code).to_have_value(
        ".careers {\n  --careers-accent: #0b5fff;\n  --careers-radius: 9px;\n}\n"
    )
    admin_page.get_by_role("button", name="Start again").click()
    expect(button).to_have_css("background-color", "rgb(255, 75, 31)")
    expect(code).to_have_value("")


def test_value_that_css_does_not_know_is_refused_in_words(
    admin_page: Page, small_site: SmallSite
) -> None:
    admin_page.goto(reverse("careers_theme"))
    for wrong in ("reddish", "red; } body { display: none"):
        field = admin_page.get_by_label("Thin lines --careers-hairline")
        field.fill(wrong)
        expect(field).to_have_attribute("aria-invalid", "true")
        expect(admin_page.locator("[id='token--careers-hairline-error']")).to_have_text(
            "CSS doesn't know this value here."
        )
        expect(admin_page.locator("#theme-code")).to_have_value("")


def test_sample_is_shown_dark_and_as_on_a_phone(admin_page: Page, small_site: SmallSite) -> None:
    admin_page.goto(reverse("careers_theme"))
    root = admin_page.frame_locator("[data-careers-sample]").locator(".careers").first
    admin_page.get_by_label("Colour scheme").select_option("dark")
    expect(root).to_have_css("background-color", "rgb(18, 20, 19)")
    admin_page.locator("[data-careers-width]").select_option("390")
    assert root.evaluate("() => innerWidth") == 390


def test_page_is_accessible(admin_page: Page, small_site: SmallSite) -> None:
    admin_page.goto(reverse("careers_theme"))
    options = VIOLATIONS | {"runOnly": TAGS}
    results = Axe().run(admin_page, context=".careers-theme__tokens", options=options)
    assert results.violations_count == 0, results.generate_report()
