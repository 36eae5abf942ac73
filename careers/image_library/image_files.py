"""The files of fields for images, which are prepared before they are stored.

Every way to a stored file leads through the field's file (`FieldFile.save`): forms, APIs, feeds
and code alike.
"""

from __future__ import annotations

from hashlib import sha1
from pathlib import PurePath
from typing import Any

import willow
from django.core.files.base import ContentFile, File
from django.db.models.fields.files import ImageField, ImageFieldFile
from PIL import Image
from wagtail.images.models import WagtailImageFieldFile
from willow.image import SvgImageFile

from careers.image_library.preparation import prepare_image

FOCAL_POINT = ("focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height")

SVG_ROOTS = {"svg", "{http://www.w3.org/2000/svg}svg"}


class PreparedFile(ContentFile):
    """The file of an image that has been prepared; `source_size` is its size before scaling."""

    def __init__(self, file: File, name: str) -> None:
        file.open()
        file.seek(0)
        content = file.read()
        file.seek(0)
        prepared = prepare_image(content)
        path = PurePath(name)
        super().__init__(prepared.content, name=name)
        if not _same_format(path.suffix, prepared.suffix):
            self.name = str(path.with_suffix(prepared.suffix))
        self.is_changed = prepared.content != content or self.name != name
        self.is_measured = False
        self.image_size = prepared.size
        self.source_size = prepared.source_size
        self.hash = sha1(prepared.content, usedforsecurity=False).hexdigest()  # as Wagtail has it


def _same_format(suffix: str, other: str) -> bool:
    return suffix.lower().replace(".jpeg", ".jpg") == other


def is_drawing(file: File, name: str | None) -> bool:
    """Tell whether a file holds an SVG, as its name says."""
    if PurePath(name or "").suffix.lower() != ".svg":
        return False
    file.open()
    try:
        image = willow.Image.open(file)
        return isinstance(image, SvgImageFile) and image.dom.getroot().tag in SVG_ROOTS
    except Exception:  # every parser raises its own
        return False
    finally:
        file.seek(0)


class PreparingFieldFile(ImageFieldFile):
    """The file of a field for images: whatever is stored is prepared first."""

    def prepare(self, content: File, name: str) -> File:
        """Return what is stored of `content`: a `PreparedFile`, or a drawing as it is.

        Raises `ImageRefusedError`.
        """
        if isinstance(content, PreparedFile) or is_drawing(content, name):
            return content
        return PreparedFile(content, name)

    def save(self, name: str, content: File, save: bool = True) -> None:
        content = self.prepare(content, name)
        if isinstance(content, PreparedFile):
            name = str(content.name)
        super().save(name, content, save)


class PreparingImageFile(PreparingFieldFile, WagtailImageFieldFile):
    """The file of an image in the library, which keeps its measurements in fields of its own."""

    def prepare(self, content: File, name: str) -> File:
        content = super().prepare(content, name)
        if isinstance(content, PreparedFile):
            store_measurements(self.instance, content)
        return content

    def get_image_dimensions(self) -> tuple[int, int]:
        """Measure the image without decoding it."""
        was_closed = self.closed
        self.open()
        try:
            if is_drawing(self, self.name):
                return super().get_image_dimensions()
            return Image.open(self).size
        finally:
            self.seek(0)
            if was_closed:
                self.close()


def watch_field(field: ImageField, field_file: type[PreparingFieldFile]) -> None:
    """Have a model's field prepare what is stored in it, and forms say why it is refused."""
    field.attr_class = _preparing_class(field_file, field.attr_class)
    field.validators.append(prepare_upload)  # of this field only, and not of its migrations


def _preparing_class(ours: type, theirs: type) -> type:
    """Return `ours`, in front of a host's own class; a cache may pickle it."""
    if issubclass(ours, theirs):
        return ours
    name = f"Preparing{theirs.__name__}"
    made = type(name, (ours, theirs), {"__module__": __name__})
    globals()[name] = made
    return made


def prepare_upload(field_file: Any) -> None:
    """Prepare an image while its form is validated, so that the form can say what is wrong.

    Raises `ImageRefusedError`.
    """
    if field_file._committed:
        return
    content = field_file.prepare(field_file.file, field_file.name)
    if content is field_file.file:
        return
    field_file.file, field_file.name = content, content.name
    field_file.__dict__.pop("_dimensions_cache", None)
    field_file.field.update_dimension_fields(field_file.instance, force=True)


def store_measurements(
    image: Any, prepared: PreparedFile, image_size: tuple[int, int] | None = None
) -> None:
    """Give `image` the size and the hash of its new file, and scale its focal point, once.

    `image_size` is the size of the image in which the focal point was set. Without it, it is that
    of the stored image for a focal point that was stored with it, and else that of the new file.
    """
    if prepared.is_measured:
        return
    prepared.is_measured = True
    image.file_size, image.file_hash = prepared.size, prepared.hash
    point = tuple(getattr(image, name) for name in FOCAL_POINT)
    if None not in point:
        size = image_size or _stored_size(image, point) or prepared.source_size
        _scale_focal_point(image, size, prepared)


def _scale_focal_point(image: Any, size: tuple[int, int], prepared: PreparedFile) -> None:
    across, down = (new / old for new, old in zip(prepared.image_size, size, strict=True))
    image.focal_point_x = round(image.focal_point_x * across)
    image.focal_point_width = round(image.focal_point_width * across)
    image.focal_point_y = round(image.focal_point_y * down)
    image.focal_point_height = round(image.focal_point_height * down)


def _stored_size(image: Any, point: tuple[Any, ...]) -> tuple[int, int] | None:
    """Return the size of the stored image, where the focal point is still the one in that."""
    if image._state.adding:
        return None
    stored = type(image)._base_manager.filter(pk=image.pk).values_list("width", "height")
    return stored.filter(**dict(zip(FOCAL_POINT, point, strict=True))).first()
