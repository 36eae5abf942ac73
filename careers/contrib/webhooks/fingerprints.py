"""Tell whether a page has changed, without reading all of what it holds.

A fingerprint is a hash of everything that a position's or a team's page has, its rows in other
tables included. Large texts are hashed by the database.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from functools import cache
from hashlib import sha256
from typing import Any

from django.db.models import Model, TextField
from django.db.models.functions import MD5, Cast
from modelcluster.models import get_all_child_relations
from wagtail.fields import StreamField

#: What only editors see, what others than visitors are told, and where a page stands in the tree.
UNSEEN_FIELDS = frozenset(
    {
        *("alias_of", "content_type", "depth", "draft_title", "expire_at", "expired"),
        *("external_id", "first_published_at", "go_live_at", "has_unpublished_changes", "id"),
        *("latest_revision", "latest_revision_created_at", "live", "live_revision", "locale"),
        *("locked", "locked_at", "locked_by", "numchild", "owner", "page_ptr", "path"),
        *("reference", "source", "translation_key"),
    }
)
DIGITS = 32


def hashed(*values: Any) -> str:
    return sha256(repr(values).encode()).hexdigest()[:DIGITS]


def fingerprints(model: type[Model], ids: Collection[int]) -> dict[int, str]:
    """Return the fingerprints of the pages of `model` with these ids.

    A fingerprint begins with that of the columns that it is made of: where a new release has more
    of them, it can't be compared with an older one.
    """
    children = _children(model, ids)
    columns = _columns(model)
    rows = model._base_manager.filter(pk__in=ids).values_list("pk", *columns.values())
    return {pk: f"{_definition(model)}:{hashed(values, children[pk])}" for pk, *values in rows}


def are_comparable(one: str, other: str) -> bool:
    """Tell whether two fingerprints were made of the same columns."""
    return one.partition(":")[0] == other.partition(":")[0]


def _columns(model: type[Model]) -> dict[str, Any]:
    """Return what to select for each field that visitors may see something of."""
    fields = (field for field in model._meta.concrete_fields if field.name not in UNSEEN_FIELDS)
    return {
        field.name: MD5(Cast(field.name, TextField()))
        if isinstance(field, StreamField)
        else field.attname
        for field in fields
    }


def _children(model: type[Model], ids: Iterable[int]) -> dict[int, list[tuple[Any, ...]]]:
    """Return the rows of other tables that belong to the pages."""
    rows_of: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for child, parent, names in _child_tables(model):
        rows = child._base_manager.filter(**{f"{parent}__in": ids})
        ordering = [name for name in ("sort_order", "pk") if name == "pk" or name in names]
        for page, *values in rows.order_by(*ordering).values_list(parent, *names):
            rows_of[page].append((child._meta.label, *values))
    return rows_of


def _child_tables(model: type[Model]) -> Iterator[tuple[type[Model], str, list[str]]]:
    """Yield each table of children with its key of the page and its other columns."""
    for relation in get_all_child_relations(model):
        options = relation.related_model._meta
        if options.app_label.startswith("wagtail"):  # comments and the like
            continue
        key = relation.field
        fields = [field for field in options.concrete_fields if field not in (key, options.pk)]
        yield relation.related_model, key.attname, [field.attname for field in fields]


@cache
def _definition(model: type[Model]) -> str:
    children = [(child._meta.label, key, names) for child, key, names in _child_tables(model)]
    return hashed(sorted(_columns(model)), children)[:8]
