from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminModelForm

MIN_ICON_SIZE = 512  # pixels
#: How much longer than the other one side of an icon may be: what cutting takes off isn't missed.
SQUARE_TOLERANCE = 0.04


class BrandSettingsForm(WagtailAdminModelForm):
    def clean_icon(self) -> Any:
        """Raises `ValidationError` for a picture that makes no icon: not square, or too small."""
        icon = self.cleaned_data.get("icon")
        if icon is None:
            return None
        size = {"width": icon.width, "height": icon.height, "least": MIN_ICON_SIZE}
        shorter, longer = sorted((icon.width, icon.height))
        if longer - shorter > longer * SQUARE_TOLERANCE:
            raise ValidationError(
                _(
                    "This picture is %(width)d × %(height)d pixels: choose a square one, "
                    "or clear the field."
                )
                % size
            )
        if shorter < MIN_ICON_SIZE:
            raise ValidationError(
                _(
                    "This picture is %(width)d × %(height)d pixels: choose one of at least "
                    "%(least)d × %(least)d."
                )
                % size
            )
        return icon
