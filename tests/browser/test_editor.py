"""What a marketing editor does in the admin, from an empty form to a page that visitors see."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect
from pytest_django import Settings

from careers.models import Person, TeamPage
from tests.browser.editor import open_form
from tests.browser.site import SmallSite


def write(page: Page, field: str, text: str) -> None:
    """Type into the rich text editor of a block."""
    editor = page.locator(f"[id='{field}'] + .Draftail-Editor__wrapper [role=textbox]")
    editor.click()
    expect(editor).to_be_focused()
    page.keyboard.type(text)
    expect(editor).to_have_text(text)


def block(page: Page, number: int) -> Locator:
    """The block whose fields are named `body-<number>`."""
    return page.locator("[data-streamfield-child]").filter(
        has=page.locator(f"input[name=body-{number}-type]")
    )


def create_person(page: Page, name: str) -> None:
    """Make somebody from within the chooser, without leaving the page."""
    page.get_by_role("button", name="Choose person").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("tab", name="Create").click()
    dialog.get_by_label("Name").fill(name)
    dialog.get_by_label("Job title").fill("Search Engineer")
    dialog.get_by_role("button", name="Create").click()
    expect(dialog).to_have_count(0)


def test_editor_composes_and_publishes_a_team_page(
    admin_page: Page, small_site: SmallSite, settings: Settings
) -> None:
    # Whether Wagtail saves by itself before the editor does would depend on the machine's pace.
    settings.WAGTAIL_AUTOSAVE_INTERVAL = 0
    page = admin_page
    page.goto("/admin/")
    page.get_by_role("button", name="Careers", exact=True).click()
    page.get_by_role("link", name="Teams", exact=True).click()
    page.get_by_role("link", name="Add team page").click()

    # An incomplete draft is kept.
    page.get_by_placeholder("Team's name*").press_sequentially("Search")
    expect(page.locator("#id_slug")).to_have_value("search")
    page.get_by_role("button", name="Save draft").click()
    expect(page.get_by_text("Page 'Search' created")).to_be_visible()
    draft = TeamPage.objects.get(title="Search")
    assert not draft.live
    assert [part.block_type for part in draft.body] == [
        "about",
        "open_positions",
        "pillars",
        "latest",
        "testimonials",
    ]

    # All six parts are filled, and the last one moves up.
    page.get_by_label("Introduction").fill("Any product may ask us a question.")
    write(page, "body-0-value-text", "We answer 65 million questions a day.")
    for number, title in enumerate(["One index", "Every language"]):
        page.locator(f"[id='body-2-value-pillars-{number}-value-title']").fill(title)
        write(page, f"body-2-value-pillars-{number}-value-text", f"Why {title.lower()} matters.")
    block(page, 3).get_by_role("button", name="Add", exact=True).click()
    page.locator("[id='body-3-value-items-0-value-title']").fill("How ranking works")
    page.locator("[id='body-3-value-items-0-value-url']").fill("https://example.com/ranking")
    create_person(page, "Adaeze Okonjo")
    page.locator("[id='body-4-value-testimonials-0-value-quote']").fill("Search is mine.")
    block(page, 4).locator("> section > .w-panel__header [data-streamfield-action=MOVE_UP]").click()

    page.get_by_role("button", name="More actions").click()
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_text("Page 'Search' has been published")).to_be_visible()

    page.goto("/teams/search/")
    headings = page.get_by_role("main").get_by_role("heading")
    expected = [
        "Meet the Search team",
        "About us",
        "Open positions at Search team",
        "What makes us different",
        "One index",
        "Every language",
        "The people who make us",
        "The latest from Search",
        "How ranking works",
    ]
    expect(headings).to_have_text(expected)  # in this order, and no others
    expect(page.get_by_text("“Search is mine.”")).to_be_visible()
    expect(page.get_by_text("Adaeze Okonjo")).to_be_visible()
    assert Person.objects.filter(name="Adaeze Okonjo", job_title="Search Engineer").exists()


def test_draft_with_an_empty_part_saves_itself(admin_page: Page, small_site: SmallSite) -> None:
    page, team = admin_page, small_site.team
    open_form(page, f"/admin/pages/{team.pk}/edit/")
    page.get_by_role("button", name="Insert a block").last.click()
    page.get_by_role("option", name="Benefits").click()
    page.get_by_label("Introduction").fill("Any product may ask us a question.")
    expect(page.locator("#w-autosave-indicator[data-w-autosave-state-value=saved]")).to_be_visible()
    team.refresh_from_db()
    assert [part.block_type for part in team.body][-1] == "testimonials"
    draft = team.get_latest_revision_as_object()
    assert [part.block_type for part in draft.body][-2:] == ["testimonials", "benefits"]


def test_preview_stands_beside_the_form_and_follows_it(
    admin_page: Page, small_site: SmallSite
) -> None:
    page = admin_page
    open_form(page, f"/admin/pages/{small_site.team.pk}/edit/")
    page.get_by_role("button", name="Toggle preview").click()
    preview = page.frame_locator("#w-preview-iframe")
    expect(preview.get_by_role("heading", level=1)).to_have_text(
        "Meet the Backend Development team"
    )
    page.locator("#id_hero_heading").fill("We keep it up")
    expect(preview.get_by_role("heading", level=1)).to_have_text("We keep it up")
    small_site.team.refresh_from_db()
    assert small_site.team.hero_heading == ""  # the published page waits for its editor


def test_block_picker_shows_a_preview_of_each_block(
    admin_page: Page, small_site: SmallSite
) -> None:
    page = admin_page
    page.goto(f"/admin/pages/{small_site.team.pk}/edit/")
    page.get_by_role("button", name="Insert a block").first.click()
    page.get_by_role("option", name="Testimonials").locator("..").get_by_role(
        "button", name="Preview"
    ).click()
    preview = page.frame_locator(".w-combobox-preview__iframe")
    expect(preview.get_by_role("heading", name="The people who make us")).to_be_visible()


def test_countries_are_asked_for_remote_positions_alone(
    admin_page: Page, small_site: SmallSite
) -> None:
    page = admin_page
    page.goto(f"/admin/pages/{small_site.open[0].pk}/edit/")
    countries = page.get_by_role("checkbox", name="Portugal")
    page.get_by_label("Workplace").select_option("On site")
    expect(countries).to_be_hidden()
    page.get_by_label("Workplace").select_option("Remote")
    expect(countries).to_be_visible()
