from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from html import escape
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone
from wagtail.models import Page

from careers.models import CareersSettings, PositionPage
from tests.factories import (
    LocationFactory,
    PositionPageFactory,
    PositionTypeFactory,
    Tree,
    make_private,
)
from tests.soup import get_soup

DAY = timedelta(days=1)
HOSTILE = "<script>alert('1')</script> & \"quotes\""


def facts(page: BeautifulSoup) -> dict[str, str]:
    rows = page.select(".facts > div")
    return {row.dt.get_text(): row.dd.get_text() for row in rows if row.dt and row.dd}


def similar_titles(page: BeautifulSoup) -> list[str]:
    return [link.get_text() for link in page.select("#similar h3 a")]


def test_open_position_shows_what_a_candidate_needs(client: Client, tree: Tree) -> None:
    position = tree.add_position(
        title="Backend Engineer",
        locations=[LocationFactory(name="Lisbon"), LocationFactory(name="Dublin")],
        types=[PositionTypeFactory(name="Full time"), PositionTypeFactory(name="Intern")],
        workplace="remote",
        countries=["PT", "IE"],
        pay_min=Decimal(62000),
        pay_max=Decimal(84000),
        pay_currency="EUR",
        pay_period="year",
        posted_date=date(2026, 1, 15),
        closing_date=date(2100, 2, 1),
        reference="R-17",
        body=[("section", {"heading": "What you will do", "text": "<p>Keep it up.</p>"})],
    )
    page = get_soup(client, position.url)
    assert page.h1
    assert page.h1.get_text() == "Backend Engineer"
    assert facts(page) == {
        "Pay": "€62,000–84,000 a year",
        "Locations": "Lisbon, Dublin",
        "Workplace": "Remote, from Ireland or Portugal",
        "Type": "Full time, Intern",
        "Posted": "15 January 2026",
        "Closes": "1 February 2100",
        "Reference": "R-17",
    }
    assert page.select_one(f".position-head a[href='{tree.team.url}']")
    assert page.find("h2", string="What you will do")
    assert page.find("meta", {"name": "robots"}) is None


def test_position_shows_nothing_that_is_not_given(client: Client, tree: Tree) -> None:
    position = tree.add_position()
    PositionPage.objects.update(posted_date=None)
    assert facts(get_soup(client, position.url)) == {"Workplace": "On site"}


@pytest.mark.parametrize(
    ("workplace", "countries", "expected"),
    [
        ("on_site", [], "On site"),
        ("hybrid", ["PT"], "Hybrid"),
        ("remote", [], "Remote"),
        ("remote", ["PT"], "Remote, from Portugal"),
    ],
)
def test_workplace_names_countries_for_remote_positions_only(
    client: Client, tree: Tree, workplace: str, countries: list[str], expected: str
) -> None:
    page = get_soup(client, tree.add_position(workplace=workplace, countries=countries).url)
    assert facts(page)["Workplace"] == expected
    assert bool(page.find("strong", string="Remote")) is (workplace == "remote")


@pytest.mark.parametrize(
    "half",
    [
        {"pay_min": None, "pay_currency": "EUR", "pay_period": "year"},
        {"pay_min": Decimal(1), "pay_currency": "", "pay_period": "year"},
        {"pay_min": Decimal(1), "pay_currency": "EUR", "pay_period": ""},
    ],
)
def test_pay_that_is_not_given_whole_is_not_shown(tree: Tree, half: dict[str, Any]) -> None:
    assert tree.add_position(**half).pay == ""


# Applying


@pytest.mark.parametrize(
    ("own", "site_url", "site_email", "expected"),
    [
        ("https://own.example/", "https://all.example/", "jobs@a.example", "https://own.example/"),
        ("", "https://all.example/", "jobs@a.example", "https://all.example/"),
        ("", "", "jobs@a.example", "mailto:jobs@a.example"),
    ],
    ids=["its own", "the site's address", "the site's e-mail"],
)
def test_apply_button_leads_to_the_nearest_address(
    client: Client, tree: Tree, own: str, site_url: str, site_email: str, expected: str
) -> None:
    CareersSettings.objects.create(site=tree.site, apply_url=site_url, apply_email=site_email)
    page = get_soup(client, tree.add_position(title="Chef & Cook", apply_url=own).url)
    for button in page.select(".apply-wide, .apply-bar a"):
        address, _, subject = str(button["href"]).partition("?")
        assert address == expected
        assert subject == ("subject=Chef%20%26%20Cook" if address.startswith("mailto:") else "")
    assert len(page.select(".apply-wide, .apply-bar a")) == 2


def test_without_an_address_there_is_no_apply_button(client: Client, tree: Tree) -> None:
    page = get_soup(client, tree.add_position().url)
    assert not page.select(".apply-wide, .apply-bar")


# Closed


@pytest.mark.parametrize(
    ("state", "day"),
    [
        ({"closed_at": datetime(2026, 3, 9, 12, tzinfo=UTC)}, "9 March 2026"),
        ({"closing_date": date(2026, 2, 1)}, "1 February 2026"),
        (
            {
                "closed_at": datetime(2026, 3, 9, 12, tzinfo=UTC),
                "closing_date": date(2026, 2, 1),
            },
            "1 February 2026",
        ),
        (
            {
                "closed_at": datetime(2026, 3, 9, 12, tzinfo=UTC),
                "closing_date": date(2100, 1, 1),
            },
            "9 March 2026",
        ),
    ],
    ids=["by hand", "by date", "by date, then by hand", "by hand before its date"],
)
def test_closed_position_answers_410_with_similar_positions(
    client: Client, tree: Tree, state: dict[str, Any], day: str
) -> None:
    tree.add_position(title="Still open", apply_url="https://open.example/")
    tree.add_position(title="Closed too", closed_at=timezone.now())
    closed = tree.add_position(title="Gone", apply_url="https://apply.example/", **state)
    response = client.get(closed.url)
    assert response.status_code == 410
    assert response["X-Robots-Tag"] == "noindex"
    page = BeautifulSoup(response.content, "html.parser")
    robots = page.find("meta", {"name": "robots"})
    assert robots
    assert robots["content"] == "noindex"
    banner = page.select_one(".closed-banner time")
    assert banner
    assert banner.get_text() == day
    assert similar_titles(page) == ["Still open"]
    assert "apply.example" not in str(page)


def test_day_of_closing_is_the_day_where_the_site_is(tree: Tree) -> None:
    tree.set_time_zone("Asia/Tokyo")
    position = tree.add_position(closed_at=datetime(2026, 3, 9, 15, tzinfo=UTC))
    assert position.closed_on == date(2026, 3, 10)


def test_closed_position_is_previewed_as_it_will_be_when_open(tree: Tree) -> None:
    position = tree.add_position(closed_at=timezone.now())
    assert position.make_preview_request().status_code == 200


def test_similar_positions_are_of_the_same_team_first_then_the_newest(
    client: Client, tree: Tree
) -> None:
    other = tree.add_team()
    for title, team, day in [
        ("Old here", tree.team, 1),
        ("New here", tree.team, 2),
        ("Newest there", other, 9),
        ("New there", other, 8),
    ]:
        tree.add_position(title=title, team=team, posted_date=date(2026, 1, day))
    page = get_soup(client, tree.add_position().url)
    assert similar_titles(page) == ["New here", "Old here", "Newest there"]


def test_team_with_enough_positions_needs_no_others(client: Client, tree: Tree) -> None:
    other = tree.add_team()
    for day in range(1, 5):
        tree.add_position(title=f"Here {day}", posted_date=date(2026, 1, day))
        tree.add_position(title=f"There {day}", team=other, posted_date=date(2026, 2, day))
    page = get_soup(client, tree.add_position().url)
    assert similar_titles(page) == ["Here 4", "Here 3", "Here 2"]


# Not for everybody


@pytest.mark.parametrize("closed_at", [None, datetime(2026, 3, 9, tzinfo=UTC)])
@pytest.mark.parametrize(
    "hide",
    [
        lambda tree: tree.team.unpublish(),
        lambda tree: make_private(tree.team),
        lambda tree: make_private(tree.teams),
    ],
    ids=["unpublished", "private", "below a private page"],
)
def test_position_whose_team_is_not_public_answers_404(
    client: Client, tree: Tree, hide: Callable[[Tree], Any], closed_at: datetime | None
) -> None:
    position = tree.add_position(closed_at=closed_at)
    hide(tree)
    assert client.get(position.url).status_code == 404


def test_position_without_team_answers_404(client: Client, tree: Tree) -> None:
    position = tree.add_position()
    PositionPage.objects.update(team=None)
    assert client.get(position.url).status_code == 404


def test_draft_without_team_can_be_previewed(tree: Tree) -> None:
    draft = tree.add_position(live=False, team=None)
    assert draft.make_preview_request().status_code == 200


# What editors type


@pytest.mark.parametrize("closed_at", [None, datetime(2026, 3, 9, tzinfo=UTC)])
def test_what_editors_type_is_escaped(
    client: Client, tree: Tree, closed_at: datetime | None
) -> None:
    Page.objects.filter(pk=tree.team.pk).update(title=HOSTILE)
    for slug in ("one", "another"):
        position = tree.add_position(
            title=HOSTILE,
            slug=slug,
            reference=HOSTILE,
            locations=[LocationFactory(name=HOSTILE)],
            types=[PositionTypeFactory(name=HOSTILE)],
            body=[("section", {"heading": HOSTILE, "text": "<p>Text</p>"})],
        )
    PositionPage.objects.filter(pk=position.pk).update(closed_at=closed_at)
    page = get_soup(client, position.url, status=410 if closed_at else 200)
    assert "<script>alert" not in str(page)
    assert page.h1
    assert page.h1.get_text() == HOSTILE
    assert escape(HOSTILE, quote=False) in str(page.title)


def test_slugs_are_unique(tree: Tree) -> None:
    tree.add_position(slug="backend-engineer")
    with pytest.raises(ValidationError, match="slug"):
        PositionPageFactory(parent=tree.positions, slug="backend-engineer", team=tree.team)
