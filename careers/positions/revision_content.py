"""Keep a revision from bringing back what was deleted after it was written."""

from __future__ import annotations

from typing import Any

from wagtail.models import Page

from careers.directory.location import Location
from careers.directory.position_type import PositionType
from careers.facts.revision_content import without_deleted_choices

ROWS = (
    ("position_locations", "location", Location),
    ("position_types", "position_type", PositionType),
)


def without_deleted(content: dict[str, Any], team: int | None) -> dict[str, Any]:
    """Remove from a revision's `content` what was deleted since; `team` replaces a deleted one."""
    content = without_deleted_choices(content, "position")
    changes: dict[str, Any] = {}
    if content.get("team") and not Page.objects.filter(pk=content["team"]).exists():
        changes["team"] = team
    for relation, name, model in ROWS:
        if rows := content.get(relation):
            known = set(model.objects.filter(pk__in=[row[name] for row in rows]).values_list("pk"))
            changes[relation] = [row for row in rows if row[name] is None or (row[name],) in known]
    return content | changes
