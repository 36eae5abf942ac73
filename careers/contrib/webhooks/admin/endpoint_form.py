from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.models import Site

from careers.conf import allows_private_addresses
from careers.contrib.webhooks.events import Event, all_events
from careers.http.client import check_address
from careers.http.exceptions import HttpError


def _labelled_events() -> list[tuple[str, str]]:
    """Return the events in words, each with the name that a receiver knows it by."""
    return [
        (value, format_html("{}&nbsp; <code>{}</code>", label, value))
        for value, label in Event.choices
    ]


class EndpointForm(WagtailAdminModelForm):
    """Name, site, address and events of an endpoint."""

    events = forms.MultipleChoiceField(
        label=_("Events"),
        choices=_labelled_events,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one event.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        site = Site.objects.filter(is_default_site=True).first()
        if not self.instance.pk:
            self.initial.setdefault("site", site and site.pk)
            self.initial.setdefault("events", all_events())

    def clean_url(self) -> str:
        """Refuse what can't be told anything: private addresses, and such as can be read by all."""
        url: str = self.cleaned_data["url"]
        try:
            address = check_address(url)
        except HttpError as error:
            raise ValidationError(str(error)) from error
        if address.scheme != "https" and not allows_private_addresses():
            raise ValidationError(
                gettext("Messages are sent encrypted only: enter an address with https://.")
            )
        return url
