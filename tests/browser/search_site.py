"""A list of positions to search, and what a visitor sees of it."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django.db import transaction
from playwright.sync_api import Locator, Page, Request, expect
from wagtail.models import Locale

from tests.factories import LocationFactory, PositionTypeFactory, Tree

POSITIONS_PER_PAGE = 3


class SearchSite(Tree):
    """Seven open positions: five engineers for Lisbon, a designer there, another in Dublin."""

    def __init__(self) -> None:
        # A test of a browser begins with an emptied database: without the locale of the migrations.
        Locale.objects.get_or_create(language_code="en-gb")
        with transaction.atomic():
            super().__init__()
            lisbon = LocationFactory(name="Lisbon", slug="lisbon")
            dublin = LocationFactory(name="Dublin", slug="dublin")
            full_time = PositionTypeFactory(name="Full time", slug="full-time")
            student = PositionTypeFactory(name="Student", slug="student")
            engineer = {"workplace": "remote", "locations": [lisbon], "types": [full_time]}
            for number in range(1, 6):
                self._add(f"Engineer {number}", date(2026, 2, 10 - number), **engineer)
            designer = {
                "team": self.add_team(title="Design", slug="design"),
                "workplace": "hybrid",
            }
            self._add(
                "Illustrator", date(2026, 1, 2), locations=[dublin], types=[student], **designer
            )
            self._add(
                "Typographer", date(2026, 1, 1), locations=[lisbon], types=[full_time], **designer
            )

    def _add(self, title: str, posted_date: date, **values: Any) -> None:
        self.add_position(title=title, posted_date=posted_date, **values)


def field(page: Page) -> Locator:
    return page.get_by_role("searchbox", name="Search for a position")


def box(page: Page, name: str) -> Locator:
    """The box of a choice, with whatever number beside it."""
    return page.get_by_role("checkbox", name=re.compile(rf"^{name} \d+ positions?$"))


def expect_titles(page: Page, *titles: str) -> None:
    expect(page.locator(".position-row h3")).to_have_text(list(titles))


def expect_number(page: Page, text: str) -> None:
    expect(page.get_by_role("status").get_by_role("heading", level=2)).to_have_text(text)


def requests_of(page: Page) -> list[str]:
    """Addresses of searches that the page asks for from now on, without a new page."""
    asked: list[str] = []

    def note(request: Request) -> None:
        if "hx-request" in request.headers:
            asked.append(request.url)

    page.on("request", note)
    return asked
