"""The switches of a host's theme that our style sheet doesn't know (`CAREERS_COLOR_SCHEMES`)."""

from __future__ import annotations

import re
from collections.abc import Mapping

from careers.conf import color_schemes

SCHEMES = ("light", "dark")
_NAME = r"-?[A-Za-z_][\w-]*"
_ATTRIBUTE = rf"\[{_NAME}(?:[~|^$*]?=(?:{_NAME}|\"[\w .-]*\"|'[\w .-]*'))?\]"
_PART = rf"(?:[.#]{_NAME}|{_ATTRIBUTE}|:root)"
_COMPOUND = rf"(?:{_NAME}{_PART}*|{_PART}+)"
_ELEMENT = rf"(?=[\w.#\[:-])(?:{_COMPOUND})?(?::not\({_COMPOUND}\))*"
_SELECTOR = re.compile(rf"{_ELEMENT}(?: {_ELEMENT})*(?:, ?{_ELEMENT}(?: {_ELEMENT})*)*", re.ASCII)


def is_selector(text: object) -> bool:
    """Whether `text` is a selector that can stand in a style sheet without closing anything.

    Type, class, id, attribute, `:root` and `:not()`, inside one another and in a list.
    """
    return isinstance(text, str) and _SELECTOR.fullmatch(text) is not None


def color_scheme_rules() -> str:
    """The rules that follow the host's switches, or "". What is no selector is left out."""
    selectors = color_schemes()
    if not isinstance(selectors, Mapping):
        return ""
    rules = "".join(
        f":is({selectors[scheme]}) .careers,.careers:is({selectors[scheme]})"
        f"{{color-scheme:{scheme}}}"
        for scheme in SCHEMES
        if is_selector(selectors.get(scheme))
    )
    return f"@layer careers{{@media screen{{{rules}}}}}" if rules else ""
