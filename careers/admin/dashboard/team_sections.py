"""Find missing sections of team pages in the stored body, without building its blocks."""

from __future__ import annotations

from typing import Any

from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _

from careers.models import TeamPage

#: Labels by the block's type, which is also the name of the list in it.
EXPECTED = {"testimonials": _("testimonials"), "pillars": _("pillars")}


def missing_sections(body: Any) -> list[str]:
    """Return the labels of sections that are missing or empty in the `body` of a team's page.

    A section whose block the host has dropped is not missing.
    """
    offered = TeamPage._meta.get_field("body").stream_block.child_blocks
    sections = [section for section in body.raw_data if isinstance(section, dict)]
    return [
        str(label)
        for name, label in EXPECTED.items()
        if name in offered and not any(_is_filled(section, name) for section in sections)
    ]


def _is_filled(section: dict[str, Any], name: str) -> bool:
    value = section.get("value")
    return section.get("type") == name and isinstance(value, dict) and _has_content(value.get(name))


def _has_content(value: Any) -> bool:
    """Tell whether an editor has filled in a text, or chosen a person or an image."""
    if isinstance(value, dict):
        is_list_item = value.keys() <= {"type", "value", "id"} and "value" in value
        return any(map(_has_content, [value["value"]] if is_list_item else value.values()))
    if isinstance(value, list):
        return any(map(_has_content, value))
    if isinstance(value, str):
        return bool(strip_tags(value).strip())
    return value is not None and not isinstance(value, bool)
