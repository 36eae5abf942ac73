"""Cut the renditions of images, and never let a page fail because one can't be cut."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from contextlib import nullcontext
from hashlib import sha256
from threading import Lock
from typing import Any

from django.core.cache import cache
from django.db import transaction
from wagtail.images.models import AbstractImage, Filter

#: Seconds for which an image that could not be cut is left out without another try.
RETRY_SECONDS = 60

logger = logging.getLogger(__name__)

#: A photo takes a hundred megabytes while it is cut, so this process cuts one at a time.
_cutting = Lock()


class RetryLaterError(Exception):
    """An image failed a moment ago."""


def renditions_of(image: AbstractImage, filters: Iterable[Filter]) -> dict[str, Any] | None:
    """Return the renditions of `image` by the specs of `filters`, cut where they are missing.

    Return None for an image that can't be rendered, whatever the reason: a missing or broken file,
    a full disk, a database that takes no writes. The log says which and why.
    """
    try:
        return _found_or_cut(image, list(filters))
    except RetryLaterError:
        return None
    except Exception as error:
        logger.error("Image %s (“%s”) can't be rendered: %r", image.pk, image, error)
        cache.set(_failure(image), True, RETRY_SECONDS)
        return None


def _found_or_cut(image: AbstractImage, filters: list[Filter]) -> dict[str, Any]:
    by_spec = {item.spec: image.clean_filter_for_svg(item) for item in filters}
    found = image.find_existing_renditions(*by_spec.values())
    missing = [item for item in by_spec.values() if item not in found]
    if missing:
        if cache.get(_failure(image)):
            raise RetryLaterError
        # A failed query would take the rest of an open transaction with it.
        is_open = transaction.get_connection().in_atomic_block
        with _cutting, transaction.atomic() if is_open else nullcontext():
            found |= {item: image.get_rendition(item) for item in missing}
    return {spec: found[item] for spec, item in by_spec.items()}


def _failure(image: AbstractImage) -> str:
    """Return the key under which a failure is remembered: a new file is tried at once."""
    name = sha256(str(image.file.name).encode()).hexdigest()[:16]
    return f"careers-unrendered-{image.pk}-{name}"
