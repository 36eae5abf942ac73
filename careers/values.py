"""What is in the value of a block, however deep."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from wagtail.blocks import StreamValue
from wagtail.blocks.list_block import ListValue


def leaves(value: Any) -> Iterator[Any]:
    """All that is no group of further values, in its order."""
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
