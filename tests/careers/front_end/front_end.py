"""A site that a front end of one's own shows."""

from __future__ import annotations

from typing import Any

from django.test import Client
from django.urls import reverse
from wagtail.models import Site

from careers.models import FrontEndSettings

ORIGIN = "https://www.example.com"
#: It stands below a path of its host.
ADDRESS = f"{ORIGIN}/careers"


def name_front_end(site: Site, **values: Any) -> FrontEndSettings:
    return FrontEndSettings.objects.create(site=site, **({"address": ADDRESS} | values))


def save(client: Client, site: Site, **values: str) -> Any:
    """The answer to an administrator who saves the form of the setting."""
    url = reverse("wagtailsettings:edit", args=("careers", "frontendsettings", site.pk))
    return client.post(url, {"server_pages": "show"} | values)
