"""How examples are told from all else: by translation keys that follow from what they are.

No other object has such a key, whatever its title: a copy in the admin gets a new one. Only
translations of an example have it too, each in its own language.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID, uuid5

from django.db.models import QuerySet
from wagtail.models import Page

_NAMESPACE = UUID("c0f7a1d2-5b86-4f0e-8a4b-2f4a6f0b9e31")
#: The collection of the images that are drawn for examples.
COLLECTION = "Careers examples"


def example_key(kind: str, key: str) -> UUID:
    """Return the translation key of the example `key` of a model's name in lower case."""
    return uuid5(_NAMESPACE, f"{kind} {key}")


def example_page_key(parent: Page, key: str) -> UUID:
    """Return the translation key of the example page `key` below `parent`."""
    return example_key(f"page {parent.pk}", key)


def examples_of(model: Any, keys: Iterable[str]) -> QuerySet:
    """Return the snippets of `model` that are examples, in all languages."""
    kind = model._meta.model_name
    return model.objects.filter(translation_key__in=[example_key(kind, key) for key in keys])


def example_pages_of(model: Any, parents: Iterable[Page], keys: Iterable[str]) -> QuerySet:
    """Return the pages of `model` that are examples, wherever they stand by now."""
    names = list(keys)
    marks = [example_page_key(parent, name) for parent in parents for name in names]
    return model.objects.filter(translation_key__in=marks)
