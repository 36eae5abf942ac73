"""Images that could not be shown: noted for the dashboard, and not tried again at once."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from contextvars import ContextVar
from datetime import timedelta
from typing import Any

from django.core.cache import cache
from django.db import DatabaseError, OperationalError, models, router, transaction
from django.utils import timezone
from wagtail.images import get_image_model_string
from wagtail.images.exceptions import InvalidFilterSpecError
from wagtail.images.models import SourceImageIOError

#: An image that has failed is left out for so long before it is tried again.
RETRY_AFTER = timedelta(minutes=5)
#: While the disk is full or the database locked, no image is made for so many seconds. A locked
#: database is found out after a wait of seconds, a full disk at once.
DISK_PAUSE, DATABASE_PAUSE = 10, 60
PAUSE_KEY = "careers.image_library.pause"
MAX_REASON = 250

_is_noting: ContextVar[bool] = ContextVar("careers_notes_image_failures", default=False)

logger = logging.getLogger(__name__)


class ImageFailureQuerySet(models.QuerySet["ImageFailure"]):
    def current(self) -> ImageFailureQuerySet:
        """Failures of files that their images still have."""
        return self.filter(file=models.F("image__file"))


class ImageFailure(models.Model):
    """The last failure of an image, and the name of the file that has failed."""

    image = models.OneToOneField(
        get_image_model_string(), on_delete=models.CASCADE, related_name="+"
    )
    file = models.CharField(max_length=255)
    reason = models.CharField(max_length=MAX_REASON)
    failed_at = models.DateTimeField()

    objects = ImageFailureQuerySet.as_manager()

    content_version_ignore = True  # a rendition that is made at last is noticed itself
    wagtail_reference_index_ignore = True

    def __str__(self) -> str:
        return f"{self.image}: {self.reason}"

    @property
    def is_recent(self) -> bool:
        return timezone.now() - self.failed_at < RETRY_AFTER


class NotedImageError(SourceImageIOError):
    """A failure that the log names already."""


@contextmanager
def failures_noted(image: Any) -> Iterator[None]:
    """Let whatever fails within raise `SourceImageIOError`, for which Wagtail shows no image.

    The failure is logged and noted. An image that has failed a short time ago is not tried again.
    Within another `failures_noted`, which does so, nothing is done.
    """
    if _is_noting.get():
        yield
        return
    token = _is_noting.set(True)
    try:
        failure = refuse_recent_failure(image)
        with _savepoint(image):
            yield
        if failure:
            failure.delete()
    except NotedImageError:
        raise
    except InvalidFilterSpecError as error:
        if not image.is_svg():
            raise  # the filter's fault
        raise NotedImageError(str(error)) from error
    except Exception as error:  # a decoder, a storage and a database raise their own
        _note(image, error)
        raise NotedImageError(_reason(error)) from error
    finally:
        _is_noting.reset(token)


def refuse_recent_failure(image: Any) -> ImageFailure | None:
    """Raise `SourceImageIOError` where the image has failed a short time ago, or any would fail.

    Return the failure that was noted before.
    """
    if cache.get(PAUSE_KEY):
        raise NotedImageError("No image is made at the moment: the last one could not be kept.")
    failure = ImageFailure.objects.filter(image=image, file=image.file.name).first()
    if failure and failure.is_recent:
        raise NotedImageError(failure.reason)
    return failure


def is_in_transaction(image: Any) -> bool:
    """Tell whether a rendition of `image` would be stored within a transaction."""
    return transaction.get_connection(_database_of(image)).in_atomic_block


def _database_of(image: Any) -> str:
    return router.db_for_write(image.get_rendition_model(), instance=image)


def _savepoint(image: Any) -> Any:
    """A savepoint within a transaction, which goes on after a failure; else nothing.

    A transaction of its own would keep others from writing while the image is made.
    """
    if is_in_transaction(image):
        return transaction.atomic(using=_database_of(image))
    return nullcontext()


def _note(image: Any, error: Exception) -> None:
    """Log the failure, and have the dashboard show it, unless database or disk are at fault."""
    logger.error(
        "The image %s (“%s”, %s) is left out: %s",
        image.pk,
        image,
        image.file.name,
        _reason(error),
        exc_info=None if isinstance(error, SourceImageIOError) else error,
    )
    if isinstance(error, OperationalError):
        cache.set(PAUSE_KEY, True, DATABASE_PAUSE)
        return
    if isinstance(error, OSError) and error.errno:
        cache.set(PAUSE_KEY, True, DISK_PAUSE)
        return
    values = {
        "file": image.file.name,
        "reason": _reason(error)[:MAX_REASON],
        "failed_at": timezone.now(),
    }
    try:
        with transaction.atomic(using=router.db_for_write(ImageFailure)):
            ImageFailure.objects.update_or_create(image=image, defaults=values)
    except DatabaseError:
        logger.exception("The failure of image %s can't be noted.", image.pk)


def _reason(error: Exception) -> str:
    return str(error) or type(error).__name__
