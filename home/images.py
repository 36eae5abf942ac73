"""Check uploaded images before they are decoded."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from PIL import Image
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm


class UploadField(WagtailImageField):
    """Count pixels before decoding, and report a broken file as a form error.

    Wagtail's own field decodes first, and what is broken behind its first bytes is a server error.
    """

    def check_image_pixel_size(self, f: Any) -> None:
        try:
            self._check_pixels_of_header(f)
            super().check_image_pixel_size(f)
        except ValidationError:
            raise
        except Exception as error:
            raise ValidationError(
                self.error_messages["invalid_image"], code="invalid_image"
            ) from error

    def _check_pixels_of_header(self, f: Any) -> None:
        try:
            width, height = Image.open(f).size
        except (Image.DecompressionBombWarning, Image.DecompressionBombError):
            return  # so many that Wagtail's check refuses them without decoding
        f.seek(0)
        if self.max_image_pixels and width * height > self.max_image_pixels:
            raise ValidationError(
                self.error_messages["file_too_many_pixels"]
                % {"num_pixels": width * height, "max_pixels_count": self.max_image_pixels},
                code="file_too_many_pixels",
            )


class ImageForm(BaseImageForm):
    file = UploadField(label=_("File"), widget=BaseImageForm.Meta.widgets["file"])
