from __future__ import annotations

import signal
import sys
import time
from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import current_thread, main_thread
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from wagtail.images.models import AbstractImage, Filter

from careers.image_library.image_colours import store_missing_colours
from careers.image_library.image_failure import ImageFailure
from careers.image_library.tasks import CutResult, is_avif, is_quick, make_missing
from careers.image_library.wanted_renditions import missing_renditions

#: How many images are cut from one line of output to the next.
STEP = 10
#: How many seconds pass before images are tried again that another process was cutting.
PAUSE = 5


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
        failed: set[Any] = set()
        with ending_in_order():
            while claimed := (
                self._cut("JPEG and WebP", is_quick, failed) | self._cut("AVIF", is_avif, failed)
            ):
                self.stdout.write(f"Waiting for another process, which has {len(claimed)}")
                self.stdout.flush()
                time.sleep(PAUSE)
            if number := store_missing_colours():
                self.stdout.write(f"Colours of pictures: {number}")
        if failed:
            raise CommandError(f"{len(failed)} could not be cut, as the dashboard says.")

    def _cut(self, formats: str, is_wanted: Callable[[Filter], bool], failed: set[Any]) -> set[Any]:
        """Cut images in one kind of format, and add the keys of those that fail to `failed`.

        Return the keys of those that another process has.
        """
        images = [image for image in missing_images(is_wanted) if image.pk not in failed]
        claimed = set()
        for number, image in enumerate(images, start=1):
            result = make_missing(str(image.pk), is_wanted)
            if result is CutResult.FAILED:
                failed.add(image.pk)
            elif result is CutResult.CLAIMED:
                claimed.add(image.pk)
            if number % STEP == 0 or number == len(images):
                done = number - len(claimed)
                self.stdout.write(f"Pictures in {formats}: {done} of {len(images)}")
                self.stdout.flush()
        return claimed


@contextmanager
def ending_in_order() -> Iterator[None]:
    """Let SIGTERM end the process by an exception, so that it gives up its claim to an image.

    Signals are the main thread's.
    """
    if current_thread() is not main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, lambda number, _frame: sys.exit(128 + number))
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def missing_images(is_wanted: Callable[[Filter], bool]) -> list[AbstractImage]:
    """Return the images in use that are not cut yet, but for those that have failed before."""
    failed = set(ImageFailure.objects.current().values_list("image", flat=True))
    return [
        image
        for image, filters in missing_renditions()
        if image.pk not in failed and any(map(is_wanted, filters))
    ]
