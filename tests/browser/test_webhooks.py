"""Webhooks in the admin, as somebody uses them."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from careers.contrib.webhooks.models import Attempt, Endpoint, Message
from tests.browser.axe import assert_accessible
from tests.browser.site import SmallSite
from tests.careers.contrib.webhooks.test_delivery import add_message


@pytest.fixture
def endpoint(small_site: SmallSite) -> Endpoint:
    """An endpoint that fails, with a message in each state."""
    endpoint: Endpoint = Endpoint.objects.create(
        name="Front end", site=small_site.site, url="https://example.com/hook"
    )
    add_message(endpoint, "position-1")
    for state in ("delivered", "given up"):
        message = add_message(endpoint, "position-2", state=state, next_attempt_at=None)
        Attempt.objects.create(message=message, status=500, excerpt="<h1>Oh no</h1>", error="No.")
    Endpoint.objects.update(
        paused_at="2026-11-28T10:00:00Z",
        pause_reason="failing",
        failing_since="2026-11-25T10:00:00Z",
        last_error="The endpoint answered 500.",
    )
    return endpoint


@pytest.mark.parametrize("width", [390, 1440])
def test_axe_finds_nothing(admin_page: Page, endpoint: Endpoint, width: int) -> None:
    page = admin_page
    page.set_viewport_size({"width": width, "height": 900})
    message = Message.objects.order_by("pk").last()
    assert message
    addresses = {
        "list": "/admin/careers_webhooks/",
        "new webhook": "/admin/careers_webhooks/new/",
        "webhook": f"/admin/careers_webhooks/edit/{endpoint.pk}/",
        "log": "/admin/careers_webhook_messages/",
        "message": f"/admin/careers_webhook_messages/inspect/{message.pk}/",
        "dashboard": "/admin/",
    }
    for name, address in addresses.items():
        page.goto(address)
        for closed in page.locator("main details:not([open]) > summary").all():
            closed.click()
        assert_accessible(page, name, "main")


def test_new_webhook_shows_a_secret_that_can_be_copied(
    admin_page: Page, small_site: SmallSite
) -> None:
    page = admin_page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto("/admin/careers_webhooks/new/")
    page.get_by_role("textbox", name="Name").fill("Front end")
    page.get_by_role("textbox", name="Address").fill("https://example.com/hook")
    page.get_by_role("checkbox", name="Another page goes").uncheck()
    page.get_by_role("button", name="Create").click()
    secret = page.get_by_label("Secret", exact=True)
    stored = Endpoint.objects.get()
    expect(secret).to_have_value(stored.secret)
    assert "page.unpublished" not in stored.events
    assert_accessible(page, "new secret", "main")
    page.get_by_role("button", name="Copy", exact=True).click()
    expect(page.get_by_text("Copied.")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == stored.secret
    page.get_by_text("New secret…").click()
    page.get_by_role("button", name="Make a new secret").click()
    expect(secret).not_to_have_value(stored.secret)
    page.reload()
    expect(secret).to_have_count(0)
