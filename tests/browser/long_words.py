"""Pages as a language with long words fills them."""

from __future__ import annotations

from typing import Any

from wagtail.blocks import Block, CharBlock, ListBlock, RichTextBlock, StructBlock, TextBlock
from wagtail.images.blocks import ImageBlock
from wagtail.models import Page

from tests.careers import block_data

LONG_WORD = "Donaudampfschifffahrtselektrizitätenhaus"
TEXTS = (CharBlock, TextBlock, RichTextBlock)
RICH = f"<p>{LONG_WORD}</p><h3>{LONG_WORD}</h3><ul><li>{LONG_WORD}</li></ul>"


def fill_with_long_words(page: Page) -> None:
    """Put the long word into every text of the parts of `page`, as much of it as fits."""
    body: Any = page.body
    blocks = body.stream_block.child_blocks
    block_data.set_body(
        page,
        [
            {"type": part["type"], "value": _filled(blocks[part["type"]], part["value"])}
            for part in body.raw_data
        ],
    )


def _filled(block: Block, raw: Any) -> Any:
    if isinstance(block, ImageBlock):
        return raw
    if isinstance(block, StructBlock):
        settings = {"anchor", "tone", "width"}
        texts = {
            name: _filled(child, raw.get(name))
            for name, child in block.child_blocks.items()
            if name not in settings and (name in raw or isinstance(child, TEXTS))
        }
        return raw | texts
    if isinstance(block, ListBlock):
        return [_filled(block.child_block, item) for item in raw or []]
    if isinstance(block, RichTextBlock):
        return RICH
    if isinstance(block, TEXTS):
        return LONG_WORD[: block.field.max_length]
    return raw
