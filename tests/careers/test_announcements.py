"""Nothing is announced too early: what only drafts and private pages have, visitors don't see."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings
from wagtail.models import Locale

from careers.models import Location, PositionType
from home.models import FooterSettings
from tests.careers import block_data
from tests.factories import (
    LocationFactory,
    PositionIndexPageFactory,
    PositionTypeFactory,
    Tree,
    make_private,
)
from tests.soup import get_soup


@pytest.fixture
def site(tree: Tree) -> Tree:
    FooterSettings.objects.create(
        site=tree.site, columns=[{"type": "locations", "value": {"title": "Locations"}}]
    )
    block_data.set_body(tree.home, [block_data.locations()])
    return tree


@pytest.fixture
def lisbon(db: None) -> Location:
    return LocationFactory(name="Lisbon", country="PT")


@pytest.fixture
def intern(db: None) -> PositionType:
    return PositionTypeFactory(name="Intern")


def shown(client: Client) -> dict[str, bool]:
    """Where visitors read of Lisbon, of its country and of interns."""
    front, search = get_soup(client, "/"), get_soup(client, "/positions/")
    footer = search.select("footer")[0].extract().get_text()
    return {
        "footer": "Lisbon" in footer,
        "block": "Lisbon" in front.select("main")[0].get_text(),
        "location": "Lisbon" in search.get_text(),
        "country": "Portugal" in search.get_text(),
        "type": "Intern" in search.get_text(),
    }


def hide(tree: Tree, way: str, **values: Any) -> None:
    if way == "draft":
        tree.add_position(live=False, **values)
    elif way == "private":
        make_private(tree.add_position(**values))
    elif way == "team unpublished":
        tree.add_position(team=tree.add_team(live=False), **values)
    elif way == "team private":
        team = tree.add_team()
        make_private(team)
        tree.add_position(team=team, **values)
    elif way == "other site":
        elsewhere = PositionIndexPageFactory(parent=tree.home.get_parent(), slug="elsewhere")
        tree.add_position(parent=elsewhere, **values)


@pytest.mark.parametrize(
    "way", ["unused", "draft", "private", "team unpublished", "team private", "other site"]
)
@pytest.mark.parametrize("languages", [False, True])
def test_what_no_visitor_may_see_is_not_announced(
    client: Client,
    site: Tree,
    lisbon: Location,
    intern: PositionType,
    settings: Settings,
    way: str,
    languages: bool,
) -> None:
    settings.WAGTAIL_I18N_ENABLED = languages
    site.add_position(title="Another")
    hide(site, way, title="Hidden", locations=[lisbon], types=[intern])
    assert not any(shown(client).values())


@pytest.mark.parametrize("closed", [False, True])
def test_what_a_visible_position_has_is_shown(
    client: Client, site: Tree, lisbon: Location, intern: PositionType, closed: bool
) -> None:
    closed_at = timezone.now() if closed else None
    site.add_position(title="Seen", locations=[lisbon], types=[intern], closed_at=closed_at)
    assert all(shown(client).values())


def test_location_of_another_language_is_shown_once_a_position_has_it(
    client: Client, site: Tree
) -> None:
    german = Locale.objects.create(language_code="de")
    munich = LocationFactory(name="München", slug="muenchen", locale=german)
    assert "München" not in get_soup(client, "/positions/").get_text()
    site.add_position(title="Brewer", locations=[munich])
    assert "München" in get_soup(client, "/positions/").get_text()


def test_label_of_a_hidden_location_is_what_was_typed(
    client: Client, site: Tree, lisbon: Location
) -> None:
    hide(site, "draft", locations=[lisbon])
    soup = get_soup(client, f"/positions/?location={lisbon.slug}")
    assert lisbon.slug in soup.get_text()
    assert "Lisbon" not in soup.get_text()
