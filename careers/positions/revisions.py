"""What a revision of a position must not bring back, since it was deleted after it was written."""

from __future__ import annotations

from typing import Any

from wagtail.models import Page

from careers.models.snippets import Location, PositionType

ROWS = (
    ("position_locations", "location", Location),
    ("position_types", "position_type", PositionType),
)


def without_deleted(content: dict[str, Any], team: int | None) -> dict[str, Any]:
    """A revision's `content` without what was deleted since; `team` stands in for a deleted one."""
    changes: dict[str, Any] = {}
    if content.get("team") and not Page.objects.filter(pk=content["team"]).exists():
        changes["team"] = team
    for relation, name, model in ROWS:
        if rows := content.get(relation):
            known = set(model.objects.filter(pk__in=[row[name] for row in rows]).values_list("pk"))
            changes[relation] = [row for row in rows if row[name] is None or (row[name],) in known]
    return content | changes
