"""One process at a time cuts an image, on whichever machine it runs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from django.db import IntegrityError, models
from django.utils import timezone
from wagtail.images import get_image_model_string

#: A process that still holds a claim after so long has died.
CLAIM_LASTS = timedelta(minutes=10)


class ImageClaim(models.Model):
    """The image that a process is cutting, and since when."""

    image = models.OneToOneField(
        get_image_model_string(), on_delete=models.CASCADE, primary_key=True, related_name="+"
    )
    claimed_at = models.DateTimeField()

    content_version_ignore = True
    wagtail_reference_index_ignore = True

    def __str__(self) -> str:
        return f"{self.image}: {self.claimed_at}"


@contextmanager
def claimed(key: Any) -> Iterator[bool]:
    """Claim the image with this key until the end, and tell whether nobody else has it."""
    now = timezone.now()
    claims = ImageClaim.objects.filter(image=key)
    claims.filter(claimed_at__lt=now - CLAIM_LASTS).delete()
    try:
        _claim, is_ours = claims.get_or_create(image_id=key, defaults={"claimed_at": now})
    except IntegrityError:  # the image has been deleted meanwhile
        is_ours = False
    try:
        yield is_ours
    finally:
        if is_ours:
            claims.filter(claimed_at=now).delete()
