from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Callable
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from wagtail.images.models import AbstractImage, Filter

from careers.image_library.image_failure import ImageFailure
from careers.image_library.tasks import is_avif, is_quick, make_missing
from careers.image_library.wanted_renditions import missing_renditions

#: How many images are cut from one line of output to the next.
STEP = 10


class Command(BaseCommand):
    help = (
        "Cut all images in use in the sizes and formats of the places where they are shown. Safe "
        "to interrupt, to run again and to run beside a worker: what is cut stays, and no image is "
        "cut by two at the same time."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--retry", action="store_true", help="also try images again that have failed before"
        )

    def handle(self, *args: Any, retry: bool, **options: Any) -> None:
        if retry:
            ImageFailure.objects.all().delete()
        failed = self._cut("JPEG and WebP", is_quick) + self._cut("AVIF", is_avif)
        if failed:
            raise CommandError(f"{failed} could not be cut, as the dashboard says.")

    def _cut(self, formats: str, is_wanted: Callable[[Filter], bool]) -> int:
        """Cut images in one kind of format; return how many failed."""
        images = missing_images(is_wanted)
        failed = 0
        for number, image in enumerate(images, start=1):
            failed += not make_missing(str(image.pk), is_wanted)
            if number % STEP == 0 or number == len(images):
                self.stdout.write(f"Pictures in {formats}: {number} of {len(images)}")
                self.stdout.flush()
        return failed


def missing_images(is_wanted: Callable[[Filter], bool]) -> list[AbstractImage]:
    """Return the images in use that are not cut yet, but for those that have failed before."""
    failed = set(ImageFailure.objects.current().values_list("image", flat=True))
    return [
        image
        for image, filters in missing_renditions()
        if image.pk not in failed and any(map(is_wanted, filters))
    ]
