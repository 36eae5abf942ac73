"""Fields of Wagtail's API in the forms that this plugin gives its objects."""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from typing import Any

from django.db.models import Manager, Model
from django.http import HttpRequest
from rest_framework.fields import Field
from rest_framework.serializers import Serializer
from wagtail.api import APIField
from wagtail.blocks import StreamValue
from wagtail.images.models import AbstractImage
from wagtail.models import Page
from wagtail.rich_text import RichText

from careers.core.representation.block_forms import ANY_PRESET, represent_value
from careers.core.representation.images import represent_image
from careers.core.representation.public_pages import represent_public_page
from careers.core.representation.rich_text import represent_rich_text


class RepresentedField(Field):
    """A field that shows what `represent` returns for an object and the request."""

    def __init__(self, represent: Callable[[Any, HttpRequest | None], Any]) -> None:
        super().__init__(read_only=True, source="*")
        self.represent = represent

    def to_representation(self, value: Any) -> Any:
        return self.represent(value, self.context.get("request"))


def represent_api_fields(page: Any, request: HttpRequest | None) -> dict[str, Any]:
    """Return the `api_fields` of a host's page, by their serializers or in the forms used here."""
    fields = [
        field if isinstance(field, APIField) else APIField(field)
        for field in getattr(page, "api_fields", ())
    ]
    serializer = type("Fields", (Serializer,), {field.name: _field_of(field) for field in fields})
    return dict(serializer(page, context={"request": request}).data)


def _field_of(field: APIField) -> Field:
    if field.serializer is not None:
        return copy(field.serializer)
    name = field.name
    return RepresentedField(lambda page, request: represent_any(getattr(page, name), request))


def represent_any(value: Any, request: HttpRequest | None) -> Any:
    """Return what JSON can hold of the value of a field."""
    if callable(value) and not isinstance(value, Manager):
        value = value()
    match value:
        case StreamValue():
            return represent_value(value.stream_block, value, {"request": request})
        case RichText():
            return represent_rich_text(value, request)
        case AbstractImage():
            return represent_image(value, ANY_PRESET, value.default_alt_text, request)
        case Page():
            return represent_public_page(value, request)
        case Model():
            return {"id": value.pk, "text": str(value)}
        case Manager():
            return [represent_any(item, request) for item in value.all()]
        case _:
            return value
