"""Check and prepare each file of an image before it is stored, whichever way it comes."""

from __future__ import annotations

from io import BytesIO
from pathlib import PurePath
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.images import ImageFile
from django.db.models.signals import pre_save
from django.utils.translation import gettext_lazy as _
from wagtail.images import get_image_model
from wagtail.images.models import AbstractImage

from careers.core.image_files import PreparedImage, UnusableImageError, prepare

UNUSABLE = _(
    "This picture can't be shown: it is damaged, too large, or of an unusual kind. Open it in a "
    "picture editor, save it as JPEG or PNG, and upload that file."
)
FOCAL_POINT = ("focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height")


def guard_uploads() -> None:
    """Check and prepare the files of the site's image model, a host's own one as well."""
    model = get_image_model()
    # Not among the field's own validators: they would stand in a migration of the model.
    validators = model._meta.get_field("file").validators
    if validate_image_file not in validators:
        validators.append(validate_image_file)
    pre_save.connect(prepare_image_file, sender=model, dispatch_uid="careers.prepare_image_file")


def validate_image_file(file: Any) -> None:
    """Refuse a new file that pages can't show, in an editor's words."""
    if file and not file._committed and not _is_drawing(file.name):
        _prepared(file)


def prepare_image_file(
    sender: type[AbstractImage], instance: AbstractImage, raw: bool = False, **kwargs: Any
) -> None:
    """Replace a new file by one without metadata, upright, in sRGB and not too large.

    Raises `ValidationError` for one that pages can't show.
    """
    file = instance.file
    if raw or not file or file._committed or _is_drawing(file.name):
        return
    prepared = _prepared(file)
    if prepared is None:
        return
    width = instance.width
    name = PurePath(file.name).with_suffix(f".{prepared.suffix}").name
    instance.file = ImageFile(BytesIO(prepared.content), name=name)
    if instance.file_size is not None or instance.file_hash:
        instance._set_image_file_metadata()
    if width and instance.width and width > instance.width:
        _scale_focal_point(instance, instance.width / width)


def _is_drawing(name: str) -> bool:
    return PurePath(name).suffix.lower() == ".svg"  # Wagtail's own form looks at these


def _prepared(file: Any) -> PreparedImage | None:
    """Return what `prepare` makes of a new `file`: once, though it is checked and then stored."""
    content = file.file
    if not hasattr(content, "careers_prepared"):
        try:
            content.careers_prepared = prepare(content)
        except UnusableImageError as error:
            raise ValidationError(UNUSABLE, code="unusable_image") from error
        finally:
            content.seek(0)
    return content.careers_prepared


def _scale_focal_point(image: AbstractImage, factor: float) -> None:
    for name in FOCAL_POINT:
        value = getattr(image, name)
        if value is not None:
            setattr(image, name, round(value * factor))
