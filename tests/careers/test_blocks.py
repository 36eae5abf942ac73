"""The blocks that the pages offer: how they are presented to editors, and what they refuse."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
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
from wagtail.models import Page

from careers.blocks.media import LatestItemBlock
from careers.models import PositionPage, TeamPage
from home.models import HomePage, StandardPage
from tests.careers import parts
from tests.careers.team_form import list_items, post_team
from tests.factories import ImageFactory, PersonFactory, Tree
from tests.html import assert_valid_html
from tests.soup import get_soup, select, text_of, texts_of

SETTINGS = ["tone", "anchor"]
DEEPEST = 2
MAIN = '<main class="block-preview" id="sample">'
#: Words of the sample that the preview of a block shows.
SAMPLES = {
    "about": "Every order that our customers ship",
    "open_positions": "Showing 3 out of 8",
    "pillars": "Nobody here is more than one question away.",
    "latest": "The way back is a feature",
    "testimonials": "I stayed because I was asked what to switch off.",
    "position_search": "Often looked for: Remote Intern",
    "team_grid": "16 open positions",
    "featured_positions": "Senior Backend Engineer",
    "section": "What you will do",
}


def offered(model: type[Page]) -> dict[str, Any]:
    blocks: dict[str, Any] = model._meta.get_field("body").stream_block.child_blocks
    return blocks


EVERY_BLOCK = [
    pytest.param(block, id=f"{model.__name__}-{name}")
    for model in (TeamPage, HomePage, StandardPage, PositionPage)
    for name, block in offered(model).items()
]
PARTS = [block for block in EVERY_BLOCK if block.id != "PositionPage-section"]
every_block = pytest.mark.parametrize("block", EVERY_BLOCK)


def structs(block: Block) -> Iterator[StructBlock]:
    """`block` and all that have fields of their own inside of it, pictures aside."""
    if isinstance(block, StructBlock) and not isinstance(block, ImageBlock):
        yield block
        for child in block.child_blocks.values():
            yield from structs(child)
    elif isinstance(block, ListBlock):
        yield from structs(block.child_block)
    elif isinstance(block, StreamBlock):
        for child in block.child_blocks.values():
            yield from structs(child)


def depth(block: Block) -> int:
    """How many groups of fields stand one inside the other."""
    if isinstance(block, ListBlock):
        return depth(block.child_block)
    if isinstance(block, ImageBlock) or not isinstance(block, StructBlock | StreamBlock):
        return 0
    return 1 + max(depth(child) for child in block.child_blocks.values())


@contextmanager
def draft(block: Block) -> Iterator[None]:
    block.defer_required_validation()
    try:
        yield
    finally:
        block.restore_deferred_validation()


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
def test_block_has_templates_of_its_own(block: Any) -> None:
    file_name = f"{'position_section' if block.name == 'section' else block.name}.html"
    assert block.meta.template == f"careers/blocks/{file_name}"
    assert get_template(block.meta.template)
    assert get_template(block.meta.preview_template)
    assert block.meta.preview_template.startswith("careers/")


@pytest.mark.parametrize("block", PARTS)
def test_settings_stand_behind_the_cog(block: Any) -> None:
    layout = block.get_form_layout()
    assert isinstance(layout, BlockGroup)
    assert list(layout.settings) == SETTINGS
    assert {*layout.children, *SETTINGS} == set(block.child_blocks)
    assert not set(layout.children) & set(SETTINGS)


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
    assert SAMPLES[block.name] in text_of(select(soup, "main"))
    styles = [str(link["href"]) for link in soup.select("link[rel=stylesheet]")]
    assert styles == ["/static/careers/careers.css", "/static/home/site.css"]
    page = admin_client.get(url).content.decode()
    assert_valid_html(page.replace(MAIN, f"{MAIN}<h1>The page around the part</h1>", 1))


def test_preview_shows_a_picture_of_the_library(admin_client: Client) -> None:
    ImageFactory(file__filename="large.jpg", file__width=1200, file__height=800)
    ImageFactory(file__filename="newer.jpg", file__width=100, file__height=100)
    block = offered(TeamPage)["latest"]
    url = f"{reverse('wagtailadmin_block_preview')}?id={block.definition_prefix}"
    images = get_soup(admin_client, url).select("main img")
    assert len(images) == 2
    assert all("/media/images/large." in str(image["src"]) for image in images)


LIMITS = [
    (TeamPage, "pillars", "pillars", {"title": "T", "text": "<p>x</p>"}, 2, 8),
    (
        TeamPage,
        "latest",
        "items",
        {"kind": "talk", "title": "T", "url": "https://a.example"},
        1,
        12,
    ),
    (HomePage, "position_search", "suggestions", "Remote", 0, 6),
]


@pytest.mark.parametrize(("model", "name", "field", "item", "fewest", "most"), LIMITS)
def test_lists_keep_their_limits(
    model: type[Page], name: str, field: str, item: Any, fewest: int, most: int
) -> None:
    block = offered(model)[name]

    def clean(number: int) -> Any:
        return block.clean(block.to_python({field: [item] * number}))

    for accepted in (fewest, most):
        assert len(clean(accepted)[field]) == accepted
    with pytest.raises(ValidationError):
        clean(most + 1)
    if fewest:
        with pytest.raises(ValidationError):
            clean(fewest - 1)
        with draft(block):
            assert len(clean(fewest - 1)[field]) == fewest - 1


@pytest.mark.parametrize(
    ("model", "name", "most"), [(HomePage, "featured_positions", 8), (TeamPage, "testimonials", 12)]
)
def test_picked_positions_and_people_keep_their_limits(
    tree: Tree, model: type[Page], name: str, most: int
) -> None:
    block = offered(model)[name]
    if name == "testimonials":
        person = PersonFactory(photo=None).pk
        field, item = "testimonials", {"person": person, "quote": "Yes."}
    else:
        field, item = "positions", tree.add_position().pk
    assert block.clean(block.to_python({field: [item] * most}))
    with pytest.raises(ValidationError):
        block.clean(block.to_python({field: [item] * (most + 1)}))


@pytest.mark.parametrize("page_size", [0, 51])
def test_page_size_keeps_its_limits(page_size: int) -> None:
    block = offered(TeamPage)["open_positions"]
    for accepted in (1, 50):
        block.clean(block.to_python({"page_size": accepted}))
    with pytest.raises(ValidationError):
        block.clean(block.to_python({"page_size": page_size}))


def test_page_with_too_few_pillars_is_kept_as_a_draft_but_not_published(
    admin_client: Client, tree: Tree
) -> None:
    body = [("pillars", {"heading": "Why", "pillars": list_items({"title": "Only one"})})]
    assert post_team(admin_client, tree.team, body, "draft") is None
    assert "body" in post_team(admin_client, tree.team, body, "publish").errors


@pytest.mark.parametrize("anchor", ["two words", "a#b", '"><script>'])
def test_anchor_is_an_id(anchor: str) -> None:
    block = offered(TeamPage)["about"]
    with pytest.raises(StructBlockValidationError) as error:
        block.clean(block.to_python({"text": "<p>x</p>", "anchor": anchor}))
    assert list(error.value.block_errors) == ["anchor"]


def test_anchor_and_tone_reach_the_page(client: Client, tree: Tree) -> None:
    parts.set_body(tree.team, [parts.about(anchor="who-we-are", tone="tint")])
    section = select(get_soup(client, tree.team.url), "#who-we-are")
    assert "tone-tint" in section["class"]


@pytest.mark.parametrize(
    ("has_page", "values", "faults"),
    [
        (True, {"url": "https://a.example", "title": "T"}, {"url"}),
        (False, {}, {"page"}),
        (False, {"title": "T"}, {"page"}),
        (False, {"url": "https://a.example"}, {"title"}),
        (False, {"url": "javascript:alert(1)", "title": "T"}, {"url"}),
        (True, {}, set()),
        (True, {"title": "T"}, set()),
        (False, {"url": "https://a.example", "title": "T"}, set()),
    ],
)
def test_item_leads_to_one_place_and_says_to_which(
    tree: Tree, has_page: bool, values: dict[str, Any], faults: set[str]
) -> None:
    block = LatestItemBlock()
    page = {"page": tree.teams.pk} if has_page else {}
    value = block.to_python({"kind": "talk"} | page | values)
    found: set[str] = set()
    try:
        block.clean(value)
    except StructBlockValidationError as error:
        found = set(error.block_errors)
    assert found == faults


@pytest.mark.parametrize("values", [{}, {"title": "T"}, {"url": "https://a.example"}])
def test_item_of_a_draft_may_lead_nowhere(tree: Tree, values: dict[str, Any]) -> None:
    block = LatestItemBlock()
    with draft(block):
        assert block.clean(block.to_python(values))


def test_item_shows_the_title_of_its_page(client: Client, tree: Tree) -> None:
    tree.home.title = "Our front page"
    tree.home.save()
    items = [parts.latest_item(page=tree.home.pk, url="", title="")]
    parts.set_body(tree.team, [parts.latest(items)])
    link = select(get_soup(client, tree.team.url), ".card h3 a")
    assert (text_of(link), link["href"]) == ("Our front page", "/")


def test_item_of_an_unpublished_page_is_no_link(client: Client, tree: Tree) -> None:
    hidden = tree.add_team(title="Still secret", live=False)
    items = [parts.latest_item(page=hidden.pk, url="", title="Soon")]
    parts.set_body(tree.team, [parts.latest(items)])
    soup = get_soup(client, tree.team.url)
    assert texts_of(soup, ".card h3") == ["Soon"]
    assert not soup.select(".card a")


def test_item_shows_its_kind_and_day_and_only_a_first_of_four_its_summary(
    client: Client, tree: Tree
) -> None:
    values = {"date": date(2026, 11, 9).isoformat(), "summary": "In short", "duration": "8 min"}
    for number, summaries in ((3, []), (4, ["In short"])):
        parts.set_body(tree.team, [parts.latest([parts.latest_item(**values)] * number)])
        soup = get_soup(client, tree.team.url)
        assert texts_of(soup, ".card .label")[0] == "Talk 9 November 2026 8 min"
        assert texts_of(soup, ".card .summary") == summaries
