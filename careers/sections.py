"""The parts of a page's body, each with an anchor of its own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
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
    "was",
    "was-heading",
)
#: The ids of rows in a list of positions.
ROW_ID = re.compile(r"position-\d+$")
#: What templates of blocks append to the anchor, for ids of their own.
SUFFIXES = ("heading", "q")


@dataclass(frozen=True)
class Section:
    """A block of a page and the id under which it can be linked to."""

    block: Any
    anchor: str


def sections(body: Iterable[Any]) -> list[Section]:
    """The blocks of `body` in their order.

    A block is found under the anchor that its editor chose, or under its type's name. Where two
    want the same, the later ones get a number, so that ids are unique within the page.
    """
    taken = Counter(RESERVED_IDS)
    result = []
    for block in body:
        chosen = block.value.get("anchor") if hasattr(block.value, "get") else ""
        wanted = anchor = chosen or block.block_type.replace("_", "-")
        number = 1
        while taken[anchor] or ROW_ID.match(anchor):
            number += 1
            anchor = f"{wanted}-part-{number}" if ROW_ID.match(wanted) else f"{wanted}-{number}"
        taken.update((anchor, *(f"{anchor}-{suffix}" for suffix in SUFFIXES)))
        result.append(Section(block, anchor))
    return result
