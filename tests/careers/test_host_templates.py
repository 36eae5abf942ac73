"""The templates of which pages are made, replaced by a host."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from tests.careers import block_data
from tests.careers.block_catalogue import EVERY_BLOCK
from tests.factories import ImageFactory, PersonFactory, Tree
from tests.soup import get_soup

MARK = '<i class="host"></i>'
SECTIONS = [block for block in EVERY_BLOCK if block.id != "PositionPage-section"]

Replace = Callable[[str], None]


@pytest.fixture
def replace_template(settings: Settings, tmp_path: Path) -> Replace:
    """Replaces a template by a mark, as a host's project does."""
    templates = deepcopy(settings.TEMPLATES)
    templates[0]["DIRS"] = [tmp_path / "templates", *templates[0]["DIRS"]]

    def replace(name: str) -> None:
        path = tmp_path / "templates" / name
        path.parent.mkdir(parents=True)
        path.write_text(MARK)
        settings.TEMPLATES = templates

    return replace


@pytest.mark.parametrize("block", SECTIONS)
def test_every_section_stands_in_the_frame(
    admin_client: Client, replace_template: Replace, block: Any
) -> None:
    replace_template("careers/blocks/section.html")
    url = f"{reverse('wagtailadmin_block_preview')}?id={block.definition_prefix}"
    assert get_soup(admin_client, url).select(".careers main > i.host:only-child")


@pytest.mark.parametrize(
    ("name", "number"),
    [
        # The hero, the pillar and the person.
        ("careers/partials/image.html", 3),
        # The button of the hero, the only row, and both buttons of the testimonials.
        ("careers/partials/arrow.html", 4),
        # The heading of the hero and that of the open positions.
        ("careers/partials/keep_together.html", 2),
    ],
)
def test_host_replaces_what_tags_of_the_plugin_show(
    client: Client, tree: Tree, replace_template: Replace, name: str, number: int
) -> None:
    tree.team.hero_image = ImageFactory()
    tree.add_position()
    body = [
        block_data.open_positions(),
        block_data.pillars(2, [ImageFactory()]),
        block_data.testimonials([PersonFactory()]),
    ]
    block_data.set_body(tree.team, body)
    replace_template(name)
    assert len(get_soup(client, tree.team.url).select(".careers i.host")) == number


def test_host_replaces_the_boxes_of_a_filter(
    client: Client, tree: Tree, replace_template: Replace
) -> None:
    tree.add_position()
    replace_template("careers/partials/choice_boxes.html")
    soup = get_soup(client, tree.positions.url)
    assert soup.select(".filter-group > i.host")
    assert not soup.select('input[type="checkbox"]')
