"""A working day: marketing composes a page, an approver publishes it, a recruiter hires."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.conf import settings as django_settings
from django.contrib.auth.models import Group, User
from django.core import mail
from django.test import Client
from playwright.sync_api import Locator, Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from careers.models import PositionPage, TeamPage
from careers.roles import APPROVERS, MARKETING, RECRUITERS, create_roles
from tests.browser.editor import Editor
from tests.browser.site import SmallSite

MAX_INTERACTIONS = 60
SignIn = Callable[[str], Editor]


@pytest.fixture
def sign_in(page: Page, live_server: LiveServer, small_site: SmallSite) -> SignIn:
    """Puts somebody of a group at the keyboard; whoever was there before is signed out."""
    create_roles()

    def sign_in(group: str) -> Editor:
        user = User.objects.create_user(group, f"{group.split()[-1].lower()}@example.com")
        user.groups.add(Group.objects.get(name=group))
        client = Client()
        client.force_login(user)
        cookie = client.cookies[django_settings.SESSION_COOKIE_NAME]
        page.context.clear_cookies()
        page.context.add_cookies(
            [{"name": cookie.key, "value": cookie.value, "url": live_server.url}]
        )
        page.goto("/admin/")
        return Editor(page)

    return sign_in


def field(page: Page, name: str) -> Locator:
    return page.locator(f"[id='{name}']")


def chooser(page: Page, name: str, button: str) -> Locator:
    """The button that opens the chooser of a field."""
    return page.locator(f"[id='{name}-chooser']").get_by_role("button", name=button)


def compose_model_page(editor: Editor, site: SmallSite) -> None:
    """The six parts of the model page, from the dashboard to the search description."""
    page = editor.page
    editor.follow("New team page")
    editor.type(page.get_by_placeholder("Team's name*"), "Search")

    editor.fill(page.get_by_label("Introduction"), "Any product may ask us a question.")
    editor.choose(chooser(page, "id_hero_image", "Choose an image"), site.picture.title)
    editor.write("body-0-value-text", "We answer 65 million questions a day.")

    pillars = ["One index", "Every language", "No magic", "Fast on a phone"]
    for number, title in enumerate(pillars):
        if number > 1:
            editor.click(
                page.locator("[data-contentpath=pillars]").get_by_role("button", name="Add").last
            )
        editor.fill(field(page, f"body-2-value-pillars-{number}-value-title"), title)
        editor.write(f"body-2-value-pillars-{number}-value-text", f"Why: {title}.")

    editor.choose(chooser(page, "body-3-value-feed", "Choose news feed"), site.feed.name)

    for number, person in enumerate(site.people[:3]):
        name = f"body-4-value-testimonials-{number}-value"
        if number:
            editor.click(
                page.locator("[data-contentpath=testimonials]")
                .get_by_role("button", name="Add")
                .last
            )
        editor.choose(chooser(page, f"{name}-person", "Choose person"), person.name)
        editor.fill(field(page, f"{name}-quote"), "Search is mine.")

    editor.click(page.get_by_role("tab", name="Promote"))
    editor.fill(field(page, "id_search_description"), "Who answers 65 million questions a day.")


def test_marketing_composes_the_model_page_and_an_approver_publishes_it(
    sign_in: SignIn,
    small_site: SmallSite,
    settings: Settings,
    page: Page,
    record_property: Callable[[str, object], None],
    capsys: pytest.CaptureFixture[str],
) -> None:
    # Whether Wagtail saves by itself before the editor does would depend on the machine's pace.
    settings.WAGTAIL_AUTOSAVE_INTERVAL = 0
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    approver = User.objects.create_user("approver", "approver@example.com")
    approver.groups.add(Group.objects.get(name=APPROVERS))

    marketing = sign_in(MARKETING)
    compose_model_page(marketing, small_site)
    marketing.press("More actions")
    expect(page.get_by_role("button", name="Publish", exact=True)).to_have_count(0)
    marketing.click(page.get_by_role("button", name="Submit to Marketing approval"))
    expect(page.get_by_text("submitted for moderation")).to_be_visible()

    record_property("interactions", marketing.interactions)
    with capsys.disabled():
        print(f"\nThe model page took {marketing.interactions} interactions.")  # noqa: T201
    assert marketing.interactions <= MAX_INTERACTIONS
    assert not TeamPage.objects.get(title="Search").live
    assert [message.to for message in mail.outbox] == [["approver@example.com"]]
    assert "Search" in mail.outbox[0].subject

    reviewer = sign_in(APPROVERS)
    reviewer.follow("Search")
    reviewer.more_actions(re.compile("Approve and Publish", re.IGNORECASE))
    expect(page.get_by_text("Page 'Search' has been updated")).to_be_visible()
    assert TeamPage.objects.get(title="Search").live

    page.goto("/teams/search/")
    expect(page.get_by_role("main").get_by_role("heading", level=2)).to_have_text(
        [
            "About us",
            "Open positions at Search team",
            "What makes us different",
            "The latest from Search",
            "The people who make us",
        ]
    )
    expect(page.get_by_text("Fast on a phone", exact=True)).to_be_visible()


def test_recruiter_duplicates_publishes_and_closes_many(
    sign_in: SignIn, small_site: SmallSite, settings: Settings, page: Page
) -> None:
    settings.WAGTAIL_AUTOSAVE_INTERVAL = 0
    recruiter = sign_in(RECRUITERS)
    original = small_site.open[0]

    recruiter.press("Careers")
    recruiter.follow("Positions")
    row = page.get_by_role("row").filter(has_text=original.title).first
    recruiter.click(row.get_by_role("button", name=re.compile("Duplicate")))
    expect(page.get_by_text(f"This is the copy of “{original.title}”")).to_be_visible()
    recruiter.fill(page.locator("#id_title"), "Brand new position")
    recruiter.more_actions("Publish")
    expect(page.get_by_text("Page 'Brand new position' has been published")).to_be_visible()
    copy = PositionPage.objects.get(title="Brand new position")
    assert copy.is_open
    assert copy.slug != original.slug

    page.goto("/admin/careers_positions/?state=open")
    open_positions = PositionPage.objects.open().count()
    recruiter.click(page.get_by_role("checkbox", name="Select all on this page"))
    bar = page.get_by_role("region", name="Bulk actions")
    recruiter.press("Close", within=bar)
    recruiter.press("Yes, close")
    expect(page.get_by_text(f"{open_positions} positions were closed.")).to_be_visible()
    assert not PositionPage.objects.open().exists()
