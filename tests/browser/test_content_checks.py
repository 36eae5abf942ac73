"""What Wagtail's content checker says of our pages: beside the form, and on the page itself."""

from __future__ import annotations

import json
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from home.models import FooterSettings
from tests.browser.editor import open_form
from tests.browser.site import SmallSite
from tests.careers import block_data
from tests.factories import ImageFactory, PersonFactory

SCRIPT = "careers/content_checks.js"
#: With the nonce of the page's own scripts: its policy lets no other in.
LOAD_AGAIN = """address => new Promise((resolve, reject) => {
    const { nonce } = document.querySelector("script[nonce]");
    const copy = Object.assign(document.createElement("script"), { nonce, src: address });
    Object.assign(copy, { onload: resolve, onerror: reject });
    document.body.append(copy);
})"""
LEVEL = "A heading level is skipped"
LINK = "Link text that says nothing"
IMAGE = "Picture without alternative text"
HERO = "Picture at the top without alternative text"
TESTIMONIAL = "Testimonial without a photo"
PILLARS = "Fewer than two pillars"
MISSING = "Search description is missing"
TOO_LONG = "Search description is too long"
POSITIONS = "No open positions on this page"
FAULTS = [POSITIONS, MISSING, HERO, LEVEL, LINK, PILLARS, IMAGE, TESTIMONIAL]


@pytest.fixture
def site(small_site: SmallSite) -> SmallSite:
    """A site whose team page leaves nothing to say."""
    small_site.team.search_description = "What the team does, and whom it looks for."
    small_site.team.save()
    return small_site


def make_faulty(site: SmallSite) -> None:
    """A draft of the team page with every fault but a search description that is too long."""
    team: Any = site.team
    undescribed = ImageFactory(description="", file__width=480, file__height=320)
    stranger = PersonFactory(photo=None)
    item = block_data.latest_item(undescribed)
    item["image"]["decorative"] = False
    text = '<h3>Below nothing</h3><p>All of it is <a href="https://example.com/">Here!</a></p>'
    body = [
        block_data.about(heading="", text=text),
        block_data.pillars(1),
        block_data.latest([item]),
        block_data.testimonials([stranger, site.people[0]]),
    ]
    team.search_description = ""
    team.hero_image = undescribed
    team.body = json.dumps(body)
    team.save_revision()


def open_editor(page: Page, site: SmallSite) -> Locator:
    """Open the team's form and its panel of checks; return the names of what they found."""
    page.goto(f"/admin/pages/{site.team.pk}/edit/")
    return open_checks(page)


def open_checks(page: Page) -> Locator:
    page.get_by_role("button", name="Toggle checks").click()
    # The checks end with the number of words.
    expect(page.locator("[data-content-word-count]")).not_to_have_text("-")
    return page.locator("[data-checks-panel] [data-content-checker-name]")


def open_page(page: Page, address: str) -> Locator:
    """Open the page and its userbar; returns the names of what its checks found."""
    page.goto(address)
    page.locator("#wagtail-userbar-trigger").click()
    page.locator("#checker-trigger").click()
    return page.locator("#checker-results [data-content-checker-name]")


def test_editor_names_each_fault_of_a_draft(admin_page: Page, site: SmallSite) -> None:
    make_faulty(site)
    names = open_editor(admin_page, site)
    expect(names).to_have_count(len(FAULTS))
    assert sorted(names.all_text_contents()) == sorted(FAULTS)


def test_editor_finds_nothing_on_a_page_without_faults(admin_page: Page, site: SmallSite) -> None:
    expect(open_editor(admin_page, site)).to_have_count(0)


def test_checks_follow_the_form_before_it_is_saved(admin_page: Page, site: SmallSite) -> None:
    open_form(admin_page, f"/admin/pages/{site.team.pk}/edit/")
    names = open_checks(admin_page)
    admin_page.get_by_role("tab", name="Promote").click()
    description = admin_page.get_by_label("Search description")
    description.fill("")
    expect(names).to_have_text([MISSING])
    description.fill("a" * 161)
    expect(names).to_have_text([TOO_LONG])
    description.fill("a" * 160)
    expect(names).to_have_count(0)


def test_page_itself_names_each_fault_for_those_signed_in(
    admin_page: Page, site: SmallSite
) -> None:
    make_faulty(site)
    site.team.get_latest_revision_as_object().save()  # past the checks before publishing
    names = open_page(admin_page, "/teams/backend-development/")
    expect(names).to_have_text(FAULTS)  # in the order of the page
    # A second copy of the script, such as a host's own, harms nothing.
    admin_page.evaluate(LOAD_AGAIN, f"/static/{SCRIPT}")


def test_only_links_that_say_nothing_are_named(admin_page: Page, site: SmallSite) -> None:
    empty = ["Here!", "READ MORE →", "“this page”"]
    telling = ["More about pay", "there", "how we hire"]
    links = "".join(
        f'<li><a href="https://example.com/">{text}</a></li>' for text in empty + telling
    )
    labelled = '<li><a href="https://example.com/" aria-label="All benefits">More</a></li>'
    block_data.set_body(
        site.team,
        [block_data.open_positions(), block_data.about(text=f"<ul>{links}{labelled}</ul>")],
    )
    FooterSettings.objects.update(
        columns=[
            {
                "type": "links",
                "value": {"title": "Legal", "links": [{"label": "More", "page": site.teams.pk}]},
            }
        ]
    )
    names = open_page(admin_page, "/teams/backend-development/")
    expect(names).to_have_text([LINK] * len(empty))
    marked = admin_page.locator("wagtail-inline-userbar").evaluate_all(
        "marks => marks.map(({ dataset }) => document.querySelector(dataset.selector).innerText)"
    )
    assert marked == empty


def test_link_that_is_folded_away_is_named_at_what_folds_it(
    admin_page: Page, site: SmallSite
) -> None:
    answers = ('See <a href="https://example.com/">here</a>.', "Ask us.")
    questions = [
        {"question": f"Question {number}", "answer": f"<p>{answer}</p>"}
        for number, answer in enumerate(answers)
    ]
    body = [block_data.open_positions(), block_data.faq(questions=questions)]
    block_data.set_body(site.team, body)
    expect(open_page(admin_page, "/teams/backend-development/")).to_have_text([LINK])


def test_visitors_get_nothing_of_it(page: Page, site: SmallSite) -> None:
    make_faulty(site)
    site.team.get_latest_revision_as_object().save()  # past the checks before publishing
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("/teams/backend-development/")
    page.wait_for_load_state("networkidle")
    assert any("careers.js" in address for address in asked)
    assert not any("content_checks" in address or "userbar" in address for address in asked)
