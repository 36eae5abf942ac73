from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import template
from django.template.context import Context
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString

from careers.core import formatting
from careers.core.images import responsive_image
from careers.search.facets import Choice

register = template.Library()


@register.inclusion_tag("careers/partials/arrow.html")
def arrow(direction: str = "forward") -> dict[str, str]:
    """Show an arrow for links and buttons: "forward" in the direction of reading, or "down"."""
    return {"direction": direction}


@register.inclusion_tag("careers/partials/choice_boxes.html")
def choice_boxes(name: str, choices: Iterable[Choice]) -> dict[str, Any]:
    """Show a labelled box for each of the `choices` of the filter `name`."""
    return {"name": name, "choices": choices}


@register.simple_tag
def careers_image(
    image: Any, preset: str, alt: str | None = None, *, eager: bool = False
) -> SafeString:
    """Show `image` in the formats and sizes of its `preset` (`careers.core.image_presets`).

    Give `alt` wherever an editor can describe the image; without it the image is decorative.

    Lazy unless `eager`, which also asks the browser to fetch it first. Empty where there is no
    image or it can't be shown, so that a template can show something else instead.
    """
    prepared = responsive_image(image, preset, alt, eager=eager)
    if prepared is None:
        return SafeString("")
    return render_to_string("careers/partials/image.html", {"image": prepared})


@register.simple_tag(takes_context=True)
def csp_nonce(context: Context) -> Any:
    """Return the nonce of the host's content security policy, or `None` where it has none.

    Django 6 gives it to templates as `csp_nonce`, by its context processor `csp`; django-csp
    keeps it at the request. Both are false until they are used.
    """
    nonce = context.get("csp_nonce")
    if nonce is None:
        nonce = getattr(context.get("request"), "csp_nonce", None)
    return nonce


@register.simple_tag(takes_context=True)
def nonce_attribute(context: Context) -> SafeString:
    """Return the attribute `nonce` of a script or a style sheet, or "" where there is no nonce."""
    nonce = csp_nonce(context)
    return SafeString("") if nonce is None else format_html(' nonce="{}"', nonce)


@register.simple_tag(takes_context=True)
def link_of(context: Context, value: Any) -> str:
    """Return the URL of a `LinkedValue`, or ""."""
    return value.link(context.get("request"))


@register.filter
def long_date(day: date | None) -> str:
    """Format the day with its month in words; return "" where there is none."""
    return formatting.long_date(day) if day else ""


@register.filter
def keep_dashes(text: str) -> str:
    """Keep lines of `text` from beginning with a dash."""
    return str(text).replace(" – ", "\u00a0– ")


@register.simple_tag
def keep_together(text: str, phrase: str) -> SafeString:
    """Keep `phrase` on one line of `text`, if the line has room."""
    before, kept, after = str(text).partition(str(phrase) if phrase else "\0")
    html = render_to_string(
        "careers/partials/keep_together.html", {"before": before, "phrase": kept, "after": after}
    )
    return SafeString(html.strip())  # the template's last line break is no part of the text
