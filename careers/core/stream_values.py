"""Reading the values of blocks, whatever blocks they are of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from wagtail.blocks import StreamValue
from wagtail.blocks.list_block import ListValue


def leaves(value: Any) -> Iterator[Any]:
    """The values at any depth that don't hold further values, in their order."""
    if isinstance(value, StreamValue):
        for child in value:
            yield from leaves(child.value)
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from leaves(item)
    elif isinstance(value, ListValue):
        for item in value:
            yield from leaves(item)
    else:
        yield value


def stored_items(raw: Iterable[Any] | None) -> list[Any]:
    """The items of a list block as it is stored: in the wrapper that holds their id, or bare."""
    return [
        item["value"] if isinstance(item, Mapping) and item.get("type") == "item" else item
        for item in raw or []
    ]
