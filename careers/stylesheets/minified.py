"""Join and minify the style sheet. Imports no Django: setup.py runs this to build the wheel."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import tinycss2
from tinycss2.ast import Node, WhitespaceToken

from careers.stylesheets import FOLDER, SOURCES


def minified_sheet(further_sources: Iterable[Path] = ()) -> str:
    """Return the plugin's sheet with `further_sources`, files of a host, at its end."""
    sources = [*(FOLDER / name for name in SOURCES), *further_sources]
    return minify("\n".join(source.read_text(encoding="utf-8") for source in sources))


def minify(css: str) -> str:
    """Remove comments and insignificant white space; change no name and no value.

    The result is ASCII, so that it means the same in any encoding.
    """
    nodes = tinycss2.parse_component_value_list(css, skip_comments=True)
    text = tinycss2.serialize(_squeeze(nodes))
    return re.sub(r"[^\x00-\x7f]", lambda match: f"\\{ord(match[0]):x} ", text)


def _squeeze(nodes: Iterable[Node]) -> list[Node]:
    """The tokens of a sheet, block or function, without white space at their ends and around
    punctuation. It stays before a colon: in a selector it is a combinator.
    """
    kept: list[Node] = []
    for node in nodes:
        if node.type == "whitespace":
            if kept and not _separates(kept[-1]) and kept[-1] != ":":
                kept.append(WhitespaceToken(node.source_line, node.source_column, " "))
            continue
        if kept and kept[-1].type == "whitespace" and _separates(node):
            kept.pop()
        for inside in ("content", "arguments"):
            if hasattr(node, inside):
                setattr(node, inside, _squeeze(getattr(node, inside)))
        if node.type == "{} block" and node.content and node.content[-1] == ";":
            node.content.pop()
        kept.append(node)
    if kept and kept[-1].type == "whitespace":
        kept.pop()
    return kept


def _separates(node: Node) -> bool:
    return node in (",", ";") or node.type in ("whitespace", "{} block")
