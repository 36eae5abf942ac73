from __future__ import annotations

from typing import TYPE_CHECKING, Any
from zoneinfo import available_timezones

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


def time_zone_choices() -> list[tuple[str, StrOrPromise]]:
    zones = sorted(zone for zone in available_timezones() if "/" in zone or zone == "UTC")
    return [("", _("The site's own")), *((zone, zone.replace("_", " ")) for zone in zones)]


class CareersSettingsForm(WagtailAdminModelForm):
    time_zone = forms.ChoiceField(label=_("Time zone"), choices=time_zone_choices, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["time_zone"].help_text = self._meta.model._meta.get_field("time_zone").help_text
