from functools import partial
from io import BytesIO
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.images import ImageFile
from django.core.management.base import BaseCommand
from django.db import transaction
from wagtail.images import get_image_model
from wagtail.images.models import AbstractImage

from careers.core.image_files import UnusableImageError, prepare


class Command(BaseCommand):
    help = (
        "Take camera data out of the images that were uploaded before the plugin was installed, "
        "turn them upright and into sRGB, and make those that are too large smaller. Their "
        "renditions are cut anew when they are shown next. Safe to run again."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        changed = failed = 0
        for image in get_image_model().objects.order_by("pk").iterator(chunk_size=100):
            if image.is_svg():
                continue
            try:
                changed += prepare_stored(image)
            except (OSError, UnusableImageError, ValidationError) as error:
                failed += 1
                self.stderr.write(f"Image {image.pk} (“{image}”) stays as it is: {error}")
        self.stdout.write(f"Changed {changed} images. {failed} could not be read.")


def prepare_stored(image: AbstractImage) -> bool:
    """Replace the file of `image` where it has to be prepared. Tell whether it had to.

    Raises `OSError` and `UnusableImageError` for a file that is missing or broken.
    """
    storage, name = image.file.storage, image.file.name
    with storage.open(name) as file:
        content = file.read()
        if prepare(file) is None:
            return False
    with transaction.atomic():
        image.file = ImageFile(BytesIO(content), name=image.filename)
        image.save()  # prepares it
        for rendition in image.renditions.all():
            rendition.delete()  # with its file
        transaction.on_commit(partial(storage.delete, name))
    return True
