"""Positions in numbers."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from bs4 import Tag
from django.test import Client
from django.utils import timezone

from careers.models import PositionPage
from careers.positions.lifecycle import Close
from careers.roles import RECRUITERS
from tests.careers.dashboard.pages import (
    NUMBERS,
    closing_in,
    dashboard,
    figures,
    hrefs,
    rows,
    user_in,
)
from tests.factories import Tree, make_private
from tests.soup import get_soup, texts_of


def by_team(soup: Tag) -> list[str]:
    return rows(soup, NUMBERS)


def test_positions_are_counted(site: Tree) -> None:
    site.add_position()
    site.add_position()
    closing_in(site, 3)
    site.add_position(live=False)
    make_private(site.add_position())
    Close(site.add_position()).execute()
    assert PositionPage.objects.open().count() == 3
    for user in (user_in(RECRUITERS), user_in()):
        assert figures(dashboard(user)) == {"open": 3, "closing soon": 1, "closed this month": 1}


def test_numbers_lead_to_the_listing_of_what_they_count(site: Tree) -> None:
    site.add_position(title="Open")
    closing_in(site, 3, title="Soon")
    Close(site.add_position(title="Closed")).execute()
    recruiter = user_in(RECRUITERS)
    client = Client()
    client.force_login(recruiter)
    links = hrefs(dashboard(recruiter), NUMBERS)[-3:]
    titles = [
        [t for t in ("Open", "Soon", "Closed") if t in texts_of(get_soup(client, link), "td a")]
        for link in links
    ]
    assert titles == [["Open", "Soon"], ["Soon"], ["Open", "Soon"]]


def test_what_closes_soon_is_listed_by_its_closing_date(site: Tree) -> None:
    closing_in(site, 3, title="Second", posted_date="2026-01-03")
    closing_in(site, 1, title="First", posted_date="2026-01-01")
    closing_in(site, 5, title="Third", posted_date="2026-01-02")
    recruiter = user_in(RECRUITERS)
    client = Client()
    client.force_login(recruiter)
    listed = get_soup(client, hrefs(dashboard(recruiter), f"{NUMBERS} ul")[1])
    titles = ["First", "Second", "Third"]
    assert [text for text in texts_of(listed, "td a") if text in titles] == titles


NOW = datetime(2026, 11, 1, 5, tzinfo=UTC)  # the 31st of October in New York until 4 o'clock UTC


@pytest.mark.parametrize(
    ("zone", "closed_at", "closing_date", "counts"),
    [
        ("UTC", datetime(2026, 11, 1, 0, tzinfo=UTC), None, True),
        ("UTC", datetime(2026, 10, 31, 23, 59, tzinfo=UTC), None, False),
        ("America/New_York", datetime(2026, 11, 1, 4, tzinfo=UTC), None, True),
        ("America/New_York", datetime(2026, 11, 1, 3, 59, tzinfo=UTC), None, False),
        ("UTC", None, "2026-10-31", False),
        ("UTC", datetime(2026, 11, 1, 1, tzinfo=UTC), "2026-10-20", False),
        ("UTC", datetime(2026, 11, 1, 1, tzinfo=UTC), "2026-12-20", True),
    ],
)
def test_month_in_which_a_position_closed_is_that_of_its_site(
    site: Tree,
    monkeypatch: Any,
    zone: str,
    closed_at: datetime | None,
    closing_date: str | None,
    counts: bool,
) -> None:
    site.set_time_zone(zone)
    recruiter = user_in(RECRUITERS)
    position = site.add_position(closed_at=closed_at, closing_date=closing_date)
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    closed_on = PositionPage.objects.get(pk=position.pk).closed_on
    assert closed_on is not None
    assert (closed_on.year, closed_on.month) == ((2026, 11) if counts else (2026, 10))
    assert figures(dashboard(recruiter))["closed this month"] == counts


def test_position_whose_closing_date_passed_this_month_closed_in_it(
    site: Tree, monkeypatch: Any
) -> None:
    recruiter = user_in(RECRUITERS)
    site.add_position(closing_date="2026-11-02")
    monkeypatch.setattr(timezone, "now", lambda: NOW + timedelta(days=5))
    assert figures(dashboard(recruiter))["closed this month"] == 1


def test_teams_come_by_their_number_and_the_rest_as_others(site: Tree) -> None:
    for number in range(10):
        team = site.add_team(title=f"Team {number:02}")
        for _ in range(1 + number // 5):
            site.add_position(team=team)
    soup = dashboard(user_in(RECRUITERS))
    most = [f"Team {number:02} 2" for number in range(5, 10)]
    assert by_team(soup) == [*most, "Team 00 1", "Team 01 1", "Team 02 1", "Others 2"]
    widths = [str(bar["width"]) for bar in soup.select(f"{NUMBERS} rect")]
    assert widths == ["100%"] * 5 + ["50%"] * 3 + ["100%"]
