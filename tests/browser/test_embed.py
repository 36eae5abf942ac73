"""The elements on a page of another origin, under a strict policy."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Locator, Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer
from wagtail.models import Locale

from careers.models import PositionPage
from tests.browser.axe import assert_accessible
from tests.browser.other_origins import OtherSite, Proxy
from tests.browser.site import SmallSite

SCRIPT = "/api/careers/v1/embed.js"
PAGE = """<!doctype html>
<html {attributes}>
<head>
<title>A page of somebody else</title>
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<script type="module" src="{script}"></script>
</head>
<body><main><h1>Work with us</h1>{elements}</main></body>
</html>"""
POLICY = (
    "default-src 'none'; script-src {origin}; connect-src {origin}; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)
FALLBACK = '<a href="https://careers.example/">All our positions</a>'
LIST = f'<careers-positions limit="5">{FALLBACK}</careers-positions>'
SEARCH = f"<careers-search>{FALLBACK}</careers-search>"

SET_ATTRIBUTES = """(element, values) => {
    for (const name in values) element.setAttribute(name, values[name])
}"""

Show = Callable[..., None]


@pytest.fixture
def api(live_server: LiveServer, small_site: SmallSite) -> Iterator[Proxy]:
    """The careers site, which these tests can make fail."""
    proxy = Proxy(live_server.url)
    small_site.site.port = urlsplit(proxy.url).port
    small_site.site.save()
    with proxy.running():
        yield proxy


@pytest.fixture
def host(page: Page, api: Proxy) -> Iterator[OtherSite]:
    site = OtherSite()
    site.policy = POLICY.format(origin=api.url)
    with site.running():
        yield site


@pytest.fixture
def show(page: Page, host: OtherSite, api: Proxy) -> Show:
    """Open a page of the host with these elements."""

    def show(elements: str, attributes: str = 'lang="en"') -> None:
        host.html = PAGE.format(script=api.url + SCRIPT, elements=elements, attributes=attributes)
        page.goto(host.url)

    return show


def status(page: Page, element: str = "careers-positions") -> Locator:
    return page.locator(element).get_by_role("status")


def titles(page: Page, element: str = "careers-positions") -> list[str]:
    return page.locator(f"{element} [part=link]").all_inner_texts()


# The list


def test_list_shows_positions_on_a_page_of_another_origin(
    page: Page, show: Show, api: Proxy
) -> None:
    show(LIST)
    expect(status(page)).to_have_text("Showing 5 out of 16")
    items = page.get_by_role("list", name="Open positions").get_by_role("listitem")
    expect(items).to_have_count(5)
    expect(items.first).to_contain_text("Lisbon")
    expect(items.first).to_contain_text("Remote")
    expect(items.first).to_contain_text("Full time")
    link = items.first.get_by_role("link", name="Engineer 16")
    expect(link).to_have_attribute("href", f"{api.url}/positions/engineer-16/")
    expect(page.get_by_text("All our positions")).to_be_hidden()
    more = page.get_by_role("link", name="See all in the search")
    expect(more).to_have_attribute("href", f"{api.url}/positions/")
    more.click()
    expect(page.get_by_role("heading", name="16 positions")).to_be_visible()


def test_visitor_leaves_no_trace(page: Page, show: Show, api: Proxy) -> None:
    page.context.add_cookies([{"name": "tracked", "value": "1", "url": api.url}])
    page.context.add_init_script(
        "for (const name of ['localStorage', 'sessionStorage', 'indexedDB', 'caches'])"
        "  Object.defineProperty(window, name, { get() { throw new Error(name) } })"
    )
    show(LIST)
    expect(status(page)).to_have_text("Showing 5 out of 16")
    [(_path, headers)] = [asked for asked in api.asked if "/positions/" in asked[0]]
    assert "cookie" not in headers
    assert "referer" not in headers
    assert [cookie.get("name") for cookie in page.context.cookies()] == ["tracked"]


def test_attributes_filter_the_list(page: Page, show: Show, small_site: SmallSite) -> None:
    team = small_site.add_team(title="Design", slug="design")
    small_site.add_position(title="Designer", team=team, workplace="hybrid")
    show('<careers-positions team="design"></careers-positions>')
    expect(status(page)).to_have_text("Showing 1 out of 1")
    assert titles(page) == ["Designer"]
    expect(page.locator("careers-positions").get_by_role("link")).to_have_count(1)

    values = {"team": "design, backend-development", "workplace": "remote", "limit": "2"}
    page.locator("careers-positions").evaluate(SET_ATTRIBUTES, values)
    expect(status(page)).to_have_text("Showing 2 out of 16")
    more = page.get_by_role("link", name="See all in the search")
    query = "team=design&team=backend-development&workplace=remote"
    expect(more).to_have_attribute("href", f"{small_site.site.root_url}/positions/?{query}")
    page.locator("careers-positions").evaluate(SET_ATTRIBUTES, {"q": "engineer 03"})
    expect(status(page)).to_have_text("Showing 1 out of 1")


def test_attributes_that_change_together_are_asked_for_once(
    page: Page, show: Show, api: Proxy
) -> None:
    show(LIST)
    expect(status(page)).to_have_text("Showing 5 out of 16")
    number = len(api.asked)
    page.locator("careers-positions").evaluate(
        "element => { element.setAttribute('limit', 3); element.setAttribute('type', 'full-time') }"
    )
    expect(status(page)).to_have_text("Showing 3 out of 16")
    assert len(api.asked) == number + 1


def test_nothing_open_is_said(page: Page, show: Show, api: Proxy, small_site: SmallSite) -> None:
    show('<careers-positions location="nowhere"></careers-positions>')
    expect(status(page)).to_have_text("Nothing open fits this search today.")
    link = page.get_by_role("link", name="All open positions")
    expect(link).to_have_attribute("href", f"{api.url}/positions/")
    expect(page.get_by_role("list")).to_have_count(0)
    assert_accessible(page, "nothing open")

    PositionPage.objects.update(closed_at=timezone.now())
    show(LIST)
    expect(status(page)).to_have_text("There are no open positions today.")
    expect(page.locator("careers-positions")).to_have_attribute("data-state", "empty")


def test_elements_disturb_neither_each_other_nor_the_page(page: Page, show: Show) -> None:
    bad = '<careers-positions limit="101"></careers-positions>'
    show(LIST + SEARCH + bad + LIST + SEARCH + "<p>Ours</p>")
    expect(status(page, "careers-positions >> nth=1")).to_have_text(
        "The positions could not be loaded."
    )
    for element in ("careers-positions >> nth=0", "careers-positions >> nth=2"):
        expect(status(page, element)).to_have_text("Showing 5 out of 16")
    for element in ("careers-search >> nth=0", "careers-search >> nth=1"):
        expect(status(page, element)).to_have_text("Showing 10 out of 16")
    page.get_by_label("Search for a position").first.fill("engineer 01")
    page.get_by_role("button", name="Search").first.click()
    expect(status(page, "careers-search >> nth=0")).to_have_text("Showing 1 out of 1")
    expect(status(page, "careers-search >> nth=1")).to_have_text("Showing 10 out of 16")
    assert page.evaluate("document.querySelectorAll('[id]').length") == 0
    assert page.evaluate("document.adoptedStyleSheets.length") == 0


def test_script_that_stands_twice_on_a_page_does_nothing_twice(
    page: Page, show: Show, api: Proxy
) -> None:
    show(f'{LIST}<script type="module" src="{api.url}{SCRIPT}?locale=en-gb"></script>')
    expect(status(page)).to_have_text("Showing 5 out of 16")
    page.wait_for_load_state("networkidle")


def test_element_can_be_added_moved_and_removed(page: Page, show: Show, api: Proxy) -> None:
    show("<section></section>")
    page.evaluate(
        "() => { window.made = document.createElement('careers-positions');"
        " made.setAttribute('limit', 2); document.querySelector('section').append(made) }"
    )
    expect(status(page)).to_have_text("Showing 2 out of 16")
    page.evaluate("document.querySelector('main').prepend(made)")
    expect(status(page)).to_have_text("Showing 2 out of 16")
    page.wait_for_load_state("networkidle")
    page.evaluate("made.remove()")
    number = len(api.asked)
    page.evaluate("made.setAttribute('limit', 3)")
    page.wait_for_timeout(300)
    assert len(api.asked) == number


# Failures


def test_without_javascript_the_link_of_the_page_stands_there(
    browser: Browser, host: OtherSite, api: Proxy
) -> None:
    host.html = PAGE.format(script=api.url + SCRIPT, elements=LIST + SEARCH, attributes="")
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(host.url)
    expect(page.get_by_role("link", name="All our positions")).to_have_count(2)
    context.close()


def test_without_the_script_the_link_of_the_page_stands_there(
    page: Page, show: Show, api: Proxy
) -> None:
    api.state = "down"
    show(LIST)
    expect(page.get_by_role("link", name="All our positions")).to_be_visible()


def test_link_of_the_page_stands_there_while_positions_are_loaded(
    page: Page, show: Show, api: Proxy
) -> None:
    api.pause = 1
    show(LIST)
    expect(status(page)).to_have_text("Open positions are being loaded.")
    expect(page.locator("careers-positions")).to_have_attribute("data-state", "loading")
    expect(page.get_by_role("link", name="All our positions")).to_be_visible()
    expect(status(page)).to_have_text("Showing 5 out of 16")


@pytest.mark.parametrize("state", ["down", "failing"])
def test_failure_leads_to_the_search_and_can_be_tried_again(
    page: Page, show: Show, api: Proxy, state: str
) -> None:
    show("<p>The script is in the browser's cache.</p>")
    api.state = state
    show(LIST)
    expect(status(page)).to_have_text("The positions could not be loaded.")
    link = page.get_by_role("link", name="All open positions")
    expect(link).to_have_attribute("href", f"{api.url}/positions/")
    expect(page.get_by_text("All our positions")).to_be_hidden()
    assert_accessible(page, "failure")

    again = page.get_by_role("button", name="Try again")
    again.focus()
    page.keyboard.press("Enter")
    page.wait_for_timeout(500)
    expect(again).to_be_focused()
    api.state = "up"
    page.keyboard.press("Enter")
    expect(status(page)).to_have_text("Showing 5 out of 16")
    expect(page.locator("careers-positions div")).to_be_focused()
    expect(again).to_have_count(0)


def test_last_answer_of_the_cache_is_shown_and_said_to_be_old(
    page: Page, show: Show, api: Proxy
) -> None:
    show(LIST)
    expect(status(page)).to_have_text("Showing 5 out of 16")
    api.state = "down"
    page.reload()
    expect(status(page)).to_contain_text("Showing 5 out of 16 This list may be out of date")
    assert len(titles(page)) == 5
    assert_accessible(page, "old answer")
    api.state = "up"
    page.get_by_role("button", name="Try again").click()
    expect(status(page)).to_have_text("Showing 5 out of 16")


@pytest.mark.parametrize("state", ["down", "failing"])
def test_list_is_refreshed_and_kept_while_that_fails(
    page: Page, show: Show, api: Proxy, small_site: SmallSite, state: str
) -> None:
    page.clock.install()
    show(LIST)
    expect(status(page)).to_have_text("Showing 5 out of 16")
    page.get_by_role("link", name="Engineer 15").focus()
    api.state = state
    page.clock.run_for(301_000)
    expect(status(page)).to_contain_text("This list may be out of date")
    expect(page.get_by_role("link", name="Engineer 15")).to_be_focused()
    api.state = "up"
    small_site.add_position(title="New", posted_date=small_site.open[-1].posted_date)
    page.clock.run_for(301_000)
    expect(status(page)).to_have_text("Showing 5 out of 17")
    assert titles(page)[0] == "New"
    expect(page.get_by_role("link", name="Engineer 15")).to_be_focused()


# The search


def test_search_finds_by_words_and_filters(page: Page, show: Show, small_site: SmallSite) -> None:
    team = small_site.add_team(title="Design", slug="design")
    small_site.add_position(title="Designer", team=team)
    show(SEARCH)
    expect(status(page, "careers-search")).to_have_text("Showing 10 out of 17")
    search = page.get_by_role("search", name="Open positions")
    search.get_by_role("searchbox", name="Search for a position").fill("enginer 07")
    page.keyboard.press("Enter")
    expect(status(page, "careers-search")).to_have_text(
        "Showing results for “engineer 07”. Showing 1 out of 1"
    )
    search.get_by_label("Search for a position").fill("")
    search.get_by_role("button", name="Search").click()
    expect(status(page, "careers-search")).to_have_text("Showing 10 out of 17")

    teams = search.get_by_role("combobox", name="Team")
    teams.focus()
    teams.select_option("Design (1)")
    expect(status(page, "careers-search")).to_have_text("Showing 1 out of 1")
    assert titles(page, "careers-search") == ["Designer"]
    expect(teams).to_be_focused()
    expect(teams).to_have_value("design")
    search.get_by_label("Search for a position").fill("nothing like it")
    page.keyboard.press("Enter")
    expect(status(page, "careers-search")).to_have_text("Nothing open fits this search today.")
    expect(page.get_by_role("link", name="All open positions")).to_be_visible()


def test_search_offers_the_filters_that_the_page_wants(page: Page, show: Show, api: Proxy) -> None:
    show('<careers-search team="backend-development" filters="team,type,workplace" q="engineer">')
    expect(status(page, "careers-search")).to_have_text("Showing 10 out of 16")
    assert page.locator("careers-search select").evaluate_all(
        "selects => selects.map(({ name }) => name)"
    ) == ["workplace", "type"]
    expect(page.get_by_role("searchbox")).to_have_value("engineer")
    expect(page.get_by_role("link", name="See all in the search")).to_have_attribute(
        "href", f"{api.url}/positions/?q=engineer&team=backend-development"
    )


def test_failed_search_does_not_show_what_was_found_before(
    page: Page, show: Show, api: Proxy
) -> None:
    show(SEARCH)
    expect(status(page, "careers-search")).to_have_text("Showing 10 out of 16")
    api.state = "down"
    page.get_by_role("searchbox").fill("engineer 01")
    page.keyboard.press("Enter")
    expect(status(page, "careers-search")).to_have_text("The positions could not be loaded.")
    expect(page.get_by_role("listitem")).to_have_count(0)
    expect(page.get_by_role("searchbox")).to_be_focused()
    api.state = "up"
    page.get_by_role("button", name="Try again").click()
    expect(status(page, "careers-search")).to_have_text("Showing 1 out of 1")


# The look


@pytest.mark.parametrize("width", [320, 1280])
def test_elements_are_accessible_and_fit(page: Page, show: Show, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    show(LIST + SEARCH)
    expect(status(page, "careers-search")).to_have_text("Showing 10 out of 16")
    assert_accessible(page, "elements")
    assert page.evaluate("document.documentElement.scrollWidth") == width
    for target in page.locator("a, button, input, select").all():
        box = target.bounding_box()
        assert box is None or box["height"] >= 24


def test_elements_look_like_the_page_around_them(page: Page, show: Show, host: OtherSite) -> None:
    host.policy = host.policy + "; style-src 'unsafe-inline'"
    show(
        "<style>body { font: 20px monospace; color: rgb(0, 60, 0) } a, li { color: red; float: left }"
        "careers-positions { --careers-accent-text: rgb(0, 0, 200) }"
        "careers-positions::part(facts) { letter-spacing: 3px }</style>" + LIST
    )
    facts, link = page.locator("[part=facts]").first, page.locator("[part=link]").first
    expect(facts).to_have_css("font-family", "monospace")
    expect(facts).to_have_css("color", "rgb(0, 60, 0)")
    expect(facts).to_have_css("letter-spacing", "3px")
    expect(link).to_have_css("font-size", "20px")
    expect(link).to_have_css("color", "rgb(0, 0, 200)")
    expect(link).to_have_css("float", "none")


def test_labels_are_in_the_language_of_the_page(
    page: Page, show: Show, api: Proxy, small_site: SmallSite, settings: Settings
) -> None:
    settings.WAGTAIL_I18N_ENABLED = True
    settings.WAGTAIL_CONTENT_LANGUAGES = [("en-gb", "English"), ("he", "Hebrew")]
    hebrew = Locale.objects.create(language_code="he")
    small_site.home.copy_for_translation(hebrew).save_revision().publish()
    translated = small_site.positions.copy_for_translation(hebrew)
    translated.save_revision().publish()
    small_site.add_position(parent=translated, title="מהנדסת", locale=hebrew)
    show(
        f"{LIST}<careers-positions locale='en-gb' limit='1'></careers-positions>",
        'lang="he" dir="rtl"',
    )
    expect(status(page).first).to_have_text("Showing 1 out of 1")
    expect(page.locator("careers-positions div").first).to_have_attribute("lang", "he")
    expect(page.locator("careers-positions div").first).to_have_attribute("dir", "rtl")
    expect(page.locator("careers-positions div").last).to_have_attribute("lang", "en-gb")
    expect(page.locator("careers-positions div").last).to_have_attribute("dir", "ltr")
    assert_accessible(page, "two languages")
