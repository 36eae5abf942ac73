"""The one way in which texts and queries become words that can be compared."""

from __future__ import annotations

import re
from functools import lru_cache
from unicodedata import category, combining, decimal, normalize

LONGEST_WORD = 64

#: Letters that Unicode doesn't take apart, and those that change their form at a word's end.
LETTERS = dict(
    zip("łøđħŧıŋðĸəךםןףץىیةک", "lodhtindkeכמנפצييهك", strict=True), æ="ae", œ="oe", þ="th", ـ=""
)
#: Names that would lose what tells them apart: C++ becomes cpp, C# csharp, .NET dotnet.
NAMES = (
    (re.compile(r"(?<=\w)\+\+"), "pp"),
    (re.compile(r"(?<!\w)(\w)#"), r"\1sharp"),
    (re.compile(r"(?<![\w.])\.net\b", re.IGNORECASE), "dotnet"),
    (re.compile(r"(?<=[א-ת])[\"'״׳](?=[א-ת])"), ""),  # Hebrew acronyms
)
ASCII_WORD = re.compile(r"[a-z0-9]+")


def fold(text: str) -> str:
    """`text` without what doesn't matter when it is compared: case, accents, vowel points, forms.

    ``"Łódź"`` becomes ``"lodz"``, ``"Straße"`` ``"strasse"``. What is no letter, digit or part of
    one becomes a space. Folding what is folded changes nothing.
    """
    for pattern, replacement in NAMES:
        text = pattern.sub(replacement, text)
    if text.isascii():
        return " ".join(ASCII_WORD.findall(text.lower()))
    decomposed = normalize("NFKD", normalize("NFKD", text).casefold())
    return " ".join("".join(map(_fold_character, decomposed)).split())


def words(text: str) -> list[str]:
    """The folded words of `text` in their order, each cut to `LONGEST_WORD` characters."""
    return [word[:LONGEST_WORD] for word in fold(text).split()]


@lru_cache(maxsize=4096)
def _fold_character(character: str) -> str:
    if character in LETTERS:
        return LETTERS[character]
    kind = category(character)
    if kind == "Cf" or _is_accent(character):  # joiners, marks of direction, soft hyphens
        return ""
    if kind == "Nd":
        return str(decimal(character))
    return character if kind[0] in "LMN" else " "


def _is_accent(character: str) -> bool:
    """Whether it is a mark over or under a letter, and not a vowel of a script that needs it.

    Combining classes 10 to 36 are the points of Hebrew, Arabic and Syriac, those from 200 on stand
    with letters of any script (Unicode Standard, section 4.3).
    """
    return 10 <= combining(character) <= 36 or combining(character) >= 200
