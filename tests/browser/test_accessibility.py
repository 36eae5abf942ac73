"""WCAG 2.2 AA as far as a machine can tell, and the keyboard alone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect
from wagtail.models import PageViewRestriction

from tests.browser.axe import assert_accessible
from tests.browser.site import SmallSite, visit
from tests.careers import block_data

MAX_STOPS = 300


@pytest.mark.parametrize("width", [390, 1440])
def test_axe_finds_nothing_on_any_page(page: Page, small_site: SmallSite, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    for name, address in small_site.addresses().items():
        visit(page, address)
        assert_accessible(page, name)


@pytest.mark.parametrize("kind", ["password", "login"])
def test_axe_finds_nothing_on_the_form_before_a_private_page(
    page: Page, small_site: SmallSite, kind: str
) -> None:
    PageViewRestriction.objects.create(
        page=small_site.team, restriction_type=kind, password="open sesame"
    )
    page.set_viewport_size({"width": 390, "height": 900})
    visit(page, "/teams/backend-development/")
    assert_accessible(page, kind)
    for field in page.locator("main input:not([type=hidden])").all():
        field.fill("wrong")
    page.get_by_role("main").get_by_role("button").click()
    expect(page.get_by_role("alert")).to_be_visible()
    assert_accessible(page, f"{kind}, wrong")


def test_keyboard_reaches_everything_in_order(page: Page, small_site: SmallSite) -> None:
    page.goto("/teams/backend-development/")
    names = []
    for _stop in range(MAX_STOPS):
        page.keyboard.press("Tab")
        focused = page.evaluate(
            r"""() => {
                const element = document.activeElement;
                const label = element.getAttribute("aria-label") || element.innerText;
                return element === document.body ? "" : label.trim().replace(/\s+/g, " ");
            }"""
        )
        if not focused:
            break
        names.append(focused)
    expected = [
        "Skip to content",
        "Halmere Careers",
        "Teams",
        "Positions",
        "16 open positions",
        "Engineer 16",
        "Engineer 12",
        "Show more",
        "Talk 1",
        "Talk 4",
        "Next testimonial",
        "Testimonials, scroll sideways",
        "Lisbon",
    ]
    places = [names.index(name) for name in expected]
    assert places == sorted(places)


@pytest.mark.parametrize("address", ["/teams/backend-development/", "/parts/"])
def test_focus_is_visible_wherever_it_goes(page: Page, small_site: SmallSite, address: str) -> None:
    page.goto(address)
    for _stop in range(MAX_STOPS):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            break
        # The ring is drawn on the element, on its ::after or on the card around it.
        assert page.evaluate(
            r"""() => {
                const ringed = ({ outlineStyle, outlineWidth }) =>
                    outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
                for (let node = document.activeElement; node; node = node.parentElement) {
                    if (ringed(getComputedStyle(node))) return true;
                    if (ringed(getComputedStyle(node, "::after"))) return true;
                }
                return false;
            }"""
        ), page.evaluate("document.activeElement.outerHTML")


def test_skip_link_leads_past_the_header(page: Page, small_site: SmallSite) -> None:
    page.goto("/teams/backend-development/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("main").get_by_role("link", name="Teams")).to_be_focused()


def test_testimonials_scroll_by_keyboard_and_by_buttons(page: Page, small_site: SmallSite) -> None:
    page.goto("/teams/backend-development/")
    track = page.get_by_role("list", name="Testimonials, scroll sideways")
    track.focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("button", name="Previous testimonial")).not_to_have_attribute(
        "aria-disabled", "true"
    )
    before = track.evaluate("track => track.scrollLeft")
    page.get_by_role("button", name="Next testimonial").click()
    page.wait_for_function(
        "before => document.querySelector('.testimonial-track').scrollLeft > before", arg=before
    )


def test_questions_and_transcripts_unfold_by_keyboard(page: Page, small_site: SmallSite) -> None:
    block_data.set_body(small_site.standard, [block_data.faq(), block_data.video()])
    page.goto("/privacy/")
    page.get_by_role("main").get_by_role("link", name="Careers").focus()
    for name, words in (("Question 1?", "Answer 1."), ("Question 2?", "Answer 2.")):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.innerText") == name
        expect(page.get_by_text(words)).to_be_hidden()
        page.keyboard.press("Enter")
        expect(page.get_by_text(words)).to_be_visible()
    page.keyboard.press("Tab")  # the video
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(page.get_by_text("Here we are.")).to_be_visible()


def test_position_is_found_by_keyboard_alone(page: Page, small_site: SmallSite) -> None:
    page.goto("/")
    page.get_by_role("searchbox", name="Search for a position").focus()
    page.keyboard.type("Engineer 07")
    page.keyboard.press("Enter")
    page.wait_for_url("**/positions/?q=Engineer+07")
    page.get_by_role("link", name="Engineer 07", exact=True).focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/positions/engineer-07/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Engineer 07")
