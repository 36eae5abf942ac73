"""The custom properties of which a host makes a theme, as the page "Careers theme" shows them.

The defaults are those of `careers/stylesheets/tokens.css`; a test compares them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Token:
    name: str
    default: str
    label: StrOrPromise
    #: The property of CSS whose values it takes.
    takes: str


@dataclass(frozen=True)
class TokenGroup:
    label: StrOrPromise
    tokens: tuple[Token, ...]


def _color(name: str, default: str, label: StrOrPromise) -> Token:
    return Token(f"--careers-{name}", default, label, "color")


def _size(name: str, default: str, label: StrOrPromise, takes: str = "font-size") -> Token:
    return Token(f"--careers-{name}", default, label, takes)


GROUPS = (
    TokenGroup(
        _("Colours"),
        (
            _color("paper", "light-dark(#fff, #121413)", _("Background")),
            _color("tint", "light-dark(#f1f3f0, #1b1e1c)", _("Background of tinted sections")),
            _color("ink", "light-dark(#101211, #eff1ed)", _("Text")),
            _color("muted", "light-dark(#575d58, #a6ada7)", _("Less important text")),
            _color("hairline", "light-dark(#d3d8d3, #353a36)", _("Thin lines")),
            _color("accent", "#ff4b1f", _("Accent, as the background of buttons")),
            _color("accent-ink", "#101211", _("Text on the accent")),
            _color("accent-text", "light-dark(#cb3206, #ff7a54)", _("Links and focus rings")),
        ),
    ),
    TokenGroup(
        _("Typefaces"),
        (
            Token(
                "--careers-font",
                '"Careers Display", "Careers Fallback", system-ui, sans-serif',
                _("Text"),
                "font-family",
            ),
            Token("--careers-heading-font", "initial", _("Headings"), "font-family"),
        ),
    ),
    TokenGroup(
        _("Sizes of type"),
        (
            _size("display", "clamp(2.75rem, 8vw, 7rem)", _("Heading of a page")),
            _size("heading", "clamp(2rem, 4.5vw, 3.75rem)", _("Heading of a section")),
            _size("figure", "clamp(2.75rem, 6vw, 5.25rem)", _("Large figures")),
            _size("lead", "clamp(1.25rem, 1.05rem + 0.9vw, 1.75rem)", _("Introductions")),
            _size("row", "clamp(1.25rem, 1.15rem + 0.45vw, 1.5rem)", _("Titles in lists")),
            _size("body", "clamp(1.0625rem, 1.02rem + 0.2vw, 1.1875rem)", _("Text")),
            _size("small", "0.9375rem", _("Labels and captions")),
        ),
    ),
    TokenGroup(
        _("Space and shape"),
        (
            _size("width", "80rem", _("Width of the columns"), "width"),
            _size("section", "clamp(4rem, 10vw, 10rem)", _("Space between sections"), "width"),
            _size("gutter", "clamp(1rem, 4vw, 2.5rem)", _("Space between columns"), "width"),
            _size("measure", "68ch", _("Longest line of text"), "width"),
            _size("radius", "0", _("Radius of corners"), "border-radius"),
            _size("rule", "1px", _("Width of lines"), "border-width"),
        ),
    ),
)
