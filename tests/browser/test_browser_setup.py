"""The browser gets pages, style sheets and forms of the site, and its database."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Page, expect
from wagtail.models import Page as WagtailPage


def test_sign_in_page_is_styled_and_asks_no_other_host(
    page: Page, foreign_requests: list[str]
) -> None:
    page.goto("/admin/login/")
    expect(page.get_by_role("button", name="Sign in")).to_be_visible()
    assert page.evaluate("document.styleSheets[0].cssRules.length") > 0
    assert foreign_requests == []


def test_request_to_another_host_is_noted_and_not_answered(
    page: Page, foreign_requests: list[str]
) -> None:
    page.goto("about:blank")  # without the site's content security policy
    page.evaluate("fetch('https://example.com/x').catch(() => 0)")
    assert foreign_requests == ["https://example.com/x"]


def test_signing_in_leads_to_the_dashboard(page: Page) -> None:
    User.objects.create_superuser("editor", password="a long password")
    page.goto("/admin/login/")
    page.locator("[name=username]").fill("editor")
    page.locator("[name=password]").fill("a long password")
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/admin/")
    assert User.objects.get().last_login


@pytest.mark.every_database
def test_every_test_finds_the_pages_of_the_migrations(admin_page: Page) -> None:
    admin_page.goto("/admin/pages/")
    assert WagtailPage.objects.filter(depth=1).exists()
    expect(admin_page.get_by_role("main")).to_contain_text("Root")
