"""The plugin's own views in the admin: WCAG 2.2 AA as far as a machine can tell."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import assert_accessible
from tests.browser.site import SmallSite


@pytest.mark.parametrize("width", [390, 1440])
def test_axe_finds_nothing_in_the_admin(
    admin_page: Page, small_site: SmallSite, width: int
) -> None:
    page, position = admin_page, small_site.open[0]
    page.set_viewport_size({"width": width, "height": 900})
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
        assert_accessible(page, name)


@pytest.mark.parametrize("action", ["Close", "Reopen", "Set closing date", "Move to another team"])
def test_axe_finds_nothing_where_many_are_changed(
    admin_page: Page, small_site: SmallSite, action: str
) -> None:
    page = admin_page
    page.goto("/admin/careers_positions/")
    page.get_by_role("checkbox", name="Select all on this page").check()
    bar = page.get_by_role("region", name="Bulk actions")
    expect(bar).to_be_visible()
    if action == "Close":
        assert_accessible(page, "the page with the bar")
    bar.get_by_role("button", name=action, exact=True).click()
    page.wait_for_url("**/bulk/**")
    assert_accessible(page, action)
