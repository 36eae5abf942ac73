"""The people whose words stand on example pages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from wagtail.models import Locale

from careers.models import Person
from careers.site_setup.example_marks import example_key


def person_values() -> dict[str, dict[str, str]]:
    """Return the fields of each person by the key, in the active language."""
    return {
        "ines": {
            "name": "Inês Moura",
            "job_title": _("Backend Engineer"),
            "unit": _("Orders"),
            "photo": "portrait-1",
        },
        "aidan": {
            "name": "Aidan Walsh",
            "job_title": _("Engineering Manager"),
            "unit": _("Payments"),
            "photo": "portrait-2",
        },
        "grace": {
            "name": "Grace Osei",
            "job_title": _("Product Designer"),
            "unit": _("Design"),
            "photo": "portrait-3",
        },
    }


def provide_people(locale: Locale, images: Mapping[str, Any]) -> dict[str, Person]:
    """Return the people by their keys, and make those that are missing."""
    return {key: _provide(key, values, locale, images) for key, values in person_values().items()}


def _provide(key: str, values: dict[str, str], locale: Locale, images: Mapping[str, Any]) -> Person:
    return Person.objects.get_or_create(
        translation_key=example_key("person", key),
        locale=locale,
        defaults={**values, "photo": images.get(values["photo"])},
    )[0]
