"""Editors see what they type in the front end without a build."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import FrameLocator, Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from careers.models import FrontEndSettings
from tests.browser.editor import Editor, open_form
from tests.browser.headless_example import headless_example
from tests.browser.site import SmallSite
from tests.careers import block_data

MEET = "Meet the Backend Development team"


@pytest.fixture
def front_end(small_site: SmallSite, live_server: LiveServer, settings: Settings) -> Iterator[str]:
    block_data.set_body(
        small_site.team,
        [block_data.about(heading=f"Section {number}") for number in range(1, 7)],
    )
    small_site.site.port = urlsplit(live_server.url).port
    small_site.site.save()
    with headless_example(live_server.url) as address:
        settings.CAREERS_FRONT_END_ORIGINS = [address]
        FrontEndSettings.objects.create(
            site=small_site.site, address=address, preview_path="/preview/"
        )
        yield address


def open_preview(page: Page, address: str) -> FrameLocator:
    open_form(page, address)
    page.get_by_role("button", name="Toggle preview").click()
    return page.frame_locator("#w-preview-iframe")


def test_preview_follows_the_editor(
    admin_page: Page, small_site: SmallSite, front_end: str
) -> None:
    preview = open_preview(admin_page, f"/admin/pages/{small_site.team.pk}/edit/")
    heading = preview.get_by_role("heading", level=1)
    expect(heading).to_have_text(MEET)
    expect(preview.locator("meta[name=robots]")).to_have_attribute("content", "noindex")
    # The frame is told of changes once the user bar is there.
    expect(preview.locator("wagtail-userbar")).to_be_attached()
    Editor(admin_page).fill(admin_page.get_by_label("Heading").first, "We keep it up")
    expect(heading).to_have_text("We keep it up")


def test_preview_scrolls_to_the_block_that_is_edited(
    admin_page: Page, small_site: SmallSite, front_end: str
) -> None:
    preview = open_preview(admin_page, f"/admin/pages/{small_site.team.pk}/edit/")
    last = preview.get_by_role("heading", name="Section 6")
    expect(preview.locator("wagtail-userbar")).to_be_attached()
    expect(last).not_to_be_in_viewport()
    admin_page.locator('input[name="body-5-value-heading"]').focus()
    expect(last).to_be_in_viewport()


def test_preview_of_a_closed_position_and_of_a_person(
    admin_page: Page, small_site: SmallSite, front_end: str
) -> None:
    position = small_site.open[0]
    preview = open_preview(admin_page, f"/admin/pages/{position.pk}/edit/")
    expect(preview.get_by_role("heading", level=1)).to_have_text(position.title)
    admin_page.get_by_label("Preview mode").select_option(label="Closed")
    expect(preview.get_by_text("This position was closed on")).to_be_visible()
    person = small_site.people[0]
    preview = open_preview(admin_page, f"/admin/snippets/careers/person/edit/{person.pk}/")
    expect(preview.get_by_role("heading", level=1)).to_have_text(person.name)


def test_preview_that_has_ended_is_told(page: Page, front_end: str) -> None:
    page.goto(f"{front_end}/preview/#preview=nonsense.token")
    expect(page.get_by_text("There is no such preview any more.")).to_be_visible()
    assert "nonsense" not in page.url
