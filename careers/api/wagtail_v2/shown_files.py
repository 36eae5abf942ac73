"""The images and documents of pages that everybody may see."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, QuerySet
from django.db.models.functions import Cast
from django.http import HttpRequest
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    DraftStateMixin,
    Page,
    ReferenceIndex,
)

from careers.kept.facts import kept
from careers.positions.open_and_closed import below
from careers.positions.site_pages import site_pages


def shown_files(request: HttpRequest, model: Any) -> QuerySet[Any]:
    """Return the images or documents that visible pages have, or people and others on these.

    What stands in drafts alone, or nowhere yet, is nobody's business; nor is what is in a
    collection with a view restriction. Pages and files find each other by Wagtail's index of
    references.
    """
    files = model.objects.filter(pk__in=_shown_keys(request, model)).order_by("pk")
    return files.exclude(collection__in=_private_collections())


@kept
def _shown_keys(request: HttpRequest | None, model: Any) -> list[Any]:
    keys = {*_keys_on_pages(request, model), *_keys_on_objects(request, model)}
    return [model._meta.pk.to_python(key) for key in sorted(keys)]


def _keys_on_pages(request: HttpRequest | None, model: Any) -> QuerySet[ReferenceIndex, str]:
    references = _references_of_pages(request).filter(to_content_type=_base_type(model))
    return references.values_list("to_object_id", flat=True).distinct()


def _keys_on_objects(request: HttpRequest | None, model: Any) -> Iterator[str]:
    """Yield the keys of the files of people and other objects that visible pages name."""
    references = ReferenceIndex.objects.filter(to_content_type=_base_type(model))
    kinds = references.exclude(base_content_type=_base_type(Page))
    on_pages = _references_of_pages(request)
    named: dict[int, set[str]] = defaultdict(set)
    for kind, key in on_pages.filter(
        to_content_type__in=kinds.values("base_content_type")
    ).values_list("to_content_type", "to_object_id"):
        named[kind].add(key)
    for kind, keys in named.items():
        if not _may_be_draft(kind):
            of_kind = references.filter(base_content_type=kind, object_id__in=keys)
            yield from of_kind.values_list("to_object_id", flat=True).distinct()


def _references_of_pages(request: HttpRequest | None) -> QuerySet[ReferenceIndex]:
    keys = site_pages(request).annotate(key=Cast("pk", CharField())).values("key")
    return ReferenceIndex.objects.filter(base_content_type=_base_type(Page), object_id__in=keys)


def _may_be_draft(content_type: int) -> bool:
    model = ContentType.objects.get_for_id(content_type).model_class()
    return model is None or issubclass(model, DraftStateMixin)


def _base_type(model: Any) -> ContentType:
    """Return the content type under which Wagtail's index has the objects of `model`."""
    base = [model, *model._meta.get_parent_list()][-1]
    return ContentType.objects.get_for_model(base, for_concrete_model=False)


def _private_collections() -> QuerySet[Collection]:
    paths = CollectionViewRestriction.objects.values_list("collection__path", flat=True)
    return Collection.objects.filter(below("path", paths))
