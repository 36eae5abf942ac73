"""Blocks with a link to a page of the site or to a web address, never to both."""

from __future__ import annotations

from typing import Any

import pytest
from wagtail.blocks.struct_block import StructBlockValidationError

from careers.blocks.latest import LatestItemBlock
from tests.careers.block_catalogue import draft
from tests.factories import Tree


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
def test_item_has_one_link_and_a_title(
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
def test_item_of_a_draft_needs_no_link(tree: Tree, values: dict[str, Any]) -> None:
    block = LatestItemBlock()
    with draft(block):
        assert block.clean(block.to_python(values))
