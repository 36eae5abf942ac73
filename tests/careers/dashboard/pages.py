"""The dashboard as somebody sees it, and what stands on it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from bs4 import Tag
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from wagtail.models import Page
from wagtail.test.utils import WagtailTestUtils

from careers.models import NewsFeed, PositionIndexPage, PositionPage
from tests.factories import HomePageFactory, NewsFeedFactory, PositionIndexPageFactory, Tree, today
from tests.soup import get_soup, texts_of

NEEDS = "#careers-todo-section"
NUMBERS = "#positions-in-numbers-section"
DRAFTS, CHANGES, CLOSING, CLOSED, HIDDEN, TEAMS, FEEDS, WAITING = (
    f"section[aria-labelledby=todo-{name}]"
    for name in (
        *("drafts", "changes", "closing", "closed", "hidden", "teams", "feeds"),
        "waiting-images",
    )
)
ALL_IS_WELL = "All is well: nothing needs you at the moment."

ACTIONS = "nav[aria-label='Quick actions']"


def user_in(*groups: str) -> Any:
    """Somebody of the groups of these names, or a superuser if there are none."""
    if not groups:
        return WagtailTestUtils.create_superuser("chief")
    user = WagtailTestUtils.create_user("_".join(groups).replace(" ", "-").lower())
    user.groups.set(Group.objects.filter(name__in=groups))
    return user


def dashboard(user: Any) -> Tag:
    client = Client()
    client.force_login(user)
    return get_soup(client, reverse("wagtailadmin_home"))


def rows(soup: Tag, part: str) -> list[str]:
    return texts_of(soup, f"{part} tbody tr")


def hrefs(soup: Tag, selector: str) -> list[str]:
    return [str(link["href"]) for link in soup.select(f"{selector} a[href]")]


def submit(page: Page, user: Any) -> Any:
    """Send the newest draft of `page` through its workflow."""
    page.save_revision(user=user)
    return page.get_workflow().start(page, user).current_task_state


def send_back(page: Page, reviewer: Any, comment: str = "") -> None:
    state = page.current_workflow_task_state
    state.task.specific.on_action(state, reviewer, "reject", comment=comment)


def closing_in(tree: Tree, days: int, **values: Any) -> PositionPage:
    return tree.add_position(closing_date=today() + timedelta(days=days), **values)


def second_index() -> PositionIndexPage:
    """A list of positions on which the roles have no permission."""
    home = HomePageFactory(parent=Page.get_first_root_node())
    return PositionIndexPageFactory(parent=home)


def failing_feed(**values: Any) -> NewsFeed:
    moment = datetime(2026, 3, 3, 12, tzinfo=UTC)
    feed: NewsFeed = NewsFeedFactory(checked_at=moment, last_error="It is gone.", **values)
    NewsFeed.objects.filter(pk=feed.pk).update(checked_url=feed.url)
    feed.refresh_from_db()
    return feed


def figures(soup: Tag) -> dict[str, int]:
    """The numbers by their words, in their order."""
    found = (text.partition(" ") for text in texts_of(soup, f"{NUMBERS} .careers-figures li"))
    return {words: int(number) for number, _space, words in found}
