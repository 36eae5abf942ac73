"""A video's provider learns nothing before somebody plays it, and little afterwards."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, Request, Route, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser.site import SmallSite
from tests.careers import block_data

YOUTUBE = "https://www.youtube.com/watch?v=dQw4w9WgXcQ"
YOUTUBE_PLAYER = "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?autoplay=1&rel=0"
VIMEO = "https://vimeo.com/76979871"
VIMEO_PLAYER = "https://player.vimeo.com/video/76979871?autoplay=1&dnt=1"
PROVIDERS = ("https://www.youtube*/**", "https://*.vimeo.com/**", "https://vimeo.com/**")
#: Tells whether a click does what the browser does with it, and keeps it from leaving the page.
LISTEN = """addEventListener("click", event => {
    window.isLeftToTheBrowser = !event.defaultPrevented;
    event.preventDefault();
})"""


def answer_for_providers(context: BrowserContext) -> list[Request]:
    """Let an empty page stand in for every provider; returns what they are asked."""
    asked: list[Request] = []

    def answer(route: Route) -> None:
        asked.append(route.request)
        route.fulfill(content_type="text/html", body="<!doctype html><title>A player</title>")

    for address in PROVIDERS:
        context.route(address, answer)
    return asked


def facade(page: Page, title: str) -> Locator:
    """The link in whose place the player of a video will stand."""
    return page.get_by_role("link", name=title)


@pytest.fixture
def asked(page: Page, small_site: SmallSite) -> list[Request]:
    """What the providers of two videos on the standard page are asked."""
    body = [
        block_data.video(small_site.picture, title="A walk round"),
        block_data.video(title="Said <b>plainly</b>", url=VIMEO),
    ]
    block_data.set_body(small_site.standard, body)
    return answer_for_providers(page.context)


def test_nothing_is_asked_of_a_provider_before_the_click(
    page: Page, asked: list[Request], foreign_requests: list[str]
) -> None:
    page.goto("/privacy/", wait_until="networkidle")
    for link in page.locator(".video-facade").all():
        link.scroll_into_view_if_needed()
        link.hover()
        link.focus()
    page.wait_for_load_state("networkidle")
    assert foreign_requests == []
    assert asked == []
    expect(page.locator("iframe")).to_have_count(0)


@pytest.mark.parametrize(
    ("title", "player"),
    [("A walk round", YOUTUBE_PLAYER), ("Said <b>plainly</b>", VIMEO_PLAYER)],
)
def test_click_puts_the_private_player_in_place_of_its_poster_alone(
    page: Page, asked: list[Request], foreign_requests: list[str], title: str, player: str
) -> None:
    page.goto("/privacy/")
    facade(page, title).click()
    frame = page.locator("iframe")
    expect(frame).to_have_attribute("src", player)
    expect(frame).to_have_attribute("title", title)
    expect(frame).to_be_focused()
    expect(page.frame_locator("iframe").locator("html")).to_have_count(1)
    expect(facade(page, title)).to_have_count(0)
    expect(page.locator(".video-facade")).to_have_count(1)  # the other video waits for its click
    # Where the player is blocked, the way to the provider remains.
    expect(page.get_by_role("link", name="Watch at")).to_have_count(1)
    assert foreign_requests == [player]


def test_player_takes_the_place_of_its_poster(page: Page, asked: list[Request]) -> None:
    page.goto("/privacy/")
    link = facade(page, "A walk round")
    before = link.bounding_box()
    link.click()
    after = page.locator("iframe").bounding_box()
    assert before
    assert after
    assert after["width"] == pytest.approx(before["width"], abs=1)
    assert after["height"] == pytest.approx(before["height"], abs=1)


def test_provider_learns_the_site_and_not_the_page(
    page: Page, asked: list[Request], live_server: LiveServer
) -> None:
    page.goto("/privacy/?from=a-friend")
    with page.expect_request("https://www.youtube-nocookie.com/**"):
        facade(page, "A walk round").click()
    expect(page.frame_locator("iframe").locator("html")).to_have_count(1)
    assert asked[0].all_headers().get("referer") == f"{live_server.url}/"
    assert "cookie" not in asked[0].all_headers()


def test_video_is_played_by_keyboard_alone(page: Page, asked: list[Request]) -> None:
    page.goto("/privacy/")
    facade(page, "A walk round").focus()
    page.keyboard.press("Enter")
    expect(page.locator("iframe")).to_be_focused()


@pytest.mark.parametrize("modifier", ["Control", "Shift"])
def test_click_with_a_modifier_is_left_to_the_browser(
    page: Page, asked: list[Request], modifier: str
) -> None:
    page.goto("/privacy/")
    page.evaluate(LISTEN)
    facade(page, "A walk round").click(modifiers=[modifier])  # type: ignore[list-item]
    assert page.evaluate("window.isLeftToTheBrowser")
    expect(page.locator("iframe")).to_have_count(0)
    expect(page.locator(".video-facade")).to_have_count(2)


def test_without_javascript_a_video_is_a_link_to_its_provider(
    page_without_javascript: Page, small_site: SmallSite
) -> None:
    page = page_without_javascript
    block_data.set_body(small_site.standard, [block_data.video(small_site.picture)])
    asked = answer_for_providers(page.context)
    page.goto("/privacy/")
    assert asked == []
    facade(page, "A walk round").click()
    expect(page).to_have_url(YOUTUBE)
