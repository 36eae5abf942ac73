"""What a query says in another way, or leaves out, on a database that lacks a feature."""

from __future__ import annotations

from typing import Any, TypeVar

from django.db import connections
from django.db.models import Model, QuerySet

AnyQuerySet = TypeVar("AnyQuerySet", bound=QuerySet[Any, Any])


def lock_rows(rows: AnyQuerySet, *of: str) -> AnyQuerySet:
    """Lock what `rows` gives, of the relations in `of` alone; MariaDB locks all joined rows."""
    locked: Any = rows.select_for_update()
    if connections[locked.db].features.has_select_for_update_of:
        locked = rows.select_for_update(of=of)
    return locked


def write_or_replace(model: type[Model], rows: list[Any], key: str, fields: list[str]) -> None:
    """Insert `rows`, or store their `fields` where a row has the same `key`.

    MySQL and MariaDB take no name of the key: there, any unique one of the table decides.
    """
    manager = model._default_manager
    features = connections[manager.db].features
    manager.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=[key] if features.supports_update_conflicts_with_target else None,
        update_fields=fields,
    )
