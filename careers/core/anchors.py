"""The sections of a page, each with an anchor of its own: the id that links lead to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import count
from typing import Any

#: Ids that the templates of pages and their frame give to other things.
RESERVED_IDS = (
    "content",
    "menu",
    "open-positions-count",
    "open-positions-error",
    "open-positions-listing",
    "open-positions-more",
    "open-positions-rows",
    "page-title",
    "similar",
    "similar-heading",
    "description",
    "description-heading",
)
#: The ids of rows in a list of positions.
ROW_ID = re.compile(r"position-\d+$")
#: What templates of blocks append to the anchor for further ids.
SUFFIXES = ("heading", "q")


@dataclass(frozen=True)
class Section:
    """A block of a page, and the id under which it can be linked to."""

    block: Any
    anchor: str


def chosen_anchor(value: Any) -> str:
    """The anchor that an editor gave to a block, or ""."""
    return (value.get("anchor") or "") if hasattr(value, "get") else ""


def is_reserved(anchor: str) -> bool:
    return anchor in RESERVED_IDS or bool(ROW_ID.match(anchor))


def sections(body: Iterable[Any]) -> list[Section]:
    """The blocks of `body` in their order, with anchors that are unique within the page.

    A block has the anchor that its editor chose, or else the name of its type. Of several blocks
    with the same anchor, one whose editor chose it keeps it, or else the first; the others get a
    number.
    """
    blocks = list(body)
    taken = set(RESERVED_IDS)
    anchors: dict[int, str] = {}
    for index in sorted(
        range(len(blocks)), key=lambda index: not chosen_anchor(blocks[index].value)
    ):
        block = blocks[index]
        wanted = chosen_anchor(block.value) or block.block_type.replace("_", "-")
        anchors[index] = next(name for name in _numbered(wanted) if not taken & _ids(name))
        taken |= _ids(anchors[index])
    return [Section(block, anchors[index]) for index, block in enumerate(blocks)]


def _numbered(anchor: str) -> Iterator[str]:
    """`anchor`, then the same with a number, but never the id of a position's row."""
    stem = f"{anchor}-section" if ROW_ID.match(anchor) else anchor
    if stem == anchor:
        yield anchor
    for number in count(2):
        yield f"{stem}-{number}"


def _ids(anchor: str) -> set[str]:
    """All ids in the HTML of a block with this `anchor`."""
    return {anchor, *(f"{anchor}-{suffix}" for suffix in SUFFIXES)}
