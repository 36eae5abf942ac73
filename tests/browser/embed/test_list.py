"""A list of positions on a page of another origin."""

from __future__ import annotations

from django.utils import timezone
from playwright.sync_api import Page, expect

from careers.models import PositionPage
from tests.browser.axe import assert_accessible
from tests.browser.embed.elements import (
    LIST,
    SCRIPT,
    SEARCH,
    SET_ATTRIBUTES,
    Show,
    status,
    titles,
)
from tests.browser.embed.other_origins import Proxy
from tests.browser.site import SmallSite


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
