"""The parts of a page's body, each with an anchor of its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any


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
    taken: Counter[str] = Counter()
    result = []
    for block in body:
        chosen = block.value.get("anchor") if hasattr(block.value, "get") else ""
        wanted = anchor = chosen or block.block_type.replace("_", "-")
        while taken[anchor]:
            taken[wanted] += 1
            anchor = f"{wanted}-{taken[wanted]}"
        taken[anchor] += 1
        result.append(Section(block, anchor))
    return result
