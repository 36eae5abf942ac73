"""A position's description: sections beside the facts, all other blocks below both."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from careers.models import PositionPage
from tests.careers import block_data
from tests.factories import ImageFactory, LocationFactory, PersonFactory, Tree
from tests.html import assert_valid_html
from tests.soup import get_soup, select, text_of, texts_of


@pytest.fixture
def position(tree: Tree) -> PositionPage:
    """A position whose editor has put other blocks between its sections."""
    page = tree.add_position(title="Engineer")
    body = [
        block_data.faq(),
        block_data.section(heading="First"),
        block_data.gallery([ImageFactory()] * 2),
        block_data.faq(),
        block_data.section(heading="Second"),
        block_data.testimonials([PersonFactory()]),
    ]
    block_data.set_body(page, body)
    return page


def below(soup: BeautifulSoup) -> list[str]:
    """The ids of the blocks below the facts, in their order."""
    return [str(section["id"]) for section in soup.select("main section[id]")]


def test_sections_stand_beside_the_facts_and_other_blocks_below_both(
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


def test_position_with_blocks_is_valid_and_its_ids_are_unique(
    client: Client, tree: Tree, position: PositionPage
) -> None:
    tree.add_position(title="Similar")
    body = [
        block_data.faq(anchor=anchor)
        for anchor in ("similar", "description", "similar-heading", "faq")
    ]
    block_data.set_body(position, [*body, block_data.faq(), block_data.faq(anchor="similar")])
    response = client.get(position.url)
    assert_valid_html(response.content.decode())
    soup = get_soup(client, position.url)
    assert below(soup) == [
        "similar-2",
        "description-2",
        "similar-heading-2",
        "faq",
        "faq-2",
        "similar-3",
        "similar",
    ]


def test_locations_on_a_position_page_lead_to_the_positions_of_all_teams(
    client: Client, tree: Tree, position: PositionPage
) -> None:
    location = LocationFactory(slug="lisbon")
    tree.add_position(locations=[location], team=tree.add_team())
    block_data.set_body(position, [block_data.locations([location])])
    link = select(get_soup(client, position.url), ".location a")
    assert link["href"] == "/positions/?location=lisbon"


def test_closed_position_shows_its_sections_and_no_other_blocks(
    client: Client, position: PositionPage
) -> None:
    PositionPage.objects.update(closed_at=datetime(2026, 3, 9, tzinfo=UTC))
    soup = get_soup(client, position.url, status=410)
    assert below(soup) == ["description"]
    assert texts_of(soup, "#description h3") == ["First", "Second"]
    assert "Caption" not in text_of(soup)
    assert "Question" not in text_of(soup)


def test_closed_position_without_sections_does_not_say_what_it_was(
    client: Client, position: PositionPage
) -> None:
    block_data.set_body(position, [block_data.faq()])
    PositionPage.objects.update(closed_at=datetime(2026, 3, 9, tzinfo=UTC))
    assert below(get_soup(client, position.url, status=410)) == []
