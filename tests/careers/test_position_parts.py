"""A position's description: sections beside the facts, all other parts below both."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from careers.models import PositionPage
from tests.careers import parts
from tests.factories import ImageFactory, LocationFactory, PersonFactory, Tree
from tests.html import assert_valid_html
from tests.soup import get_soup, select, text_of, texts_of


@pytest.fixture
def position(tree: Tree) -> PositionPage:
    """A position whose editor has put its parts between the sections."""
    page = tree.add_position(title="Engineer")
    body = [
        parts.faq(),
        parts.section(heading="First"),
        parts.gallery([ImageFactory()] * 2),
        parts.faq(),
        parts.section(heading="Second"),
        parts.testimonials([PersonFactory()]),
    ]
    parts.set_body(page, body)
    return page


def below(soup: BeautifulSoup) -> list[str]:
    """The ids of the parts below the facts, in their order."""
    return [str(section["id"]) for section in soup.select("main section[id]")]


def test_sections_stand_beside_the_facts_and_parts_below_both(
    client: Client, position: PositionPage
) -> None:
    soup = get_soup(client, position.url)
    layout = select(soup, ".position-layout")
    assert layout.select(".facts")
    assert texts_of(layout, "h2") == ["First", "Second"]
    assert [text for text in texts_of(soup, "main h2") if text in {"First", "Second"}] == [
        "First",
        "Second",
    ]
    assert not layout.select("section.block")
    assert soup.select(".position-layout, section.block")[0] is layout
    assert below(soup) == ["faq", "gallery", "faq-2", "testimonials"]


def test_position_with_parts_is_valid_and_its_ids_are_unique(
    client: Client, tree: Tree, position: PositionPage
) -> None:
    tree.add_position(title="Similar")
    body = [parts.faq(anchor=anchor) for anchor in ("similar", "was", "similar-heading", "faq")]
    parts.set_body(position, [*body, parts.faq(), parts.faq(anchor="similar")])
    response = client.get(position.url)
    assert_valid_html(response.content.decode())
    soup = get_soup(client, position.url)
    assert below(soup) == [
        "similar-2",
        "was-2",
        "similar-heading-2",
        "faq",
        "faq-2",
        "similar-3",
        "similar",
    ]


def test_locations_on_a_position_page_lead_to_the_positions_of_all_teams(
    client: Client, tree: Tree, position: PositionPage
) -> None:
    place = LocationFactory(slug="lisbon")
    tree.add_position(locations=[place], team=tree.add_team())
    parts.set_body(position, [parts.locations([place])])
    link = select(get_soup(client, position.url), ".location a")
    assert link["href"] == "/positions/?location=lisbon"


def test_closed_position_shows_its_sections_and_none_of_its_parts(
    client: Client, position: PositionPage
) -> None:
    PositionPage.objects.update(closed_at=datetime(2026, 3, 9, tzinfo=UTC))
    soup = get_soup(client, position.url, status=410)
    assert below(soup) == ["was"]
    assert texts_of(soup, "#was h3") == ["First", "Second"]
    assert "Caption" not in text_of(soup)
    assert "Question" not in text_of(soup)


def test_closed_position_of_parts_alone_has_nothing_to_say_of_what_it_was(
    client: Client, position: PositionPage
) -> None:
    parts.set_body(position, [parts.faq()])
    PositionPage.objects.update(closed_at=datetime(2026, 3, 9, tzinfo=UTC))
    assert below(get_soup(client, position.url, status=410)) == []
