"""Check uploaded images before they are decoded."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from PIL import Image
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm


class UploadField(WagtailImageField):
    """Count pixels without decoding them, which Wagtail's own field does.

    The image is decoded once, when `careers.image_library` prepares it.
    """

    def check_image_pixel_size(self, f: Any) -> None:
        try:
            width, height = Image.open(f).size
            f.seek(0)
        except (Image.DecompressionBombWarning, Image.DecompressionBombError):
            super().check_image_pixel_size(f)  # refuses so many without decoding
            return
        except Exception as error:
            raise ValidationError(
                self.error_messages["invalid_image"], code="invalid_image"
            ) from error
        if self.max_image_pixels and width * height > self.max_image_pixels:
            raise ValidationError(
                self.error_messages["file_too_many_pixels"]
                % {"num_pixels": width * height, "max_pixels_count": self.max_image_pixels},
                code="file_too_many_pixels",
            )


class ImageForm(BaseImageForm):
    """Wagtail's form with our field, where it has one: the second step of an upload has none."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if file := self.fields.get("file"):
            self.fields["file"] = UploadField(
                label=file.label, widget=file.widget, required=file.required
            )
