"""How many items a block takes, and how long its texts may be."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from wagtail.blocks import CharBlock, RichTextBlock, TextBlock
from wagtail.models import Page

from careers.models import TeamPage
from home.models import HomePage
from tests.careers import block_data
from tests.careers.block_catalogue import draft, every_block, offered, structs
from tests.careers.team_form import list_items, post_team
from tests.factories import ImageFactory, LocationFactory, PersonFactory, Tree

STATISTIC = {"value": "600+", "label": "deployments"}
TITLED = {"title": "T", "text": "x"}
ITEM = {"kind": "talk", "title": "T", "url": "https://a.example"}
LIMITS = [
    (TeamPage, "pillars", "pillars", {"title": "T", "text": "<p>x</p>"}, 2, 8),
    (TeamPage, "latest", "items", ITEM, 0, 12),
    (TeamPage, "statistics", "statistics", STATISTIC, 2, 6),
    (TeamPage, "benefits", "benefits", TITLED, 2, 12),
    (TeamPage, "hiring_process", "steps", TITLED, 2, 8),
    (TeamPage, "faq", "questions", {"question": "Q", "answer": "<p>A</p>"}, 1, 20),
    (HomePage, "position_search", "suggestions", "Remote", 0, 6),
]


@pytest.fixture(autouse=True)
def _snippets() -> None:
    """Blocks that choose snippets need the view sets, which come with the admin's addresses."""
    reverse("wagtailadmin_home")


@pytest.mark.parametrize(("model", "name", "field", "item", "minimum", "maximum"), LIMITS)
def test_lists_keep_their_limits(
    model: type[Page], name: str, field: str, item: Any, minimum: int, maximum: int
) -> None:
    assert_limits(offered(model)[name], field, item, minimum, maximum)


def test_images_keep_their_limits(db: None) -> None:
    item = {"image": block_data.image_value(ImageFactory()), "caption": ""}
    assert_limits(offered(TeamPage)["gallery"], "images", item, 2, 15)


def test_people_keep_their_limits(db: None) -> None:
    item = {"person": PersonFactory(photo=None).pk, "quote": "Yes."}
    assert_limits(offered(TeamPage)["testimonials"], "testimonials", item, 1, 12)


def test_picked_positions_keep_their_limits(tree: Tree) -> None:
    block = offered(HomePage)["featured_positions"]
    assert_limits(block, "positions", tree.add_position().pk, 0, 8)


def test_picked_locations_keep_their_limits(db: None) -> None:
    assert_limits(offered(TeamPage)["locations"], "locations", LocationFactory().pk, 0, 40)


def assert_limits(block: Any, field: str, item: Any, minimum: int, maximum: int) -> None:
    """Fail unless the block takes `minimum` to `maximum` times `item`, and fewer in a draft."""
    list_block = block.child_blocks[field]

    def clean(number: int) -> Any:
        return list_block.clean(list_block.to_python([item] * number))

    for accepted in (minimum, maximum):
        assert len(clean(accepted)) == accepted
    with pytest.raises(ValidationError):
        clean(maximum + 1)
    if minimum:
        with pytest.raises(ValidationError):
            clean(minimum - 1)
        with draft(block):
            assert len(clean(minimum - 1)) == minimum - 1


@pytest.mark.parametrize(
    ("name", "field", "maximum"), [("open_positions", "page_size", 50), ("latest", "number", 12)]
)
def test_numbers_keep_their_limits(name: str, field: str, maximum: int) -> None:
    number = offered(TeamPage)[name].child_blocks[field]
    for accepted in (1, maximum):
        assert number.clean(accepted) == accepted
    for refused in (0, maximum + 1):
        with pytest.raises(ValidationError):
            number.clean(refused)


@every_block
def test_every_text_has_a_maximum_length(block: Any) -> None:
    for struct in structs(block):
        for name, child in struct.child_blocks.items():
            if isinstance(child, CharBlock | TextBlock | RichTextBlock):
                maximum = getattr(child, "max_length", None) or child.field.max_length
                assert maximum, name


@every_block
def test_new_block_starts_with_as_many_items_as_it_needs(block: Any) -> None:
    default = block.get_default()
    for name, child in block.child_blocks.items():
        if hasattr(child, "child_block"):
            assert len(default[name]) == (child.meta.min_num or 0)


def test_page_with_too_few_pillars_is_kept_as_a_draft_but_not_published(
    admin_client: Client, tree: Tree
) -> None:
    body = [("pillars", {"heading": "Why", "pillars": list_items({"title": "Only one"})})]
    assert post_team(admin_client, tree.team, body, "draft") is None
    assert "body" in post_team(admin_client, tree.team, body, "publish").errors
