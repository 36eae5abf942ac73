"""The table of positions in the admin, as it lies on the screen."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.site import SmallSite

ROW_IS_WHOLE = """row => {
    const [box, around] = [row, row.closest(".careers-positions")].map((it) =>
        it.getBoundingClientRect());
    return box.height > 20 && box.top >= around.top && box.bottom <= around.bottom + 1;
}"""


@pytest.mark.parametrize("width", [390, 1280, 1440])
@pytest.mark.parametrize("place", ["listing", "explorer"])
def test_the_only_row_is_whole(
    admin_page: Page, small_site: SmallSite, place: str, width: int
) -> None:
    page, position = admin_page, small_site.open[0]
    page.set_viewport_size({"width": width, "height": 900})
    listing = "/admin/careers_positions/"
    address = listing if place == "listing" else f"/admin/pages/{small_site.positions.pk}/"
    page.goto(f"{address}?q={position.title}")
    row = page.locator(".careers-positions tbody tr")
    expect(row).to_have_count(1)
    assert row.evaluate(ROW_IS_WHOLE)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_state_and_steps_are_in_sight(admin_page: Page, small_site: SmallSite) -> None:
    page = admin_page
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto("/admin/careers_positions/")
    table = page.locator(".careers-positions")
    assert table.evaluate("table => table.scrollWidth <= table.clientWidth")
    page.set_viewport_size({"width": 390, "height": 900})
    expect(page.locator(".careers-narrow").first).to_be_visible()


def test_bar_comes_before_the_table_for_the_keyboard(
    admin_page: Page, small_site: SmallSite
) -> None:
    page = admin_page
    page.goto("/admin/careers_positions/")
    page.get_by_role("checkbox", name="Select all on this page").check()
    names = []
    for _stop in range(6):
        page.keyboard.press("Shift+Tab")
        names.append(page.evaluate("document.activeElement.innerText.trim()"))
    assert "Close" in names
