"""Cut images in the background, so that nobody waits for it.

First all images in the formats that are quick to make, then in AVIF.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import timedelta
from enum import Enum
from typing import Any

from django.utils import timezone
from wagtail.images.models import Filter, SourceImageIOError

from careers.core.background_tasks import enqueue, task
from careers.image_library.image_claim import claimed
from careers.image_library.wanted_renditions import missing_renditions

#: What waits for all else, on a task backend that knows of priorities.
LOW_PRIORITY = -10
#: An image that is changed while it is cut is cut once more, so often at the most.
MAX_ROUNDS = 5
#: A task whose image another process has comes again after so long, where the backend can wait:
#: that process may have died.
COME_AGAIN = timedelta(minutes=1)


class CutResult(Enum):
    """What has become of an image that was to be cut."""

    DONE = "done"
    FAILED = "failed"
    CLAIMED = "claimed by another process"


def is_avif(image_filter: Filter) -> bool:
    return str(image_filter.spec).startswith("format-avif")


def is_quick(image_filter: Filter) -> bool:
    return not is_avif(image_filter)


@task()
def make_quick_renditions(key: str) -> None:
    """Cut what is missing of an image, and have what is missing in AVIF cut later."""
    if make_missing(key, is_quick) is CutResult.CLAIMED:
        enqueue(make_quick_renditions, key, run_after=timezone.now() + COME_AGAIN)
    elif _missing(key, is_avif):
        enqueue(make_avif_renditions, key, priority=LOW_PRIORITY)


@task()
def make_avif_renditions(key: str) -> None:
    if make_missing(key, is_avif) is CutResult.CLAIMED:
        again = timezone.now() + COME_AGAIN
        enqueue(make_avif_renditions, key, priority=LOW_PRIORITY, run_after=again)


def enqueue_missing(keys: Iterable[Any]) -> None:
    """Have images cut that are not cut yet for all places where they are used."""
    for image, _filters in missing_renditions(keys):
        enqueue(make_quick_renditions, str(image.pk))


def make_missing(key: str, is_wanted: Callable[[Filter], bool]) -> CutResult:
    """Cut an image by all filters that are missing and wanted, unless another process cuts it.

    What fails is logged and noted (`failures_noted`), and not tried again within five minutes.
    """
    for _round in range(MAX_ROUNDS):
        # After its claim, a process looks again: others have left the image alone meanwhile.
        if not _missing(key, is_wanted):
            break
        with claimed(key) as is_ours:
            if not is_ours:
                return CutResult.CLAIMED
            try:
                for image, filters in _missing(key, is_wanted):
                    image.create_renditions(*filters)
            except SourceImageIOError:
                return CutResult.FAILED
    return CutResult.DONE


def _missing(key: str, is_wanted: Callable[[Filter], bool]) -> list[tuple[Any, list[Filter]]]:
    found = (
        (image, [item for item in filters if is_wanted(item)])
        for image, filters in missing_renditions([key])
    )
    return [(image, filters) for image, filters in found if filters]
