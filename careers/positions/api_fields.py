"""The fields of a position in Wagtail's API: what its page shows, and nothing for editors."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from wagtail.api import APIField

from careers.core.careers_settings import careers_settings
from careers.core.representation.api_fields import RepresentedField
from careers.directory.representation import (
    represent_country,
    represent_location,
    represent_position_type,
)
from careers.facts.representation import represent_facts


def _countries(position: Any, request: HttpRequest | None) -> list[Any]:
    return [represent_country(country) for country in position.countries]


def _locations(position: Any, request: HttpRequest | None) -> list[Any]:
    return [represent_location(location, request) for location in position.locations]


def _facts(position: Any, request: HttpRequest | None) -> dict[str, Any]:
    return represent_facts(position, "position")


def _types(position: Any, request: HttpRequest | None) -> list[Any]:
    return [represent_position_type(kind, request) for kind in position.types]


def _apply_address(position: Any, request: HttpRequest | None) -> str:
    return str(position.apply_address(careers_settings(request)))


POSITION_API_FIELDS = [
    APIField("team"),
    APIField("workplace"),
    APIField("countries", serializer=RepresentedField(_countries)),
    APIField("locations", serializer=RepresentedField(_locations)),
    APIField("types", serializer=RepresentedField(_types)),
    APIField("pay"),
    APIField("pay_min"),
    APIField("pay_max"),
    APIField("pay_currency"),
    APIField("pay_period"),
    APIField("posted_date"),
    APIField("closing_date"),
    APIField("apply_address", serializer=RepresentedField(_apply_address)),
    APIField("facts", serializer=RepresentedField(_facts)),
    APIField("body"),
]
