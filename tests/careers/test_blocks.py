"""What all blocks have in common: how editors meet them, and their settings."""

from __future__ import annotations

from string import Formatter
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.template.loader import get_template
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.admin.icons import get_icons
from wagtail.blocks import Block, ListBlock, StreamBlock, StructBlock
from wagtail.blocks.struct_block import BlockGroup, StructBlockValidationError
from wagtail.images.blocks import ImageBlock
from wagtail.models import Collection, CollectionViewRestriction

from careers.models import TeamPage
from tests.careers import block_data
from tests.careers.block_catalogue import EVERY_BLOCK, every_block, offered, structs
from tests.careers.team_form import post_team
from tests.factories import ImageFactory, Tree
from tests.html import assert_valid_html
from tests.soup import get_soup, select, text_of

#: The widths that a block offers besides that of the page's columns.
WIDTHS = {
    "about": ["wide"],
    "rich_text": ["wide"],
    "pillars": ["wide"],
    "benefits": ["wide"],
    "faq": ["wide"],
    "image": ["narrow", "full"],
    "video": ["narrow", "full"],
    "gallery": ["full"],
}
EVERY_WIDTH = ["narrow", "wide", "full"]
DEEPEST = 2
MAIN = '<main class="block-preview" id="preview">'
#: Words that the preview of a block shows.
PREVIEWED_WORDS = {
    "about": "Every order that our customers ship",
    "open_positions": "Showing 3 out of 8",
    "pillars": "Nobody here is more than one question away.",
    "latest": "The way back is a feature",
    "testimonials": "I stayed because I was asked what to switch off.",
    "position_search": "Often looked for: Remote Intern",
    "team_grid": "16 open positions",
    "featured_positions": "Senior Backend Engineer",
    "section": "What you will do",
    "rich_text": "Ask for the thinking, not the weekend.",
    "faq": "Must I live near an office?",
    "call_to_action": "Come and hold something up.",
    "statistics": "data centres and cloud regions 19",
    "benefits": "Time that is yours",
    "hiring_process": "An exercise A real problem of ours",
    "locations": "Toronto 460 Richmond Street West",
    "image": "The long table, before lunch",
    "gallery": "The courtyard in June",
    "video": "Play : A walk round our data centres 18:04",
}
SECTIONS = [block for block in EVERY_BLOCK if block.id != "PositionPage-section"]


def depth(block: Block) -> int:
    """How many groups of fields stand one inside the other."""
    if isinstance(block, ListBlock):
        return depth(block.child_block)
    if isinstance(block, ImageBlock) or not isinstance(block, StructBlock | StreamBlock):
        return 0
    return 1 + max(depth(child) for child in block.child_blocks.values())


@every_block
def test_block_is_presented_in_the_picker(block: Any) -> None:
    icons = get_icons()
    assert block.meta.group
    assert str(block.get_description())
    for struct in structs(block):
        assert struct.meta.icon != StructBlock().meta.icon
        assert f'id="icon-{struct.meta.icon}"' in icons


@every_block
def test_label_of_a_collapsed_block_is_made_of_its_own_fields(block: Any) -> None:
    for struct in structs(block):
        names = [
            name for _text, name, *_rest in Formatter().parse(struct.meta.label_format) if name
        ]
        assert names
        assert set(names) <= set(struct.child_blocks)


@every_block
def test_module_and_template_of_a_block_have_its_name(block: Any) -> None:
    name = "position_section" if block.name == "section" else block.name
    assert type(block).__module__ == f"careers.blocks.{name}"
    assert block.meta.template == f"careers/blocks/{name}.html"
    assert get_template(block.meta.template)
    assert get_template(block.meta.preview_template)
    assert block.meta.preview_template.startswith("careers/")


@pytest.mark.parametrize("block", SECTIONS)
def test_settings_stand_behind_the_cog(block: Any) -> None:
    layout = block.meta.form_layout
    settings = ["tone", "width", "anchor"] if block.name in WIDTHS else ["tone", "anchor"]
    assert isinstance(layout, BlockGroup)
    assert list(layout.settings) == settings
    assert {*layout.children, *settings} == set(block.child_blocks)
    assert not set(layout.children) & set(settings)


@every_block
def test_heading_is_asked_for_first(block: Any) -> None:
    children = list(block.meta.form_layout.children)
    assert "heading" not in children[1:]


@every_block
def test_blocks_nest_two_levels_at_the_most(block: Any) -> None:
    assert depth(block) <= DEEPEST


@every_block
def test_preview_of_a_block_is_complete_in_an_empty_database(
    admin_client: Client, block: Any
) -> None:
    url = f"{reverse('wagtailadmin_block_preview')}?id={block.definition_prefix}"
    with CaptureQueriesContext(connection) as queries:
        soup = get_soup(admin_client, url)
    writes = [query["sql"] for query in queries if not query["sql"].startswith("SELECT")]
    assert not writes
    assert PREVIEWED_WORDS[block.name] in text_of(select(soup, "main"))
    styles = [str(link["href"]) for link in soup.select("link[rel=stylesheet]")]
    assert styles == ["/static/careers/careers.css"]
    page = admin_client.get(url).content.decode()
    assert_valid_html(page.replace(MAIN, f"{MAIN}<h1>The page around the block</h1>", 1))


@pytest.mark.parametrize(
    ("name", "number"), [("latest", 2), ("image", 1), ("gallery", 3), ("video", 1)]
)
def test_preview_shows_an_image_of_the_library(
    admin_client: Client, name: str, number: int
) -> None:
    ImageFactory(file__filename="large.jpg", file__width=1200, file__height=800)
    ImageFactory(file__filename="newer.jpg", file__width=100, file__height=100)
    block = offered(TeamPage)[name]
    url = f"{reverse('wagtailadmin_block_preview')}?id={block.definition_prefix}"
    images = get_soup(admin_client, url).select("main img")
    assert len(images) == number
    assert all("/media/images/large." in str(image["src"]) for image in images)


def test_preview_shows_no_image_of_a_feed_or_of_a_private_collection(
    admin_client: Client,
) -> None:
    private = Collection.get_first_root_node().add_child(name="Private")
    CollectionViewRestriction.objects.create(collection=private, restriction_type="login")
    ImageFactory(file__filename="large.jpg", file__width=1200, file__height=800)
    values = {"file__width": 1200, "file__height": 800}
    ImageFactory(file__filename="secret.jpg", collection=private, **values)
    ImageFactory(file__filename="news-feed-0123.jpg", **values)
    block = offered(TeamPage)["gallery"]
    url = f"{reverse('wagtailadmin_block_preview')}?id={block.definition_prefix}"
    images = get_soup(admin_client, url).select("main img")
    assert images
    assert all("/media/images/large." in str(image["src"]) for image in images)


# Settings


@pytest.mark.parametrize("second", ["who-we-are", "content", "position-3"])
def test_anchor_that_is_taken_is_refused_when_the_page_is_published(
    admin_client: Client, tree: Tree, second: str
) -> None:
    body = [
        ("call_to_action", {"heading": heading, "anchor": anchor})
        for heading, anchor in (("One", "who-we-are"), ("Two", second))
    ]
    assert post_team(admin_client, tree.team, body, "draft") is None
    form = post_team(admin_client, tree.team, body, "publish")
    (error,) = form.errors["body"].as_data()
    assert list(error.block_errors) == [1]
    assert list(error.block_errors[1].block_errors) == ["anchor"]


@pytest.mark.parametrize("anchor", ["two words", "a#b", '"><script>', "-", "_a"])
def test_anchor_is_an_id(anchor: str) -> None:
    block = offered(TeamPage)["about"]
    with pytest.raises(StructBlockValidationError) as error:
        block.clean(block.to_python({"text": "<p>x</p>", "anchor": anchor}))
    assert list(error.value.block_errors) == ["anchor"]


@pytest.mark.parametrize("block", SECTIONS)
def test_block_takes_the_widths_that_suit_it_and_no_others(block: Any) -> None:
    assert set(WIDTHS) <= set(offered(TeamPage))
    if block.name not in WIDTHS:
        assert "width" not in block.child_blocks
        return
    field = block.child_blocks["width"]
    for width in EVERY_WIDTH:
        if width in WIDTHS[block.name]:
            assert field.clean(width) == width
        else:
            with pytest.raises(ValidationError):
                field.clean(width)
    assert field.clean("") == ""


@pytest.mark.parametrize("width", EVERY_WIDTH)
def test_anchor_tone_and_width_reach_the_page(client: Client, tree: Tree, width: str) -> None:
    values = {"anchor": "who-we-are", "tone": "tint", "width": width}
    block = {
        "narrow": block_data.video(**values),
        "wide": block_data.about(**values),
        "full": block_data.gallery([ImageFactory()] * 2, **values),
    }[width]
    block_data.set_body(tree.team, [block])
    section = select(get_soup(client, tree.team.url), "#who-we-are")
    assert {"tone-tint", f"width-{width}"} <= set(section["class"])


def test_section_without_settings_has_no_classes_of_theirs(client: Client, tree: Tree) -> None:
    block_data.set_body(tree.team, [block_data.about(tone=None, width=None)])
    section = select(get_soup(client, tree.team.url), "#about")
    assert section["class"] == ["block", "block-about"]


def test_call_to_action_stands_out_unless_its_editor_says_otherwise() -> None:
    blocks = offered(TeamPage)
    assert blocks["call_to_action"].get_default()["tone"] == "accent"
    assert {blocks[name].get_default()["tone"] for name in blocks if name != "call_to_action"} == {
        ""
    }
