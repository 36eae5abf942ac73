"""A host's style sheet, whatever it says about elements, leaves the plugin's pages as they are."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page
from pytest_django import Settings

from tests.browser.site import SmallSite, visit

NASTY_HOST = Path(__file__).parent / "nasty_host"

#: What is another way with the host's sheets than without them, of each element inside .careers and
#: of its pseudo-elements.
DIFFERENCES = """() => {
    const root = document.querySelector(".careers");
    const elements = [root, ...root.querySelectorAll("*")];
    const pseudos = ["", "::before", "::after", "::marker", "::placeholder"];
    const names = [...getComputedStyle(root)];
    const computed = (applies) => {
        for (const sheet of document.querySelectorAll("style[data-nasty]"))
            sheet.media = applies ? "all" : "not all";
        document.getAnimations().forEach((animation) => animation.finish());
        return elements.flatMap((element) => pseudos.map((pseudo) => {
            const style = getComputedStyle(element, pseudo);
            const shown = !["::before", "::after", "::marker"].includes(pseudo)
                || !["none", "normal"].includes(style.content);
            return shown ? names.map((name) => style.getPropertyValue(name)) : [];
        }));
    };
    const without = computed(false);
    return computed(true).flatMap((values, number) => {
        const element = elements[Math.floor(number / pseudos.length)];
        const before = without[number];
        const pseudo = pseudos[number % pseudos.length];
        const name = `${element.localName}.${element.className} ${pseudo}`;
        return names.filter((_, at) => values[at] !== before[at]).map(
            (property) => `${name} ${property}: ${before[names.indexOf(property)]}`
                + ` -> ${values[names.indexOf(property)]}`);
    });
}"""


@pytest.fixture
def nasty_host(settings: Settings, small_site: SmallSite) -> None:
    """The site's pages in the frame of a host that has nothing of ours but the blocks."""
    templates = deepcopy(settings.TEMPLATES)
    templates[0]["DIRS"] = [NASTY_HOST]
    settings.TEMPLATES = templates


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["en-gb", "he"])
def test_no_element_of_ours_follows_a_rule_of_the_host(
    page: Page,
    small_site: SmallSite,
    nasty_host: None,
    settings: Settings,
    scheme: Any,
    language: str,
) -> None:
    settings.LANGUAGE_CODE = language
    page.emulate_media(color_scheme=scheme)
    for name in ("team index page", "team page", "position index page", "position page"):
        visit(page, small_site.addresses()[name])
        found = page.evaluate(DIFFERENCES)
        assert not found, (name, len(found), found[:40])


def test_a_rule_in_our_layer_wins_even_from_a_sheet_that_comes_first(
    page: Page, small_site: SmallSite, nasty_host: None
) -> None:
    visit(page, "/teams/")
    heading = page.locator(".careers h1")
    assert heading.evaluate("h1 => getComputedStyle(h1).borderBottomColor") == "rgb(1, 2, 3)"


def test_an_element_of_the_hosts_own_follows_the_host(
    page: Page, small_site: SmallSite, nasty_host: None
) -> None:
    visit(page, "/teams/")
    colours = page.locator(".careers .hero p").first.evaluate("""(paragraph) => {
        const colours = [];
        for (const name of ["", "careers-foreign"]) {
            const copy = paragraph.cloneNode(true);
            copy.className = name;
            paragraph.after(copy);
            colours.push(getComputedStyle(copy).backgroundColor);
        }
        return colours;
    }""")
    assert colours == ["rgba(0, 0, 0, 0)", "rgb(128, 128, 128)"]
