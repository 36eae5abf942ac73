"""Position types and locations for a site that has none yet."""

from __future__ import annotations

from typing import Any

from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.models import Locale

from careers.models import Location, PositionType
from careers.site_setup.example_marks import example_key


def position_type_values() -> dict[str, dict[str, Any]]:
    """Return the fields of each position type by its key, in the active language."""
    return {
        "full-time": {"name": _("Full time"), "employment_type": "FULL_TIME"},
        "part-time": {"name": _("Part time"), "employment_type": "PART_TIME"},
        "temporary": {"name": _("Temporary"), "employment_type": "TEMPORARY"},
        "intern": {"name": _("Intern"), "employment_type": "INTERN"},
        "entry-level": {"name": _("Entry level")},
        "people-manager": {"name": _("People manager")},
    }


def location_values() -> dict[str, dict[str, Any]]:
    """Return the fields of each location by its key, in the active language."""
    return {
        "lisbon": {
            "name": _("Lisbon"),
            "street": "Rua do Exemplo 12",
            "postal_code": "1100-000",
            "locality": _("Lisbon"),
            "country": "PT",
            "time_zone": "Europe/Lisbon",
        },
        "dublin": {
            "name": _("Dublin"),
            "street": "4 Example Quay",
            "locality": _("Dublin"),
            "country": "IE",
            "time_zone": "Europe/Dublin",
        },
        "toronto": {
            "name": _("Toronto"),
            "street": "200 Example Street",
            "locality": _("Toronto"),
            "region": "Ontario",
            "country": "CA",
            "time_zone": "America/Toronto",
        },
    }


def provide_position_types(locale: Locale) -> list[str]:
    """Make position types where `locale` has none, and return their names."""
    if PositionType.objects.filter(locale=locale).exists():
        return []
    return [
        str(_position_type(key, values, order, locale))
        for order, (key, values) in enumerate(position_type_values().items())
    ]


def provide_locations(locale: Locale) -> list[str]:
    """Make locations where `locale` has none, and return their names."""
    if Location.objects.filter(locale=locale).exists():
        return []
    return [str(_location(key, values, locale)) for key, values in location_values().items()]


def example_position_type(key: str, locale: Locale) -> PositionType:
    """Return a position type for an example: the one of its name or its key, or a new one."""
    values = position_type_values()[key]
    found = _find(PositionType, key, values["name"], locale)
    return found or _position_type(key, values, list(position_type_values()).index(key), locale)


def example_location(key: str, locale: Locale) -> Location:
    """Return a location for an example: the one of its name or its key, or a new one."""
    values = location_values()[key]
    return _find(Location, key, values["name"], locale) or _location(key, values, locale)


def _find(model: Any, key: str, name: str, locale: Locale) -> Any:
    kind = model._meta.model_name
    inside = model.objects.filter(locale=locale)
    return (
        inside.filter(translation_key=example_key(kind, key)).first()
        or inside.filter(name__iexact=name).first()
    )


def _position_type(key: str, values: dict[str, Any], order: int, locale: Locale) -> PositionType:
    return _save(PositionType(**values, order=order), "positiontype", key, locale)


def _location(key: str, values: dict[str, Any], locale: Locale) -> Location:
    return _save(Location(**values), "location", key, locale)


def _save(snippet: Any, kind: str, key: str, locale: Locale) -> Any:
    snippet.locale = locale
    snippet.translation_key = example_key(kind, key)
    slug = slugify(snippet.name, allow_unicode=True) or key
    is_taken = type(snippet).objects.filter(locale=locale, slug=slug).exists()
    snippet.slug = f"{slug}-{key}" if is_taken else slug
    snippet.save()
    return snippet
