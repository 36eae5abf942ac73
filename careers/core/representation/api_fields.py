"""Fields of Wagtail's API in the forms that this plugin gives its objects."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from rest_framework.fields import Field


class RepresentedField(Field):
    """A field that shows what `represent` returns for an object and the request."""

    def __init__(self, represent: Callable[[Any, HttpRequest | None], Any]) -> None:
        super().__init__(read_only=True, source="*")
        self.represent = represent

    def to_representation(self, value: Any) -> Any:
        return self.represent(value, self.context.get("request"))
