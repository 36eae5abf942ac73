"""The look of the host: its typeface and colours come through, and its theme decides."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page
from pytest_django import Settings

from tests.browser.axe import assert_accessible
from tests.browser.site import SmallSite, visit
from tests.browser.test_look import nasty_host  # noqa: F401

WITHOUT_NASTY = """() => document.querySelectorAll("style[data-nasty]").forEach(
    (sheet) => { sheet.media = "not all"; })"""
SHOWN = """() => {
    const root = document.querySelector(".careers");
    const heading = getComputedStyle(root.querySelector("h1"));
    return {
        family: heading.fontFamily,
        colour: heading.color,
        ground: getComputedStyle(root).backgroundColor,
        scheme: getComputedStyle(root).colorScheme,
    };
}"""
SET = "([name, value]) => document.documentElement.setAttribute(name, value)"
PAPER = {"light": "rgb(255, 255, 255)", "dark": "rgb(18, 20, 19)"}


@pytest.mark.usefixtures("nasty_host")
@pytest.mark.parametrize(
    ("scheme", "colour"), [("light", "rgb(40, 20, 90)"), ("dark", "rgb(220, 210, 250)")]
)
def test_typeface_text_and_background_are_those_of_the_host(
    page: Page, small_site: SmallSite, settings: Settings, scheme: Any, colour: str
) -> None:
    settings.CAREERS_LOOK = "host"
    page.emulate_media(color_scheme=scheme)
    visit(page, "/teams/")
    page.evaluate(WITHOUT_NASTY)
    shown = page.evaluate(SHOWN)
    assert "Liberation Serif" in shown["family"]
    assert shown["colour"] == colour
    assert shown["ground"] == "rgba(0, 0, 0, 0)"


@pytest.mark.usefixtures("nasty_host")
def test_own_look_lets_none_of_these_through(page: Page, small_site: SmallSite) -> None:
    visit(page, "/teams/")
    page.evaluate(WITHOUT_NASTY)
    shown = page.evaluate(SHOWN)
    assert "Careers Display" in shown["family"]
    assert shown["colour"] == "rgb(16, 18, 17)"
    assert shown["ground"] == PAPER["light"]


@pytest.mark.usefixtures("nasty_host")
def test_pages_in_the_hosts_look_are_accessible(
    page: Page, small_site: SmallSite, settings: Settings
) -> None:
    settings.CAREERS_LOOK = "host"
    for name in ("team page", "position index page", "position page", "closed position page"):
        visit(page, small_site.addresses()[name])
        page.evaluate(WITHOUT_NASTY)
        assert_accessible(page, name, ".careers")


@pytest.mark.usefixtures("nasty_host")
def test_text_on_any_accent_of_the_host_can_be_read(
    page: Page, small_site: SmallSite, settings: Settings
) -> None:
    settings.CAREERS_LOOK = "host"
    visit(page, "/teams/")
    page.evaluate(WITHOUT_NASTY)
    for accent, ink in (("#ffd400", 0), ("#0d6efd", 1), ("#003366", 1), ("#ff4b1f", 0)):
        lightness = page.locator(".careers .button").evaluate(
            """(button, accent) => {
                document.querySelector(".careers").style.setProperty("--careers-accent", accent);
                const canvas = new OffscreenCanvas(1, 1).getContext("2d");
                canvas.fillStyle = getComputedStyle(button).color;
                canvas.fillRect(0, 0, 1, 1);
                return canvas.getImageData(0, 0, 1, 1).data[1] / 255;
            }""",
            accent,
        )
        assert lightness == ink, accent


@pytest.mark.usefixtures("nasty_host")
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_common_switches_win_against_the_device(
    page: Page, small_site: SmallSite, scheme: Any
) -> None:
    device: Any = "dark" if scheme == "light" else "light"
    page.emulate_media(color_scheme=device)
    for name, value in (
        ("data-theme", scheme),
        ("data-bs-theme", scheme),
        ("class", scheme),
        ("class", f"theme-{scheme}"),
    ):
        visit(page, "/teams/")
        page.evaluate(WITHOUT_NASTY)
        assert page.evaluate(SHOWN)["ground"] == PAPER[device]
        page.evaluate(SET, [name, value])
        assert page.evaluate(SHOWN)["ground"] == PAPER[scheme], (name, value)


@pytest.mark.usefixtures("nasty_host")
def test_a_switch_of_the_hosts_own_wins_by_setting(
    page: Page, small_site: SmallSite, settings: Settings
) -> None:
    settings.CAREERS_COLOR_SCHEMES = {"light": "html:not(.night)", "dark": "html.night"}
    page.emulate_media(color_scheme="dark")
    visit(page, "/teams/")
    page.evaluate(WITHOUT_NASTY)
    assert page.evaluate(SHOWN)["ground"] == PAPER["light"]
    page.evaluate(SET, ["class", "night"])
    page.emulate_media(color_scheme="light")
    assert page.evaluate(SHOWN)["ground"] == PAPER["dark"]


@pytest.mark.usefixtures("nasty_host")
def test_a_page_without_a_color_scheme_stays_light(page: Page, small_site: SmallSite) -> None:
    page.emulate_media(color_scheme="dark")
    visit(page, "/teams/")
    page.evaluate(WITHOUT_NASTY)
    page.evaluate("document.documentElement.style.colorScheme = 'normal'")
    assert page.evaluate(SHOWN)["ground"] == PAPER["light"]
