"""Turn texts and queries into words that can be compared."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple
from unicodedata import category, combining, decimal
from unicodedata import normalize as normalize_unicode

MAX_WORD_LENGTH = 64

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


class SearchedWord(NamedTuple):
    """A normalised word of a query; unless `is_whole`, longer words may begin with it."""

    text: str
    is_whole: bool = False


def normalize(text: str) -> str:
    """Remove from `text` what doesn't matter in a comparison: case, accents, vowel points, forms.

    ``"Łódź"`` becomes ``"lodz"``, ``"Straße"`` ``"strasse"``. Any character but
    letters, digits and their marks becomes a space. Normalising twice changes nothing.
    """
    for pattern, replacement in NAMES:
        text = pattern.sub(replacement, text)
    if text.isascii():
        return " ".join(ASCII_WORD.findall(text.lower()))
    decomposed = normalize_unicode("NFKD", normalize_unicode("NFKD", text).casefold())
    return " ".join("".join(map(_normalize_character, decomposed)).split())


def words(text: str) -> list[str]:
    """Return the normalised words of `text` in order, each cut to `MAX_WORD_LENGTH` characters."""
    return [word[:MAX_WORD_LENGTH] for word in normalize(text).split()]


@lru_cache(maxsize=4096)
def _normalize_character(character: str) -> str:
    if character in LETTERS:
        return LETTERS[character]
    kind = category(character)
    if kind == "Cf" or _is_accent(character):  # joiners, marks of direction, soft hyphens
        return ""
    if kind == "Nd":
        return str(decimal(character))
    return character if kind[0] in "LMN" else " "


def _is_accent(character: str) -> bool:
    """Tell whether it is a mark at a letter, and not a vowel of a script that needs it.

    Combining classes 10 to 36 are the points of Hebrew, Arabic and Syriac, those from 200 on stand
    with letters of any script (Unicode Standard, section 4.3).
    """
    return 10 <= combining(character) <= 36 or combining(character) >= 200
