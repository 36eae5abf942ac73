from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminModelForm

MIN_ICON_SIZE = 512  # pixels
#: The longer side may exceed the shorter one by this share of the longer: cropping it to a square
#: loses little.
MAX_SIDE_DIFFERENCE = 0.04


class BrandSettingsForm(WagtailAdminModelForm):
    def clean_icon(self) -> Any:
        """Raise `ValidationError` unless the icon is square and large enough."""
        icon = self.cleaned_data.get("icon")
        if icon is None:
            return None
        size = {"width": icon.width, "height": icon.height, "min": MIN_ICON_SIZE}
        shorter, longer = sorted((icon.width, icon.height))
        if longer - shorter > longer * MAX_SIDE_DIFFERENCE:
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
                    "%(min)d × %(min)d."
                )
                % size
            )
        return icon
