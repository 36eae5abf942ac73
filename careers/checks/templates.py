"""Checks of the host's frame: the templates round the plugin's pages."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.checks import CheckMessage, Warning, register

from careers.core.frame import find_frame
from careers.stylesheets import NAME

#: What stays away from the plugin's pages without the block.
LOST = {
    "title": "they have no title of their own",
    "extra_css": "their style sheet stands in the body, and they have no metadata",
    "content": "they are empty",
}
#: Where the block belongs in the host's template.
PLACES = {
    "title": "<title>{% block title %}{% endblock %}</title>",
    "extra_css": "{% block extra_css %}{% endblock %} at the end of <head>",
    "content": "{% block content %}{% endblock %} in <main>",
}
SHEETS = re.compile(r"<link\b[^>]*>|<style\b[^>]*>.*?</style>", re.DOTALL | re.IGNORECASE)
HREF = re.compile(r"""\bhref=["']?([^"'\s>]+)""", re.IGNORECASE)
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
HASH = re.compile(r"\.[0-9a-f]{12}(?=\.css$)")


@register()
def frame_has_our_blocks(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Report blocks that `careers/base.html` fills and the host's `base.html` doesn't have."""
    frame = find_frame()
    if frame is None:
        return []
    return [
        Warning(
            f"{frame.root} has no block {name} for the careers pages: "
            f"{LOST.get(name, 'what they show in it is missing')}.",
            hint=(
                f"Write {PLACES.get(name, f'a block {name}')} into {frame.root}, or fill other "
                "blocks of it in a careers/base.html of your own."
            ),
            id="careers.W004",
        )
        for name in frame.missing_blocks
    ]


@register()
def no_layers_come_after_ours(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Report a style sheet with cascade layers behind ours, whose rules win against ours."""
    frame = find_frame()
    if frame is None:
        return []
    _before, ours, after = frame.html.partition(NAME.removesuffix(".css"))
    layered = [_name_of(sheet) for sheet in SHEETS.findall(after) if "@layer" in _text_of(sheet)]
    if not ours or not layered:
        return []
    return [
        Warning(
            f"{', '.join(layered)} has cascade layers and comes after the style sheet of careers, "
            "so that its rules take the careers pages apart.",
            hint="Load it above the block extra_css, in whose place ours stands.",
            id="careers.W005",
        )
    ]


def _href_of(sheet: str) -> str:
    found = HREF.search(sheet)
    return found[1] if found and "stylesheet" in sheet.lower() else ""


def _name_of(sheet: str) -> str:
    return _href_of(sheet) or "A <style> element"


def _text_of(sheet: str) -> str:
    """The rules of a `<style>`, or of a linked sheet that is one of the static files."""
    if sheet.lower().startswith("<style"):
        return _own_rules(sheet)
    href = _href_of(sheet).partition("?")[0]
    static_url = settings.STATIC_URL or "/static/"
    if not href or static_url not in href:
        return ""
    name = href.partition(static_url)[2]
    for candidate in (name, HASH.sub("", name)):
        path = finders.find(candidate)
        if isinstance(path, str):
            text = Path(path).read_text(encoding="utf-8", errors="replace")
            return _own_rules(COMMENT.sub("", text))
    return ""


def _own_rules(css: str) -> str:
    """Without what is said in the layers of the plugin, such as rules of a host about its parts."""
    return re.sub(r"@layer\s+careers(?:\.\w+)*\s*\{", "", css)
