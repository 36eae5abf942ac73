"""Make the sources of the elements shorter, without a tool that a host would have to install."""

from __future__ import annotations

import re

TOKEN = re.compile(
    r"""
    (?P<gap> \s+ | //[^\n]* )
    | "(?:\\.|[^"\\])*" | `(?:\\.|[^`\\])*`
    | (?<=\() / (?:\\.|\[(?:\\.|[^\]\\])*\]|[^/\\\n])+ /    # a regular expression, as an argument
    | [\w$\#]+
    | .
    """,
    re.VERBOSE | re.DOTALL,
)
#: What means nothing before these.
NEEDLESS = {")": ",", "]": ",", "}": ",;"}
#: What would be read as one, or as something else, without a gap between.
JOINED = re.compile(r"[\w$#]{2}|\+\+|--")


def compact_script(source: str) -> str:
    """Return JavaScript without comments, gaps and last commas and semicolons that mean nothing.

    For a source of our own as Biome formats it: every statement that needs a semicolon has one, and
    comments begin with `//`.
    """
    made = ""
    has_gap = False
    for token in TOKEN.finditer(source):
        if token["gap"]:
            has_gap = True
            continue
        if has_gap and JOINED.fullmatch(made[-1:] + token[0][0]):
            made += " "
        made = made.rstrip(NEEDLESS.get(token[0], "")) + token[0]
        has_gap = False
    return made


def compact_sheet(source: str) -> str:
    """Return a style sheet without gaps that mean nothing. It has no comments and no texts."""
    sheet = re.sub(r"\s+", " ", source.strip())
    sheet = re.sub(r" ?([{};,]) ?", r"\1", sheet)
    return re.sub(r": ", ":", sheet).replace(";}", "}")
