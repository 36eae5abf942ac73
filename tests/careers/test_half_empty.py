"""Blocks on every page that offers them: complete, and with any of their fields missing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.blocks import ChoiceBlock
from wagtail.models import Page

from careers.models import PositionPage, TeamPage
from home.models import HomePage
from tests.careers import block_data
from tests.careers.block_catalogue import PAGE_TYPES, offered
from tests.factories import (
    ImageFactory,
    LocationFactory,
    NewsFeedFactory,
    NewsItemFactory,
    PersonFactory,
    StandardPageFactory,
    Tree,
)
from tests.html import assert_valid_html
from tests.soup import get_soup, select, text_of

DANGLING = 999_999
#: Fields that hold the key of something else, alone or in a list.
REFERENCES = {"image", "person", "page", "feed", "locations", "positions"}
NAMES = sorted({name for model in PAGE_TYPES for name in offered(model)})
every_page_type = pytest.mark.parametrize("model", PAGE_TYPES)


@pytest.fixture
def complete(tree: Tree) -> list[block_data.StoredBlock]:
    """A complete block of every type, on a site with an open position."""
    location: Any = LocationFactory(street="Rua 1", postal_code="1200", time_zone="Europe/Lisbon")
    tree.add_position(locations=[location])
    feed: Any = NewsFeedFactory()
    NewsItemFactory(feed=feed, image=ImageFactory())
    person: Any = PersonFactory()
    return block_data.one_of_each(ImageFactory(), person, location, feed)


def put(tree: Tree, model: type[Page], body: list[block_data.StoredBlock]) -> Page:
    """A page of the type `model` with those of the blocks in `body` that it offers."""
    page: Page
    if model is TeamPage:
        page = tree.team
    elif model is HomePage:
        page = tree.home
    elif model is PositionPage:
        page = tree.add_position(title="Another")
    else:
        page = StandardPageFactory(parent=tree.home)
    block_data.set_body(page, [block for block in body if block["type"] in offered(model)])
    return page


def shown_sections(client: Client, page: Page) -> list[str]:
    """The classes of the sections on a page, which is valid HTML without a `None`."""
    html = client.get(page.url).content.decode()
    assert_valid_html(html)
    soup = get_soup(client, page.url)
    assert "None" not in text_of(select(soup, "main"))
    return [str(section["class"][1]) for section in soup.select("section.block[id]")]


@every_page_type
def test_stored_choice_that_is_not_offered_any_more_counts_as_none(
    client: Client, tree: Tree, complete: list[block_data.StoredBlock], model: type[Page]
) -> None:
    child_blocks = model._meta.get_field("body").stream_block.child_blocks
    for block in complete:
        children = getattr(child_blocks.get(block["type"]), "child_blocks", {})
        for name, child in children.items():
            if isinstance(child, ChoiceBlock):
                block["value"][name] = "of-long-ago"
    page = put(tree, model, complete)
    assert len(shown_sections(client, page)) == len(page.body)


@every_page_type
def test_every_block_is_shown_on_every_page_that_offers_it(
    client: Client, tree: Tree, complete: list[block_data.StoredBlock], model: type[Page]
) -> None:
    page = put(tree, model, complete)
    names = [block["type"] for block in complete if block["type"] in offered(model)]
    expected = [f"block-{name.replace('_', '-')}" for name in names if name != "section"]
    shown = shown_sections(client, page)
    assert [name for name in shown if name != "block-similar"] == expected


def test_complete_blocks_leave_no_type_out(complete: list[block_data.StoredBlock]) -> None:
    assert sorted(block["type"] for block in complete) == NAMES


# One field missing after the other


def thinned(value: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The `value` of a block without any one of its fields, or of its first item's."""
    yield {}
    for name, field in value.items():
        yield {key: other for key, other in value.items() if key != name}
        if isinstance(field, dict):
            yield value | {name: dict.fromkeys(field)}
        elif isinstance(field, list):
            yield value | {name: []}
            if field and isinstance(field[0], dict):
                for item in thinned(field[0]):
                    yield value | {name: [item, *field[1:]]}
        else:
            yield value | {name: None}
            if isinstance(field, str):
                yield value | {name: ""}


@pytest.mark.parametrize("name", NAMES)
def test_section_is_shown_with_any_of_its_fields_missing(
    client: Client, tree: Tree, complete: list[block_data.StoredBlock], name: str
) -> None:
    model = next(model for model in PAGE_TYPES if name in offered(model))
    (block,) = (block for block in complete if block["type"] == name)
    values = [value for value in thinned(block["value"]) if name != "latest" or value.get("items")]
    body = [{"type": name, "value": value} for value in values]
    # A page has one list of open positions; all others may stand on it beside each other.
    for together in [body] if name != "open_positions" else [[each] for each in body]:
        shown = shown_sections(client, put(tree, model, together))
        if name not in {"section", "image"}:  # without an image there is nothing to show
            assert shown.count(f"block-{name.replace('_', '-')}") == len(together)


@every_page_type
def test_editor_opens_a_page_with_empty_blocks(
    admin_client: Client, tree: Tree, model: type[Page]
) -> None:
    page = put(tree, model, [{"type": name, "value": {}} for name in NAMES])
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert admin_client.get(url).status_code == 200


# What they refer to is gone


def dangling(value: Any, name: str = "") -> Any:
    if isinstance(value, dict):
        return {key: dangling(item, key) for key, item in value.items()}
    if isinstance(value, list):
        return [dangling(item, name) for item in value]
    return DANGLING if name in REFERENCES and isinstance(value, int) else value


@every_page_type
def test_page_is_shown_when_what_its_blocks_refer_to_is_deleted(
    client: Client, tree: Tree, complete: list[block_data.StoredBlock], model: type[Page]
) -> None:
    body = [dangling(block) for block in complete]
    assert body != complete
    shown = shown_sections(client, put(tree, model, body))
    assert "block-image" not in shown
    assert "block-gallery" in shown


@every_page_type
def test_page_is_shown_when_the_files_of_its_images_are_missing(
    client: Client, tree: Tree, complete: list[block_data.StoredBlock], model: type[Page]
) -> None:
    image = ImageFactory()
    image.file.storage.delete(image.file.name)
    image.renditions.all().delete()
    body = [
        block for block in complete if block["type"] not in {"testimonials", "latest", "team_grid"}
    ]
    page = put(tree, model, _with_image(body, image.pk))
    shown_sections(client, page)
    assert not get_soup(client, page.url).select("section.block img")


def _with_image(value: Any, key: int) -> Any:
    """`value` with the image `key` in place of every other."""
    if isinstance(value, list):
        return [_with_image(item, key) for item in value]
    if not isinstance(value, dict):
        return value
    own = {"image": key} if isinstance(value.get("image"), int) else {}
    return {name: _with_image(item, key) for name, item in value.items()} | own
