"""Removing many rows at once, with all that depends on them: as `delete()`, but without signals."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import CASCADE, DO_NOTHING, SET_NULL, Model, ProtectedError, QuerySet
from django.db.models.deletion import get_candidate_relations_to_delete
from wagtail.models import Page


def remove(model: type[Model], keys: Sequence[Any]) -> None:
    """Remove the rows of `model` with the primary `keys`, and those of the tables it inherits from.

    Raises `ProtectedError` where a row that is to stay needs one of them, or another page.
    """
    if not keys:
        return
    for relation in get_candidate_relations_to_delete(model._meta):
        _follow(relation, keys)
    for field in model._meta.private_fields:
        if hasattr(field, "bulk_related_objects"):
            _remove_all(field.bulk_related_objects([model(pk=key) for key in keys]))
    for table in (model, *model._meta.get_parent_list()):
        rows = table._base_manager.filter(pk__in=keys)
        rows._raw_delete(rows.db)


def _follow(relation: Any, keys: Sequence[Any]) -> None:
    """Do with the rows that name one of `keys` what their model wants done."""
    rows = relation.related_model._base_manager.filter(**{f"{relation.field.name}__in": keys})
    is_page = issubclass(relation.related_model, Page)  # whose place in the tree is more than a row
    if relation.on_delete is CASCADE and not is_page:
        _remove_all(rows)
    elif relation.on_delete is SET_NULL:
        rows.update(**{relation.field.name: None})
    elif relation.on_delete is not DO_NOTHING and (found := list(rows[:5])):
        raise ProtectedError(f"{found[0]._meta.verbose_name}: {found[0]}", set(found))


def _remove_all(rows: QuerySet) -> None:
    meta = rows.model._meta
    if meta.parents or meta.private_fields or get_candidate_relations_to_delete(meta):
        remove(rows.model, list(rows.values_list("pk", flat=True)))
    else:
        rows._raw_delete(rows.db)
