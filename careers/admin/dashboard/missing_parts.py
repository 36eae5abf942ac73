"""What the page of a team should have, as its stored body tells without building its blocks."""

from __future__ import annotations

from typing import Any

from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _

from careers.models import TeamPage

#: By the block's type, which is the name of its list too.
EXPECTED = {"testimonials": _("testimonials"), "pillars": _("pillars")}


def missing_parts(body: Any) -> list[str]:
    """The names of the parts that the `body` of a team's page lacks or has only empty.

    A part that the host's blocks don't offer is not missed.
    """
    offered = TeamPage._meta.get_field("body").stream_block.child_blocks
    parts = [part for part in body.raw_data if isinstance(part, dict)]
    return [
        str(label)
        for name, label in EXPECTED.items()
        if name in offered and not any(_is_filled(part, name) for part in parts)
    ]


def _is_filled(part: dict[str, Any], name: str) -> bool:
    value = part.get("value")
    return part.get("type") == name and isinstance(value, dict) and _has_content(value.get(name))


def _has_content(value: Any) -> bool:
    """Whether an editor has given something: a word, or the key of a person or a picture."""
    if isinstance(value, dict):
        is_list_item = value.keys() <= {"type", "value", "id"} and "value" in value
        return any(map(_has_content, [value["value"]] if is_list_item else value.values()))
    if isinstance(value, list):
        return any(map(_has_content, value))
    if isinstance(value, str):
        return bool(strip_tags(value).strip())
    return value is not None and not isinstance(value, bool)
