"""The plugin's own views in the admin: WCAG 2.2 AA as far as a machine can tell."""

from __future__ import annotations

from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from careers.positions import lifecycle
from tests.browser.site import SmallSite
from tests.browser.test_accessibility import RULES


def check(page: Page, name: str, part: str = "html") -> None:
    results = Axe().run(page, context=part, options=RULES)
    assert results.violations_count == 0, f"{name}: {results.generate_report()}"


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_the_admin(
    admin_page: Page, small_site: SmallSite, scheme: Literal["light", "dark"], width: int
) -> None:
    page, position = admin_page, small_site.open[0]
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    addresses = {
        "login": "/admin/login/",
        "dashboard": "/admin/",
        "positions": "/admin/careers_positions/",
        "no positions": "/admin/careers_positions/?q=nothing+like+it",
        "explorer": f"/admin/pages/{small_site.positions.pk}/",
        "close": f"/admin/careers/positions/{position.pk}/close/",
        "duplicate": f"/admin/careers/positions/{position.pk}/duplicate/",
    }
    for name, address in addresses.items():
        page.goto(address)
        check(page, name)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("action", ["Close", "Reopen", "Set closing date", "Move to another team"])
def test_axe_finds_nothing_where_many_are_changed(
    admin_page: Page, small_site: SmallSite, scheme: Literal["light", "dark"], action: str
) -> None:
    page = admin_page
    page.emulate_media(color_scheme=scheme)
    page.goto("/admin/careers_positions/")
    page.get_by_role("checkbox", name="Select all on this page").check()
    bar = page.get_by_role("region", name="Bulk actions")
    expect(bar).to_be_visible()
    check(page, "the bar")
    bar.get_by_role("button", name=action, exact=True).click()
    page.wait_for_url("**/bulk/**")
    check(page, action)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_the_notice_of_a_closed_position(
    admin_page: Page, small_site: SmallSite, scheme: Literal["light", "dark"]
) -> None:
    page, position = admin_page, small_site.open[0]
    lifecycle.Close(position).execute()
    page.emulate_media(color_scheme=scheme)
    page.goto(f"/admin/pages/{position.pk}/edit/")
    expect(page.get_by_role("status").filter(has_text="Closed for candidates")).to_be_visible()
    check(page, "notice", part=".careers-notice")
