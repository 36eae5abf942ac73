"""Cut images in the background, so that nobody waits for it.

First all images in the formats that are quick to make, then in AVIF.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import django
from wagtail.images.models import Filter, SourceImageIOError

from careers.conf import tasks_backend
from careers.image_library.image_claim import claimed
from careers.image_library.wanted_renditions import missing_renditions

if django.VERSION >= (6, 0):
    from django.tasks import task
else:
    from django_tasks import task  # type: ignore[no-redef]

#: What waits for all else, on a task backend that knows of priorities.
LOW_PRIORITY = -10
#: An image that is changed while it is cut is cut once more, so often at the most.
MAX_ROUNDS = 5


def is_avif(image_filter: Filter) -> bool:
    return str(image_filter.spec).startswith("format-avif")


def is_quick(image_filter: Filter) -> bool:
    return not is_avif(image_filter)


@task()
def make_renditions(key: str) -> None:
    """Cut what is missing of an image, and have what is missing in AVIF cut later."""
    make_missing(key, is_quick)
    if _missing(key, is_avif):
        _enqueue(make_avif_renditions, key, LOW_PRIORITY)


@task()
def make_avif_renditions(key: str) -> None:
    make_missing(key, is_avif)


def enqueue_missing(keys: Iterable[Any]) -> None:
    """Have images cut that are not cut yet for all places where they are used."""
    for image, _filters in missing_renditions(keys):
        _enqueue(make_renditions, str(image.pk))


def make_missing(key: str, is_wanted: Callable[[Filter], bool]) -> bool:
    """Cut an image by all filters that are missing and wanted, unless another process does so.

    What fails is logged and noted (`failures_noted`), and not tried again. Return whether all went
    well.
    """
    for _round in range(MAX_ROUNDS):
        # After its claim, a process looks again: others have left the image alone meanwhile.
        if not _missing(key, is_wanted):
            break
        with claimed(key) as is_ours:
            if not is_ours:
                break
            try:
                for image, filters in _missing(key, is_wanted):
                    image.create_renditions(*filters)
            except SourceImageIOError:
                return False
    return True


def _missing(key: str, is_wanted: Callable[[Filter], bool]) -> list[tuple[Any, list[Filter]]]:
    found = (
        (image, [item for item in filters if is_wanted(item)])
        for image, filters in missing_renditions([key])
    )
    return [(image, filters) for image, filters in found if filters]


def _enqueue(function: Any, key: str, priority: int = 0) -> None:
    queued = function.using(backend=tasks_backend())
    if queued.get_backend().supports_priority:
        queued = queued.using(priority=priority)
    queued.enqueue(key)
