"""The blocks that each page type offers, and the blocks inside of them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from wagtail.blocks import Block, ListBlock, StreamBlock, StructBlock
from wagtail.images.blocks import ImageBlock
from wagtail.models import Page

from careers.models import PositionPage, TeamPage
from home.models import HomePage, StandardPage

PAGE_TYPES: tuple[type[Page], ...] = (TeamPage, HomePage, StandardPage, PositionPage)


def offered(model: type[Page]) -> dict[str, Any]:
    """The blocks of the body of `model`, by their names."""
    return model._meta.get_field("body").stream_block.child_blocks


EVERY_BLOCK = [
    pytest.param(block, id=f"{model.__name__}-{name}")
    for model in PAGE_TYPES
    for name, block in offered(model).items()
]
every_block = pytest.mark.parametrize("block", EVERY_BLOCK)


def structs(block: Block) -> Iterator[StructBlock]:
    """`block` and all blocks inside of it that have fields of their own, images aside."""
    if isinstance(block, StructBlock) and not isinstance(block, ImageBlock):
        yield block
        for child in block.child_blocks.values():
            yield from structs(child)
    elif isinstance(block, ListBlock):
        yield from structs(block.child_block)
    elif isinstance(block, StreamBlock):
        for child in block.child_blocks.values():
            yield from structs(child)


@contextmanager
def draft(block: Block) -> Iterator[None]:
    """While it is saved as a draft, a block may be incomplete."""
    block.defer_required_validation()
    try:
        yield
    finally:
        block.restore_deferred_validation()
