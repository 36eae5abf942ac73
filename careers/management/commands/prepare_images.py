from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from wagtail.images import get_image_model

from careers.image_library.stored_images import prepare_stored_image


class Command(BaseCommand):
    help = (
        "Strip camera data from all stored images, turn them upright, convert them to sRGB and "
        "scale down those that are too large. Renditions with old data are deleted, and made anew "
        "when a page shows them. Safe to run again: what is fine stays as it is."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        prepared = unchanged = failed = 0
        for image in get_image_model().objects.order_by("pk").iterator(chunk_size=100):
            try:
                is_changed = prepare_stored_image(image)
            except Exception as error:  # of whatever storage or decoder; the others come next
                failed += 1
                self.stderr.write(f"{_name(image)}: {_words(error)}")
                continue
            if is_changed:
                prepared += 1
                self.stdout.write(f"{_name(image)}: prepared")
            else:
                unchanged += 1
        self.stdout.write(f"{prepared} prepared, {unchanged} unchanged, {failed} failed.")
        if failed:
            raise CommandError(f"{failed} images could not be prepared; they are as they were.")


def _name(image: Any) -> str:
    return f"Image {image.pk} ({image.title}, {image.file.name})"


def _words(error: Exception) -> str:
    if isinstance(error, ValidationError):
        return " ".join(error.messages)
    return str(error) or type(error).__name__
