"""What tools that translate pages do with a model's fields, in the words of wagtail-localize.

It asks for these objects in a model's `override_translatable_fields` and needs none of its own, so
that nothing of it is imported on a site without it.
"""

from __future__ import annotations

from typing import Any


class OwnField:
    """A field that each translation keeps as it is: it is neither translated nor copied.

    The plugin itself shares it among translations, or every language has its own.
    """

    def __init__(self, field_name: str) -> None:
        self.field_name = field_name

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and vars(self) == vars(other)

    def __hash__(self) -> int:
        return hash((type(self), self.field_name))

    def get_field(self, model: Any) -> Any:
        return model._meta.get_field(self.field_name)

    def get_value(self, instance: Any) -> Any:
        return self.get_field(type(instance)).value_from_object(instance)

    def is_editable(self, instance: Any) -> bool:
        return True

    def is_translated(self, instance: Any) -> bool:
        return False

    def is_synchronized(self, instance: Any) -> bool:
        return False

    def is_overridable(self, instance: Any) -> bool:
        return False


class CopiedField(OwnField):
    """A field whose value every translation gets from the original; no translator sees it."""

    def is_synchronized(self, instance: Any) -> bool:
        return True
