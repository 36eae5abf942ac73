"""Takes away what was made up, and what was made for it unless something else uses it by now."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from itertools import chain

from django.contrib.contenttypes.models import ContentType
from django.db import reset_queries, transaction
from django.db.models import ProtectedError
from wagtail.models import Page, ReferenceIndex

from careers.models import PositionPage
from careers.search.indexer import index_all
from tests.load.marks import (
    made_locations,
    made_positions,
    made_teams,
    made_types,
)
from tests.load.removing import remove

#: Positions that are taken away together.
BATCH = 1000


def clear(progress: Callable[[int], None]) -> int:
    """Take away all that was made up, and return how many positions that were.

    Calls `progress` after each batch with how many are gone. A search server outside the database
    keeps them until `manage.py update_index`. Raises `ProtectedError` where something that is to
    stay needs one of the positions; those of its batch are there then.
    """
    gone = 0
    while keys := list(made_positions().order_by("pk").values_list("pk", flat=True)[:BATCH]):
        _remove_positions(keys)
        reset_queries()  # which DEBUG would keep
        gone += len(keys)
        progress(gone)
    for item in chain(made_teams(), made_locations(), made_types()):
        if not ReferenceIndex.get_references_to(item).exists():
            with suppress(ProtectedError), transaction.atomic():
                item.delete()
    if gone:
        index_all()
    return gone


@transaction.atomic
def _remove_positions(keys: Sequence[int]) -> None:
    paths = PositionPage.objects.filter(pk__in=keys).values_list("path", flat=True)
    parents = {path[: -PositionPage.steplen] for path in paths}
    page_type = ContentType.objects.get_for_model(Page)
    texts = [str(key) for key in keys]
    ReferenceIndex.objects.filter(base_content_type=page_type, object_id__in=texts).delete()
    ReferenceIndex.objects.filter(to_content_type=page_type, to_object_id__in=texts).delete()
    remove(PositionPage, keys)
    for parent in Page.objects.select_for_update().filter(path__in=parents):
        Page.objects.filter(pk=parent.pk).update(numchild=parent.get_children().count())
