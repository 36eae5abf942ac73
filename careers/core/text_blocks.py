"""Wagtail's blocks for text, whose value is never None: a tool that translates pages takes text."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from wagtail import blocks


class TextMixin:
    """Read None, in content of any age, as "", and a default that is translated late as text.

    Stands in migrations as Wagtail's own block.
    """

    def to_python(self, value: Any) -> Any:
        return "" if value is None else super().to_python(str(value))  # type: ignore[misc]

    def bulk_to_python(self, values: Iterable[Any]) -> list[Any]:
        return [self.to_python(value) for value in values]

    def normalize(self, value: Any) -> Any:
        return "" if value is None else super().normalize(str(value))  # type: ignore[misc]

    def deconstruct(self) -> tuple[str, tuple[Any, ...], dict[str, Any]]:
        _path, args, kwargs = super().deconstruct()  # type: ignore[misc]
        return f"wagtail.blocks.{type(self).__mro__[2].__name__}", args, kwargs


class CharBlock(TextMixin, blocks.CharBlock):
    class Meta:
        default = ""


class TextBlock(TextMixin, blocks.TextBlock):
    class Meta:
        default = ""


class URLBlock(TextMixin, blocks.URLBlock):
    class Meta:
        default = ""


class EmailBlock(TextMixin, blocks.EmailBlock):
    class Meta:
        default = ""


class UntranslatedCharBlock(CharBlock):
    """A text for machines, such as an anchor, that translators do not get."""

    def get_translatable_segments(self, value: Any) -> list[Any]:
        """Return nothing to translate; wagtail-localize asks."""
        return []

    def deconstruct(self) -> tuple[str, tuple[Any, ...], dict[str, Any]]:
        _path, args, kwargs = super().deconstruct()
        return "wagtail.blocks.CharBlock", args, kwargs
