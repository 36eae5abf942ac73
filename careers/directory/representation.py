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


class Identity(TypedDict):
    """What tells an object from all others of its type."""

    id: int
    translation_key: TranslationKey
    locale: str


class CountryJSON(TypedDict):
    code: Annotated[str, Field(description="ISO 3166-1 alpha-2.", examples=["PT"])]
    name: Annotated[str, Field(description="In the language of the answer.")]


class LocationJSON(Identity):
    """A location where people work: an office, a city, a campus."""

    type: Literal["careers.Location"]
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


class PositionTypeJSON(Identity):
    """A kind of position: full time, intern, people manager."""

    type: Literal["careers.PositionType"]
    slug: Slug
    name: str
    employment_type: Annotated[
        str,
        one_of(EmploymentType.values, ""),
        Field(description="What search engines call it, where they have a word for it."),
    ]


class PersonJSON(Identity):
    """A person whose words or photo appear on pages."""

    type: Literal["careers.Person"]
    name: str
    job_title: str
    photo: ImageJSON | None


def represent_country(country: Any) -> CountryJSON:
    return {"code": country.code, "name": str(country.name)}


def represent_location(location: Location, request: HttpRequest | None) -> LocationJSON:
    return {
        "type": "careers.Location",
        **_identity(location, request),
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
        **_identity(kind, request),
        "slug": kind.slug,
        "name": kind.name,
        "employment_type": kind.employment_type,
    }


def represent_person(person: Person, request: HttpRequest | None) -> PersonJSON:
    return {
        "type": "careers.Person",
        **_identity(person, request),
        "name": person.name,
        "job_title": person.job_title,
        "photo": represent_image(person.photo, "portrait", None, request),
    }


def _degrees(value: Any) -> float | None:
    return None if value is None else float(value)


def _identity(snippet: Any, request: HttpRequest | None) -> Identity:
    return {
        "id": snippet.pk,
        "translation_key": str(snippet.translation_key),
        "locale": language_of(snippet, request),
    }
