"""Storing many positions at once, as fast as the database takes them.

Goes past `add_child()` and `save()`, so all that these would do for a page is done here for all of
them: their places in the tree, the rows of all their tables, the search indexes and the index of
references. There is no revision, no entry in the audit log and no signal.
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from functools import partial
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import connections, router, transaction
from django.db.models import F
from django.db.models.sql import InsertQuery
from modelsearch.backends import get_search_backends
from modelsearch.index import SearchField
from wagtail.models import Page, ReferenceIndex

from careers.models import PositionLocation, PositionPage, PositionPageType
from careers.search.indexer import index_positions


@transaction.atomic
def store_positions(parent: Page, positions: Sequence[PositionPage]) -> None:
    """Store new `positions` below `parent`, in their order and behind the pages that are there.

    Each has its title, slug and locale; those published have the dates of it.
    """
    _give_places(parent, positions)
    pages = [_base_row(position) for position in positions]
    Page.objects.bulk_create(pages)
    for position, page in zip(positions, pages, strict=True):
        position.page_ptr_id = position.id = page.pk
        position._state.adding = False
    _insert_own_rows(positions)
    _store_children(positions)
    _store_references(positions)
    _add_to_search(positions)
    index_positions(PositionPage.objects.filter(pk__in=[position.pk for position in positions]))


def _give_places(parent: Page, positions: Sequence[PositionPage]) -> None:
    """Take the next places below `parent`, which nobody else adds a page to meanwhile."""
    locked = Page.objects.select_for_update().get(pk=parent.pk)
    last = locked.get_last_child()
    taken = last._get_lastpos_in_path() if last else 0
    depth = locked.depth + 1
    for step, position in enumerate(positions, start=taken + 1):
        position.path, position.depth = Page._get_path(locked.path, depth, step), depth
        position.draft_title = position.title
        position.set_url_path(locked)
    Page.objects.filter(pk=parent.pk).update(numchild=F("numchild") + len(positions))


def _base_row(position: PositionPage) -> Page:
    fields = Page._meta.local_concrete_fields
    return Page(**{field.attname: getattr(position, field.attname) for field in fields})


def _insert_own_rows(positions: Sequence[PositionPage]) -> None:
    """Insert what a position has beside the page, which `bulk_create()` can't."""
    alias = router.db_for_write(PositionPage)
    fields = PositionPage._meta.local_concrete_fields
    size = connections[alias].ops.bulk_batch_size(fields, positions)
    for start in range(0, len(positions), size):
        query = InsertQuery(PositionPage)
        query.insert_values(fields, list(positions[start : start + size]))
        query.get_compiler(using=alias).execute_sql()


def _store_children(positions: Sequence[PositionPage]) -> None:
    for model, relation in (
        (PositionLocation, "position_locations"),
        (PositionPageType, "position_types"),
    ):
        rows = []
        for position in positions:
            for row in getattr(position, relation).all():
                row.position_id = position.pk
                rows.append(row)
        model._default_manager.bulk_create(rows)


def _store_references(positions: Sequence[PositionPage]) -> None:
    """Do for all what `ReferenceIndex.create_or_update_for_object()` does with queries for each."""
    content_type = ContentType.objects.get_for_model(PositionPage)
    base_content_type = ContentType.objects.get_for_model(Page)
    ReferenceIndex.objects.bulk_create(
        ReferenceIndex(
            content_type=content_type,
            base_content_type=base_content_type,
            object_id=position.pk,
            to_content_type_id=to_content_type,
            to_object_id=to_object,
            model_path=model_path,
            content_path=content_path,
            content_path_hash=ReferenceIndex._get_content_path_hash(content_path),
        )
        for position in positions
        for to_content_type, to_object, model_path, content_path in sorted(
            set(ReferenceIndex._extract_references_from_object(position))
        )
    )


def _add_to_search(positions: Sequence[PositionPage]) -> None:
    """Let the admin's search find them."""
    for position in positions:
        fields = [_read(field, position) for field in PositionPage.get_search_fields()]
        position.__dict__["get_search_fields"] = partial(list, fields)
    for backend in get_search_backends(with_auto_update=True):
        backend.add_bulk(PositionPage, positions)


def _read(field: Any, position: PositionPage) -> Any:
    """A search field that knows its text of `position`, which backends ask for up to five times."""
    if not isinstance(field, SearchField):
        return field
    value, known = field.get_value(position), copy(field)
    known.get_value = lambda _position: value
    return known
