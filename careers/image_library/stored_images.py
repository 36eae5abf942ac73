"""Images that were stored before they were prepared, or past the image model."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.db import transaction
from PIL import Image
from wagtail.images.models import AbstractImage, AbstractRendition

from careers.image_library.image_failure import ImageFailure
from careers.image_library.image_model import FOCAL_POINT, PreparedFile, is_drawing, take_over
from careers.image_library.metadata import carries_metadata

FIELDS = ("file", "width", "height", "file_size", "file_hash", *FOCAL_POINT)


def prepare_stored_image(image: AbstractImage) -> bool:
    """Prepare the file of `image`, delete renditions that carry old data; tell if anything changed.

    A drawing (SVG) stays as it is. Raises `ImageRefusedError` for a broken file, and `OSError` for
    one that can't be read or written; nothing is changed then.
    """
    if is_drawing(image.file.name):
        return False
    with image.open_file() as file:
        prepared = PreparedFile(file, image.filename)
    if prepared.is_changed:
        _replace_file(image, prepared)
        return True
    spoilt = [item.pk for item in image.renditions.all() if _has_to_be_made_anew(item)]
    image.renditions.filter(pk__in=spoilt).delete()
    return bool(spoilt)


def _replace_file(image: Any, prepared: PreparedFile) -> None:
    """Store the prepared file under a new name; the old one goes once the new one is certain."""
    storage, old_name = image.file.storage, image.file.name
    take_over(image, prepared, measured_in=prepared.source_size)
    image.file.save(str(prepared.name), prepared, save=False)
    new_name = image.file.name
    try:
        with transaction.atomic():
            image.save(update_fields=FIELDS)
            image.renditions.all().delete()
            ImageFailure.objects.filter(image=image).delete()
            if not type(image)._base_manager.filter(file=old_name).exists():
                transaction.on_commit(partial(storage.delete, old_name))
    except BaseException:
        storage.delete(new_name)
        raise


def _has_to_be_made_anew(rendition: AbstractRendition) -> bool:
    """Tell whether a rendition has more than pixels, or can't be read.

    One that was made while its image was being prepared may have. Animations, which are made of
    GIFs, hold no camera data.
    """
    try:
        with rendition.open_file() as file, Image.open(file) as image:
            image_format, is_animated = str(image.format), getattr(image, "is_animated", False)
            file.seek(0)
            return not is_animated and carries_metadata(image_format, file.read())
    except (OSError, SyntaxError, ValueError):
        return True
