"""The snippet in the admin is copied, and works as it is on a page of another origin."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.axe import assert_accessible
from tests.browser.embed.elements import Show, status, titles
from tests.browser.embed.other_origins import Proxy
from tests.browser.site import SmallSite


def test_snippet_of_the_filtered_table_is_copied_and_works(
    admin_page: Page, api: Proxy, show: Show, small_site: SmallSite
) -> None:
    page = admin_page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto("/admin/careers_positions/")
    page.get_by_role("textbox", name="Search term").fill("engineer 07")
    page.wait_for_url("**q=engineer*")
    expect(page.locator("table.listing tbody tr")).to_have_count(1)
    header = page.locator("#w-slim-header-buttons")
    header.get_by_role("button", name="Actions").click()
    page.get_by_role("link", name="Embed this list").click()
    snippet = page.get_by_role("textbox", name="A list", exact=True)
    expect(snippet).to_be_visible()
    assert_accessible(page, "snippet", "main")
    page.get_by_role("button", name="Copy A list", exact=True).click()
    expect(page.get_by_text("Copied")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == snippet.input_value()
    show(copied)
    expect(status(page)).to_have_text("Showing 1 out of 1")
    assert titles(page) == ["Engineer 07"]
