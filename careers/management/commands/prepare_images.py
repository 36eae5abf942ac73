from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from wagtail.images import get_image_model
from wagtail.users.models import UserProfile

from careers.image_library.stored_images import prepare_stored_avatar, prepare_stored_image


class Command(BaseCommand):
    help = (
        "Strip camera data from all stored images and profile pictures, turn them upright, convert "
        "them to sRGB and scale down those that are too large. Renditions with old data are "
        "deleted, and made anew when a page shows them. Safe to run again: what is fine stays as "
        "it is."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        prepared = unchanged = failed = 0
        for name, prepare in _stored():
            try:
                is_changed = prepare()
            except Exception as error:  # of whatever storage or decoder; the others come next
                failed += 1
                self.stderr.write(f"{name}: {_words(error)}")
                continue
            if is_changed:
                prepared += 1
                self.stdout.write(f"{name}: prepared")
            else:
                unchanged += 1
        self.stdout.write(f"{prepared} prepared, {unchanged} unchanged, {failed} failed.")
        if failed:
            raise CommandError(f"{failed} images could not be prepared; they are as they were.")


def _stored() -> Iterator[tuple[str, Callable[[], bool]]]:
    """Yield the name of each stored image, and what prepares it."""
    for image in get_image_model().objects.order_by("pk").iterator(chunk_size=100):
        name = f"Image {image.pk} ({image.title}, {image.file.name})"
        yield name, partial(prepare_stored_image, image)
    profiles = UserProfile.objects.exclude(avatar="").select_related("user").order_by("pk")
    for profile in profiles.iterator(chunk_size=100):
        name = f"Profile picture of {profile.user} ({profile.avatar.name})"
        yield name, partial(prepare_stored_avatar, profile)


def _words(error: Exception) -> str:
    if isinstance(error, ValidationError):
        return " ".join(error.messages)
    return str(error) or type(error).__name__
