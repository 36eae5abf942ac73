"""Images that were stored before they were prepared, or past the image model."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import PurePath
from typing import Any

from django.db import transaction
from PIL import Image
from wagtail.images.models import AbstractImage, AbstractRendition
from wagtail.users.models import UserProfile

from careers.image_library.image_failure import ImageFailure
from careers.image_library.image_files import (
    FOCAL_POINT,
    PreparedFile,
    is_drawing,
    store_measurements,
)
from careers.image_library.metadata import carries_metadata

FIELDS = ("file", "width", "height", "file_size", "file_hash", *FOCAL_POINT)


def prepare_stored_image(image: AbstractImage) -> bool:
    """Prepare the file of `image`, delete renditions that carry old data; tell if anything changed.

    A drawing (SVG) stays as it is. Raises `ImageRefusedError` for a broken file, and `OSError` for
    one that can't be read or written; nothing is changed then.
    """
    with image.open_file() as file:
        if is_drawing(file, image.filename):
            return False
        prepared = PreparedFile(file, image.filename)
    if prepared.is_changed:
        store_measurements(image, prepared, image_size=prepared.source_size)
        with _replaced(image.file, prepared):
            image.save(update_fields=FIELDS)
            image.renditions.all().delete()
            ImageFailure.objects.filter(image=image).delete()
        return True
    spoilt = [item.pk for item in image.renditions.all() if _has_to_be_made_anew(item)]
    image.renditions.filter(pk__in=spoilt).delete()
    return bool(spoilt)


def prepare_stored_avatar(profile: UserProfile) -> bool:
    """Prepare the profile picture of `profile`; tell if it has changed. Raises the same."""
    with profile.avatar.open() as file:
        prepared = PreparedFile(file, PurePath(profile.avatar.name).name)
    if prepared.is_changed:
        with _replaced(profile.avatar, prepared):
            profile.save(update_fields=["avatar"])
    return prepared.is_changed


@contextmanager
def _replaced(field_file: Any, prepared: PreparedFile) -> Iterator[None]:
    """Store `prepared` under a new name; the old file goes once what is saved within is certain."""
    storage, old_name = field_file.storage, field_file.name
    field_file.save(str(prepared.name), prepared, save=False)
    model, new_name = type(field_file.instance), field_file.name
    try:
        with transaction.atomic():
            yield
            if not model._base_manager.filter(**{field_file.field.name: old_name}).exists():
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
