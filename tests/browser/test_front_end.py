"""An editor at work while a front end on another origin shows the preview."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import FrameLocator, Page, Response, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from careers.models import FrontEndSettings, Preview
from tests.browser.editor import Editor, open_form
from tests.browser.front_end import FrontEndServer, front_end_of
from tests.browser.site import SmallSite
from tests.careers import block_data

#: Marks the editor's document when the front end in its frame has said that it is ready.
MARK_READY = """addEventListener("message", ({ data }) => {
    if (data?.careers?.type !== "ready") return;
    document.documentElement.toggleAttribute("data-front-end-is-ready", true);
});"""
MEET = "Meet the Backend Development team"


@pytest.fixture(params=[True, False], ids=["with user bar", "without user bar"])
def user_bar(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


@pytest.fixture
def front_end(
    small_site: SmallSite, live_server: LiveServer, settings: Settings, user_bar: bool
) -> Iterator[FrontEndServer]:
    block_data.set_body(
        small_site.team,
        [block_data.about(heading=f"Section {number}") for number in range(1, 4)],
    )
    with front_end_of(live_server.url, user_bar=user_bar) as server:
        settings.CAREERS_FRONT_END_ORIGINS = [server.origin]
        FrontEndSettings.objects.create(site=small_site.site, address=server.origin)
        yield server


@pytest.fixture
def tokens(page: Page) -> set[str]:
    """The tokens that the browser has sent to the API."""
    found: set[str] = set()

    def note(response: Response) -> None:
        if match := re.search(r"/preview/([\w.-]+)/$", response.url):
            found.add(match[1])

    page.on("response", note)
    return found


def open_preview(page: Page, site: SmallSite) -> FrameLocator:
    page.add_init_script(MARK_READY)
    open_form(page, f"/admin/pages/{site.team.pk}/edit/")
    page.get_by_role("button", name="Toggle preview").click()
    page.locator("[data-front-end-is-ready]").wait_for(state="attached")
    preview = page.frame_locator("#w-preview-iframe")
    expect(preview.get_by_role("heading", level=1)).to_have_text(MEET)
    return preview


def frame_of(page: Page, server: FrontEndServer) -> Any:
    (frame,) = [frame for frame in page.frames if frame.url.startswith(server.origin)]
    return frame


def test_frame_follows_the_editor_without_being_loaded_again(
    admin_page: Page, small_site: SmallSite, front_end: FrontEndServer, tokens: set[str]
) -> None:
    page, editor = admin_page, Editor(admin_page)
    preview = open_preview(page, small_site)
    expect(preview.get_by_role("heading", level=2)).to_have_text(
        ["Section 1", "Section 2", "Section 3"]
    )
    frame = frame_of(page, front_end)
    editor.fill(page.get_by_label("Heading").first, "We keep it up")
    expect(preview.get_by_role("heading", level=1)).to_have_text("We keep it up")
    pages = [line for line, _headers in front_end.asked if line.startswith("GET /teams/")]
    assert len(pages) == 1
    assert frame.evaluate("drawn") == 2
    assert len(tokens) == 1


def test_frame_scrolls_to_the_section_that_is_edited(
    admin_page: Page, small_site: SmallSite, front_end: FrontEndServer
) -> None:
    preview = open_preview(admin_page, small_site)
    third = preview.get_by_role("heading", name="Section 3")
    expect(third).not_to_be_in_viewport()
    admin_page.locator('input[name="body-2-value-heading"]').focus()
    expect(third).to_be_in_viewport()
    admin_page.locator('input[name="body-0-value-heading"]').focus()
    expect(third).not_to_be_in_viewport()


def test_token_is_sent_to_the_api_alone(
    admin_page: Page, small_site: SmallSite, front_end: FrontEndServer, tokens: set[str]
) -> None:
    open_preview(admin_page, small_site)
    (token,) = tokens
    assert front_end.asked
    for line, headers in front_end.asked:
        assert token not in line
        assert token not in str(headers)
        assert "admin" not in headers.get("Referer", "")
    assert frame_of(admin_page, front_end).url.endswith("/teams/backend-development/")


def test_preview_in_a_new_tab_lasts_until_the_editor_signs_out(
    admin_page: Page, small_site: SmallSite, front_end: FrontEndServer, user_bar: bool
) -> None:
    page = admin_page
    open_preview(page, small_site)
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Preview in new tab").click()
    tab = opened.value
    heading = tab.get_by_role("heading", level=1)
    expect(heading).to_have_text(MEET)
    if user_bar:
        expect(tab.locator("#wagtail-userbar-trigger")).to_be_visible()
    tab.reload()
    expect(heading).to_have_text(MEET)
    assert Preview.objects.exists()
    page.evaluate("document.querySelector('form[action$=\"/logout/\"]').submit()")
    page.wait_for_url("**/admin/login/**")
    assert not Preview.objects.exists()
    tab.reload()
    expect(heading).to_contain_text("There is no such preview any more.")


def test_view_live_leads_to_the_front_end(
    admin_page: Page, small_site: SmallSite, front_end: FrontEndServer
) -> None:
    admin_page.goto(f"/admin/pages/{small_site.team.pk}/edit/")
    live = admin_page.locator(f'a[href="{front_end.origin}/teams/backend-development/"]').first
    with admin_page.context.expect_page() as opened:
        live.click()
    expect(opened.value.get_by_role("heading", level=1)).to_have_text(MEET)


@pytest.mark.parametrize("user_bar", [True], indirect=True)
def test_editor_checks_the_content_that_the_front_end_shows(
    admin_page: Page, small_site: SmallSite, front_end: FrontEndServer
) -> None:
    small_site.team.search_description = ""
    small_site.team.save()
    open_form(admin_page, f"/admin/pages/{small_site.team.pk}/edit/")
    admin_page.get_by_role("button", name="Toggle checks").click()
    names = admin_page.locator("[data-checks-panel] [data-content-checker-name]")
    expect(admin_page.locator("[data-content-word-count]")).not_to_have_text("-")
    missing = names.filter(has_text="Search description is missing")
    expect(missing).to_have_count(1)
    admin_page.get_by_role("tab", name="Promote").click()
    admin_page.get_by_label("Search description").fill("What the team does, and for whom.")
    expect(missing).to_have_count(0)
    pages = [line for line, _headers in front_end.asked if line.startswith("GET /teams/")]
    assert len(pages) == 1
