"""Pages and admin work under their policies: no browser refuses anything of ours.

The fixture `page` fails every test of a browser whose pages meet a refusal. These visit what no
other test does.
"""

from __future__ import annotations

from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, expect
from wagtail.models import PageViewRestriction

from tests.browser.editor import Editor
from tests.browser.site import SmallSite, visit

#: Runs what an injected element would: an event handler, a style, a script, one of our own.
INJECT = """() => {
    window.wasRun = [];
    document.body.insertAdjacentHTML("beforeend", `
        <img src="/nowhere" onerror="wasRun.push('handler')">
        <p id="styled" style="color: rgb(1, 2, 3)">Styled</p>`);
    const script = document.createElement("script");
    script.textContent = "wasRun.push('script')";
    document.body.append(script);
    const own = document.createElement("script");
    own.src = "/static/careers/careers.js";
    own.onload = () => wasRun.push("own script without a nonce");
    document.body.append(own);
}"""


def make_password_page(site: SmallSite) -> None:
    PageViewRestriction.objects.create(
        page=site.standard, restriction_type=PageViewRestriction.PASSWORD, password="secret"
    )


def test_no_page_for_visitors_is_refused_anything(
    page: Page, refusals: list[str], small_site: SmallSite
) -> None:
    make_password_page(small_site)
    for name, address in small_site.addresses().items():
        visit(page, address)
        page.wait_for_load_state("networkidle")
        assert refusals == [], name
        assert "/original_images/" not in page.content(), name


def test_no_page_for_those_signed_in_is_refused_anything(
    admin_page: Page, refusals: list[str], small_site: SmallSite
) -> None:
    for name, address in small_site.addresses().items():
        visit(admin_page, address)
        if name != "not found":
            admin_page.locator("#wagtail-userbar-trigger").click()
            expect(admin_page.locator("#wagtail-userbar-items")).to_be_visible()
        admin_page.wait_for_load_state("networkidle")
        assert refusals == [], name


def test_what_is_injected_into_a_page_does_not_run(
    page: Page, refusals: list[str], small_site: SmallSite
) -> None:
    page.goto("/teams/backend-development/")
    page.evaluate(INJECT)
    page.wait_for_load_state("networkidle")
    assert page.evaluate("window.wasRun") == []
    assert page.locator("#styled").evaluate("it => getComputedStyle(it).color") != "rgb(1, 2, 3)"
    assert len(refusals) == 4
    refusals.clear()


def test_views_of_the_admin_are_refused_nothing(
    admin_page: Page, refusals: list[str], small_site: SmallSite
) -> None:
    site, position = small_site, small_site.open[0]
    for address in (
        "/admin/",
        "/admin/account/",
        "/admin/careers_positions/",
        f"/admin/careers/positions/{position.pk}/close/",
        "/admin/documents/",
        "/admin/documents/multiple/add/",
        "/admin/images/",
        f"/admin/images/{site.picture.pk}/",
        f"/admin/pages/{site.home.pk}/",
        f"/admin/pages/{site.home.pk}/edit/",
        f"/admin/pages/{position.pk}/edit/",
        f"/admin/pages/{position.pk}/history/",
        f"/admin/pages/add/careers/teampage/{site.teams.pk}/",
        f"/admin/pages/{site.team.pk}/view_draft/",
        "/admin/redirects/import/",
        "/admin/reports/site-history/",
        f"/admin/settings/home/brandsettings/{site.site.pk}/",
        "/admin/snippets/careers/location/",
        f"/admin/snippets/careers/location/edit/{site.lisbon.pk}/",
        "/admin/users/new/",
        "/admin/workflows/list/",
    ):
        visit(admin_page, address)
        admin_page.wait_for_load_state("networkidle")
        assert refusals == [], address


def test_editor_with_preview_choosers_and_dates_is_refused_nothing(
    admin_page: Page, refusals: list[str], small_site: SmallSite
) -> None:
    editor = Editor(admin_page)
    admin_page.goto(f"/admin/pages/{small_site.team.pk}/edit/")
    editor.press("Toggle preview")
    preview = admin_page.frame_locator("#w-preview-iframe")
    expect(preview.get_by_role("heading", level=1)).to_be_visible()
    admin_page.locator(".Draftail-Editor__wrapper [role=textbox]").first.click()
    admin_page.keyboard.type("Written / here")
    admin_page.get_by_role("button", name="Insert a block").first.click()
    expect(admin_page.get_by_role("combobox").last).to_be_visible()
    admin_page.keyboard.press("Escape")
    admin_page.wait_for_load_state("networkidle")
    assert refusals == []


def test_images_are_shown_while_they_are_uploaded(
    admin_page: Page, refusals: list[str], small_site: SmallSite, tmp_path: Path
) -> None:
    picture = tmp_path / "picture.png"
    Image.new("RGB", (40, 30)).save(picture)
    admin_page.goto("/admin/images/multiple/add/")
    admin_page.locator("input[type=file]").first.set_input_files(picture)
    expect(admin_page.get_by_role("button", name="Update")).to_be_visible()
    assert refusals == []
