"""The JSON form of every block is what its schema says, whatever an editor has left empty."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import RequestFactory
from pydantic import TypeAdapter
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock
from wagtail.models import Page, Site

from careers.core.representation.block_forms import represent_value, schema_of
from careers.core.representation.pages import page_schema, represent_page
from tests.careers import block_data
from tests.careers.block_catalogue import PAGE_TYPES, every_block, offered
from tests.factories import (
    ImageFactory,
    LocationFactory,
    NewsFeedFactory,
    NewsItemFactory,
    PersonFactory,
    StandardPageFactory,
    Tree,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def request_for(tree: Tree) -> Any:
    request = RequestFactory().get("/", headers={"host": "localhost"})
    assert Site.find_for_request(request) == tree.site
    return request


def assert_like(schema: Any, form: Any) -> None:
    """Assert that `form` has all that `schema` says, and nothing else."""
    assert TypeAdapter(schema).validate_python(form, strict=True) == form


@pytest.mark.parametrize("model", PAGE_TYPES, ids=lambda model: model.__name__)
def test_filled_page_is_what_its_schema_says(
    tree: Tree, request_for: Any, model: type[Page]
) -> None:
    tree.add_position(locations=[LocationFactory(time_zone="Europe/Lisbon")])
    feed = NewsItemFactory(feed=NewsFeedFactory(), image=ImageFactory()).feed
    image = ImageFactory()
    blocks = [
        *block_data.one_of_each(image, PersonFactory(), LocationFactory(), feed),
    ]
    pages = {
        "TeamPage": tree.team,
        "HomePage": tree.home,
        "StandardPage": StandardPageFactory(parent=tree.home),
        "PositionPage": tree.add_position(),
    }
    page: Any = pages[model.__name__]
    block_data.set_body(page, [block for block in blocks if block["type"] in offered(model)])
    form = represent_page(type(page).objects.get(pk=page.pk), request_for)
    assert {block["type"] for block in form["body"]} == {*offered(model)}
    assert_like(page_schema(model), form)


@every_block
def test_empty_block_is_what_its_schema_says(tree: Tree, request_for: Any, block: Any) -> None:
    for value in (block.get_default(), block.to_python({})):
        assert_like(schema_of(block), represent_value(block, value, {"request": request_for}))
        represent_value(block, value, {})  # as Wagtail's own API may ask without a request


@every_block
def test_block_of_a_draft_is_what_its_schema_says(tree: Tree, request_for: Any, block: Any) -> None:
    nothing = {
        name: None
        for name, child in block.child_blocks.items()
        if not isinstance(child, blocks.ListBlock)
    }
    one_of_each_list = {
        name: [dict.fromkeys(child.child_block.child_blocks)]
        for name, child in block.child_blocks.items()
        if isinstance(child, blocks.ListBlock) and hasattr(child.child_block, "child_blocks")
    }
    for raw in (nothing, nothing | one_of_each_list):
        value = block.to_python(raw)
        assert_like(schema_of(block), represent_value(block, value, {"request": request_for}))


class PlainBlock(blocks.StructBlock):
    """A host's own block, made of Wagtail's blocks."""

    title = blocks.CharBlock()
    text = blocks.RichTextBlock()
    image = ImageChooserBlock(required=False)
    size = blocks.ChoiceBlock(choices=[("s", "Small"), ("l", "Large")])
    items = blocks.ListBlock(blocks.IntegerBlock())
    parts = blocks.StreamBlock([("day", blocks.DateBlock()), ("yes", blocks.BooleanBlock())])


class OwnBlock(blocks.StructBlock):
    """A host's own block with a form of its own."""

    def get_api_representation(self, value: Any, context: Any = None) -> Any:
        return {"own": True}


class OwnTypedBlock(OwnBlock):
    def get_api_schema(self) -> Any:
        return dict[str, bool]


def test_block_of_a_host_has_a_form_and_a_schema_by_itself(request_for: Any) -> None:
    block = PlainBlock()
    value = block.to_python(
        {
            "title": "Hello",
            "text": "<p>World</p>",
            "image": ImageFactory().pk,
            "size": "xl",
            "items": [1],
            "parts": [{"type": "day", "value": "2026-01-01"}, {"type": "yes", "value": True}],
        }
    )
    form = represent_value(block, value, {"request": request_for})
    assert_like(schema_of(block), form)
    assert form["title"] == "Hello"
    assert form["text"]["text"] == "World"
    assert form["image"]["src"].startswith("http://localhost/")
    assert form["size"] == ""  # which the block does not offer
    assert [part["value"] for part in form["parts"]] == ["2026-01-01", True]


def test_block_of_a_host_may_have_its_own_form_and_say_its_schema(request_for: Any) -> None:
    assert represent_value(OwnBlock(), {}, {}) == {"own": True}
    assert schema_of(OwnBlock()) is Any
    assert schema_of(OwnTypedBlock()) == dict[str, bool]


def test_link_to_a_page_that_is_not_for_everybody_tells_nothing(
    tree: Tree, request_for: Any
) -> None:
    draft = StandardPageFactory(parent=tree.home, title="Secret plan", live=False)
    block_data.set_body(
        tree.home,
        [
            block_data.call_to_action(page=draft.pk),
            block_data.latest([{"kind": "talk", "title": "", "page": draft.pk}]),
            block_data.featured_positions([tree.add_position(title="Secret", live=False)]),
        ],
    )
    form = represent_page(type(tree.home).objects.get(pk=tree.home.pk), request_for)
    assert "Secret" not in str(form)
    assert draft.slug not in str(form["body"])
    assert form["body"][0]["value"]["button"] is None
