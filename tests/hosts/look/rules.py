"""What holds for the plugin's pages in every host. Each host has a file with a subclass."""

from __future__ import annotations

from typing import Any, ClassVar

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.browser.axe import COLOUR_RULES, TAGS, assert_no_violations
from tests.hosts.look import pictures
from tests.hosts.look.house import PAGES, SCHEMES, House, Scheme
from tests.hosts.look.measure import boxes, contrast, differences, frame, luminance, settle
from tests.hosts.look.reference import Reference
from tests.hosts.look.visit import visit

WIDTHS = (390, 1280)
#: As WCAG wants it of large text.
MIN_HEADING_CONTRAST = 3.0
#: What the look of the host takes from the element round the plugin's part.
LET_THROUGH = {"textFont": "hostFont", "ink": "hostInk", "paper": "hostPaper"}
#: What stands where it stands on the reference site whatever the typeface: its place and its width.
LAYOUT = ("section", "div.wrap", "figure")
#: Between the luminance of a light background and that of a dark one.
MIDDLE = 0.3


class LookRules:
    project: ClassVar[str]

    @pytest.mark.parametrize("width", WIDTHS)
    @pytest.mark.parametrize("name", PAGES)
    def test_page_looks_as_on_the_reference_site(
        self,
        house: House,
        own: BrowserContext,
        reference: Reference,
        name: str,
        width: int,
    ) -> None:
        faults: list[str] = []
        with visit(own, PAGES[name], width) as page:
            for scheme in SCHEMES:
                choose(page, house, scheme)
                pictures.take(page, house.project, "own", name, width, scheme)
                faults += [f"{scheme}: {fault}" for fault in self.faults(page, house, scheme)]
                wanted = reference.boxes(name, width, frame(page)["inset"])
                moved = differences(boxes(page), wanted)
                faults += [f"{scheme}: {fault}" for fault in moved[:10]]
                if len(moved) > 10:
                    faults.append(f"{scheme}: and {len(moved) - 10} more")
            faults += accessibility_faults(page, house, TAGS)
        assert not faults, "\n".join(faults)

    @pytest.mark.parametrize("width", WIDTHS)
    @pytest.mark.parametrize("name", PAGES)
    def test_page_takes_fonts_and_colours_of_the_host(
        self,
        house: House,
        as_host: BrowserContext,
        reference: Reference,
        name: str,
        width: int,
    ) -> None:
        faults: list[str] = []
        with visit(as_host, PAGES[name], width) as page:
            for scheme in SCHEMES:
                choose(page, house, scheme)
                pictures.take(page, house.project, "host", name, width, scheme)
                found = frame(page)
                faults += [f"{scheme}: {fault}" for fault in self.faults(page, house, scheme)]
                faults += [
                    f"{scheme}: {ours} is {found[ours]}, but the host has {found[theirs]}"
                    for ours, theirs in LET_THROUGH.items()
                    if found[ours] != found[theirs]
                ]
            wanted = reference.boxes(name, width, found["inset"])
            faults += differences(boxes(page), wanted, LAYOUT)[:10]
            faults += accessibility_faults(page, house, COLOUR_RULES)
        assert not faults, "\n".join(faults)

    def faults(self, page: Page, house: House, scheme: Scheme) -> list[str]:
        found = frame(page)
        faults = []
        if found["overflow"] > 0:
            faults.append(f"the page is {found['overflow']} px wider than the window")
        if not (found["isHeadingVisible"] and found["isHeadingOnTop"]):
            faults.append(f"h1 can't be seen: {found}")
        seen = contrast(page.locator(".careers h1").screenshot())
        if seen < MIN_HEADING_CONTRAST:
            faults.append(f"h1 has a contrast of {seen:.1f}")
        return faults + background_faults(found, house, scheme)


def choose(page: Page, house: House, scheme: Scheme) -> None:
    page.emulate_media(color_scheme=house.device(scheme))
    if house.switch:
        page.evaluate(house.switch.format(scheme))
    settle(page)


def background_faults(found: dict[str, Any], house: House, scheme: Scheme) -> list[str]:
    """Return whose part of the page is light in the dark, or dark in the light."""
    is_dark = house.shown(scheme) == "dark"
    return [
        f"the background of {whose} is not {house.shown(scheme)}: {found[whose]}"
        for whose in ("paper", "hostPaper")
        if (luminance(found[whose]) < MIDDLE) is not is_dark
    ]


def accessibility_faults(page: Page, house: House, rules: list[str]) -> list[str]:
    faults = []
    for scheme in SCHEMES:
        choose(page, house, scheme)
        try:
            chosen = rules if scheme == SCHEMES[0] else COLOUR_RULES
            assert_no_violations(page, scheme, ".careers", chosen)
        except AssertionError as error:
            faults.append(str(error))
    return faults
