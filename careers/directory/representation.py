"""The JSON forms of locations, position types and people."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from django.http import HttpRequest
from pydantic import Field
from typing_extensions import TypedDict

from careers.core.representation.block_forms import one_of
from careers.core.representation.images import ImageJSON, represent_image
from careers.core.representation.links import TranslationKey, language_of
from careers.directory.location import Location
from careers.directory.person import Person
from careers.directory.position_type import EmploymentType, PositionType

Slug = Annotated[str, Field(description="The value of the filter in a search.")]


class CountryJSON(TypedDict):
    code: Annotated[str, Field(description="ISO 3166-1 alpha-2.", examples=["PT"])]
    name: Annotated[str, Field(description="In the language of the answer.")]


class LocationJSON(TypedDict):
    """A location where people work: an office, a city, a campus."""

    type: Literal["careers.Location"]
    id: int
    translation_key: TranslationKey
    locale: str
    slug: Slug
    name: str
    street: str
    postal_code: str
    locality: Annotated[str, Field(description="The town or city.")]
    region: str
    country: CountryJSON
    latitude: Annotated[float | None, Field(description="In degrees; positive is north.")]
    longitude: Annotated[float | None, Field(description="In degrees; positive is east.")]
    time_zone: Annotated[str, Field(description="A name of the IANA database, or “”.")]


class PositionTypeJSON(TypedDict):
    """A kind of position: full time, intern, people manager."""

    type: Literal["careers.PositionType"]
    id: int
    translation_key: TranslationKey
    locale: str
    slug: Slug
    name: str
    employment_type: Annotated[
        str,
        one_of(EmploymentType.values, ""),
        Field(description="What search engines call it, where they have a word for it."),
    ]


class PersonJSON(TypedDict):
    """A person whose words or photo appear on pages."""

    type: Literal["careers.Person"]
    id: int
    translation_key: TranslationKey
    locale: str
    name: str
    job_title: str
    photo: ImageJSON | None


def represent_country(country: Any) -> CountryJSON:
    return {"code": country.code, "name": str(country.name)}


def represent_location(location: Location, request: HttpRequest | None) -> LocationJSON:
    return {
        "type": "careers.Location",
        "id": location.pk,
        "translation_key": str(location.translation_key),
        "locale": language_of(location, request),
        "slug": location.slug,
        "name": location.name,
        "street": location.street,
        "postal_code": location.postal_code,
        "locality": location.locality,
        "region": location.region,
        "country": represent_country(location.country),
        "latitude": _degrees(location.latitude),
        "longitude": _degrees(location.longitude),
        "time_zone": location.time_zone,
    }


def represent_position_type(kind: PositionType, request: HttpRequest | None) -> PositionTypeJSON:
    return {
        "type": "careers.PositionType",
        "id": kind.pk,
        "translation_key": str(kind.translation_key),
        "locale": language_of(kind, request),
        "slug": kind.slug,
        "name": kind.name,
        "employment_type": kind.employment_type,
    }


def represent_person(person: Person, request: HttpRequest | None) -> PersonJSON:
    return {
        "type": "careers.Person",
        "id": person.pk,
        "translation_key": str(person.translation_key),
        "locale": language_of(person, request),
        "name": person.name,
        "job_title": person.job_title,
        "photo": represent_image(person.photo, "portrait", None, request),
    }


def _degrees(value: Any) -> float | None:
    return None if value is None else float(value)
