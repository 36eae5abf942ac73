"""A form field for the web address to apply at."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from careers.core.url_validation import problem_with


class ApplyUrlField(forms.URLField):
    """Keeps a web address as it was typed, without adding `https://`.

    A draft may hold any text, so that none is lost.
    """

    default_validators = []
    is_deferred_validation = False

    def to_python(self, value: Any) -> Any:
        return forms.CharField.to_python(self, value)

    def validate(self, value: Any) -> None:
        super().validate(value)
        problem = problem_with(value) if value and not self.is_deferred_validation else ""
        if problem:
            raise ValidationError(problem, code="invalid")
