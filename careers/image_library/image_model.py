"""What the project's image model does for the plugin, whichever model it is.

Every way to a stored file leads through the field's file (`FieldFile.save`), and every way to a
rendition through `create_rendition`: forms, APIs, feeds, templates and code alike.
"""

from __future__ import annotations

from hashlib import sha1
from pathlib import PurePath
from threading import Lock
from typing import Any

from django.core.files.base import ContentFile, File
from PIL import Image
from wagtail.images import get_image_model
from wagtail.images.models import AbstractImage, AbstractRendition, Filter, WagtailImageFieldFile

from careers.image_library.image_failure import failures_noted
from careers.image_library.preparation import prepare_image

FOCAL_POINT = ("focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height")
#: One rendition is made at a time: a decoded image takes much memory.
_cutting = Lock()


def watch_image_model() -> None:
    """Prepare what is stored in the project's image model, and let no rendition of it raise."""
    model: Any = get_image_model()
    field: Any = model._meta.get_field("file")
    field.attr_class = _preparing(field.attr_class)
    field.validators.append(prepare_upload)  # of this field only, and not of its migrations
    model.create_rendition = create_rendition
    model.create_renditions = create_renditions


class PreparedFile(ContentFile):
    """The file of an image that has been prepared; `source_size` is its size before scaling."""

    def __init__(self, file: File, name: str) -> None:
        file.open()
        file.seek(0)
        content = file.read()
        prepared = prepare_image(content)
        file.seek(0)
        path = PurePath(name)
        super().__init__(prepared.content, name=name)
        if not _same_format(path.suffix, prepared.suffix):
            self.name = str(path.with_suffix(prepared.suffix))
        self.is_taken_over = False
        self.is_changed = prepared.content != content or self.name != name
        self.image_size = prepared.size
        self.source_size = prepared.source_size
        self.hash = sha1(prepared.content, usedforsecurity=False).hexdigest()  # as Wagtail has it


def _same_format(suffix: str, other: str) -> bool:
    return suffix.lower().replace(".jpeg", ".jpg") == other


class PreparingFieldFile(WagtailImageFieldFile):
    """The file of an image: prepared before it is stored, and measured without decoding it."""

    def get_image_dimensions(self) -> tuple[int, int]:
        if is_drawing(self.name):
            return super().get_image_dimensions()
        was_closed = self.closed
        self.open()
        try:
            return Image.open(self).size
        finally:
            self.seek(0)
            if was_closed:
                self.close()

    def save(self, name: str, content: File, save: bool = True) -> None:
        if not is_drawing(name):
            if not isinstance(content, PreparedFile):
                content = PreparedFile(content, name)
            take_over(self.instance, content)
            name = str(content.name)
        super().save(name, content, save)


def _preparing(field_file: type) -> type:
    """Return a host's own class of field files with ours in front; a cache may pickle it."""
    if field_file is WagtailImageFieldFile:
        return PreparingFieldFile
    name = f"Preparing{field_file.__name__}"
    made = type(name, (PreparingFieldFile, field_file), {"__module__": __name__})
    globals()[name] = made
    return made


def prepare_upload(field_file: Any) -> None:
    """Prepare an image while its form is validated, so that the form can say what is wrong.

    Raises `ImageRefusedError`.
    """
    if field_file._committed or is_drawing(field_file.name):
        return
    if isinstance(field_file.file, PreparedFile):
        return
    prepared = PreparedFile(field_file.file, field_file.name)
    field_file.file, field_file.name = prepared, prepared.name
    field_file.__dict__.pop("_dimensions_cache", None)
    field_file.field.update_dimension_fields(field_file.instance, force=True)
    take_over(field_file.instance, prepared)


def is_drawing(name: str | None) -> bool:
    return PurePath(name or "").suffix.lower() == ".svg"


def take_over(
    image: Any, prepared: PreparedFile, measured_in: tuple[int, int] | None = None
) -> None:
    """Give `image` the size and the hash of the file that is stored, and scale its focal point.

    `measured_in` is the size of the image in which the focal point was set. Without it, it is that
    of the stored image for a focal point that was stored with it, and else that of the file.
    """
    if prepared.is_taken_over:
        return
    prepared.is_taken_over = True
    image.file_size, image.file_hash = prepared.size, prepared.hash
    point = tuple(getattr(image, name) for name in FOCAL_POINT)
    if None not in point:
        size = measured_in or _size_behind(image, point) or prepared.source_size
        _scale_focal_point(image, size, prepared)


def _scale_focal_point(image: Any, size: tuple[int, int], prepared: PreparedFile) -> None:
    across, down = (new / old for new, old in zip(prepared.image_size, size, strict=True))
    image.focal_point_x = round(image.focal_point_x * across)
    image.focal_point_width = round(image.focal_point_width * across)
    image.focal_point_y = round(image.focal_point_y * down)
    image.focal_point_height = round(image.focal_point_height * down)


def _size_behind(image: Any, point: tuple[Any, ...]) -> tuple[int, int] | None:
    """Return the size of the stored image, where the focal point is still the one in that."""
    if image._state.adding:
        return None
    stored = type(image)._base_manager.filter(pk=image.pk).values_list("width", "height")
    return stored.filter(**dict(zip(FOCAL_POINT, point, strict=True))).first()


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
