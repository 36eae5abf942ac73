"""Keep the own rows in a revision readable after something that they name was deleted."""

from __future__ import annotations

from typing import Any

from careers.facts.registry import models_with_own_fields, relation_of


def without_deleted_choices(content: dict[str, Any], kind: str) -> dict[str, Any]:
    """Return a revision's `content` in which own rows name nothing that was deleted since.

    Reading the revision would fail for a foreign key that protects what it leads to.
    """
    changes = {}
    for model in models_with_own_fields(kind):
        relation = relation_of(model)
        keys = [key for key in model._meta.concrete_fields if key.many_to_one]
        changes[relation] = [
            row | {key.name: None for key in keys if key.name in row and _is_gone(key, row)}
            for row in content.get(relation, [])
        ]
    return content | {name: rows for name, rows in changes.items() if rows}


def _is_gone(key: Any, row: dict[str, Any]) -> bool:
    value, to = row[key.name], key.target_field.name
    # The key of the page itself is set when the revision is read.
    return value is not None and not key.related_model._base_manager.filter(**{to: value}).exists()
