from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import template
from django.template.context import Context
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from careers import wording
from careers.images import picture_html
from careers.positions.search.facets import Choice

register = template.Library()

ARROWS = {
    "forward": mark_safe(
        '<svg class="arrow" viewBox="0 0 24 24" aria-hidden="true">'
        '<path d="M2 12h19M13 4l8 8-8 8"/></svg>'
    ),
    "down": mark_safe(
        '<svg class="arrow arrow-down" viewBox="0 0 24 24" aria-hidden="true">'
        '<path d="M12 2v19M4 13l8 8 8-8"/></svg>'
    ),
}


@register.simple_tag
def arrow(direction: str = "forward") -> SafeString:
    """An arrow for links and buttons: "forward" in the direction of reading, or "down"."""
    return ARROWS[direction]


CHOICE_BOX = (
    '<label{}><input type="checkbox" form="search-form" name="{}" value="{}" id="filter-{}-{}"{}> '
    '{} <span>{}<b class="sr-only"> {}</b></span></label>\n'
)
NONE, CHECKED = mark_safe(' class="is-none"'), mark_safe(" checked")


@register.simple_tag
def choice_boxes(name: str, choices: Iterable[Choice]) -> SafeString:
    """A labelled box for each of the `choices` in the filter `name`, with its number of positions.

    A site may have hundreds, for which a template takes several times as long.
    """
    return format_html_join(
        "",
        CHOICE_BOX,
        (
            (
                "" if choice.number else NONE,
                *(name, choice.value, name, choice.value),
                CHECKED if choice.is_active else "",
                *(choice.label, choice.number, choice.noun),
            )
            for choice in choices
        ),
    )


@register.simple_tag
def careers_picture(
    image: Any, role: str, alt: str | None = None, *, eager: bool = False
) -> SafeString:
    """`image` in the formats and sizes of its `role` (`careers.images.ROLES`).

    Give `alt` wherever an editor can describe the picture; without it the picture is decorative.

    Lazy unless `eager`, which also asks the browser to fetch it first. Empty where there is no
    image or its file is missing, so that a template can show something else instead.
    """
    return picture_html(image, role, alt=alt, eager=eager)


@register.simple_tag(takes_context=True)
def link_of(context: Context, value: Any) -> str:
    """The address of a `LinkedValue`, or ""."""
    address: str = value.link(context.get("request"))
    return address


@register.filter
def long_date(day: date | None) -> str:
    """The day with its month in words, or "" where there is none."""
    return wording.long_date(day) if day else ""


@register.filter
def keep_dashes(text: str) -> str:
    """`text` in which no line begins with a dash."""
    return str(text).replace(" – ", "\u00a0– ")


@register.filter
def keep_together(text: str, name: str) -> SafeString:
    """`text` with `name` marked, so that no line breaks within it where the line has room."""
    before, found, after = str(text).partition(str(name) if name else "\0")
    if not found:
        return SafeString(conditional_escape(text))
    return format_html('{}<span class="no-break">{}</span>{}', before, found, after)
