"""Forms that offer all time zones by name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar
from zoneinfo import available_timezones

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class TimeZoneForm(WagtailAdminModelForm):
    """Offers the time zones of the IANA database, or `no_time_zone`."""

    time_zone = forms.ChoiceField(label=_("Time zone"), required=False)
    no_time_zone: ClassVar[StrOrPromise] = _("Not given")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "time_zone" in self.fields:
            field = self.fields["time_zone"]
            field.choices = [("", self.no_time_zone), *time_zone_choices()]
            field.help_text = self._meta.model._meta.get_field("time_zone").help_text


class CareersSettingsForm(TimeZoneForm):
    no_time_zone = _("The site's own")


def is_city(zone: str) -> bool:
    """Tell whether a name of the IANA database is that of a city, such as Europe/Lisbon."""
    return "/" in zone and not zone.startswith("Etc/")


def time_zone_choices() -> list[tuple[str, str]]:
    zones = sorted(zone for zone in available_timezones() if is_city(zone) or zone == "UTC")
    return [(zone, zone.replace("_", " ")) for zone in zones]
