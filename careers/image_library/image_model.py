"""What the project's image model does for the plugin, whichever model it is.

Every way to a rendition leads through `create_rendition`.
"""

from __future__ import annotations

from threading import Lock
from typing import Any

from wagtail.images import get_image_model
from wagtail.images.models import AbstractImage, AbstractRendition, Filter
from wagtail.users.models import UserProfile

from careers.image_library.image_failure import failures_noted
from careers.image_library.image_files import PreparingFieldFile, PreparingImageFile, watch_field

#: One rendition is made at a time: a decoded image takes much memory.
_cutting = Lock()


def watch_image_model() -> None:
    """Prepare what is stored in the project's image model, and let no rendition of it raise."""
    model: Any = get_image_model()
    watch_field(model._meta.get_field("file"), PreparingImageFile)
    model.create_rendition = create_rendition
    model.create_renditions = create_renditions


def watch_avatars() -> None:
    """Prepare the profile pictures of those who use the admin."""
    field: Any = UserProfile._meta.get_field("avatar")
    watch_field(field, PreparingFieldFile)


def create_rendition(image: AbstractImage, image_filter: Filter) -> AbstractRendition:
    """Wagtail's method, which makes one at a time, and raises `SourceImageIOError` at the most.

    The lock is held while the image is decoded, and never while the database is written.
    """
    key = {
        "filter_spec": image_filter.spec,
        "focal_point_key": image_filter.get_cache_key(image),
    }
    with failures_noted(image):
        with _cutting:
            made_meanwhile: AbstractRendition | None = image.renditions.filter(**key).first()
            if made_meanwhile:
                return made_meanwhile
            file = image.generate_rendition_file(image_filter)
        rendition: AbstractRendition
        rendition, _created = image.renditions.get_or_create(**key, defaults={"file": file})
    return rendition


def create_renditions(
    image: AbstractImage, *image_filters: Filter
) -> dict[Filter, AbstractRendition]:
    return {item: image.create_rendition(item) for item in image_filters}
