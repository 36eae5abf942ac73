from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any

from django.core.validators import slug_unicode_re
from django.db.models import Case, Model, QuerySet, When
from typing_extensions import TypedDict

from careers.facts.fact import Fact, LabelledValue, Values


class ChosenJSON(TypedDict):
    """What was chosen: the value of the filter, and its name."""

    value: str
    label: str


class ChoiceFact(Fact):
    """One of some choices: those of a field with `choices`, or the objects of a foreign key.

    Such an object has a name and a slug, in the attributes `object_label` and `object_value`.
    """

    schema = ChosenJSON | None
    filters_by_default = True

    def __init__(
        self,
        field: str,
        *,
        object_label: str = "name",
        object_value: str = "slug",
        **options: Any,
    ) -> None:
        super().__init__(field, **options)
        self.object_label = object_label
        self.object_value = object_value

    @property
    def target(self) -> type[Model] | None:
        """The model that is chosen from; `None` for a field with choices."""
        target: Any = self.field(self.fields[0]).related_model
        return target

    @property
    def columns(self) -> Sequence[str]:
        name = self.fields[0]
        if self.target is None:
            return [name]
        return [f"{name}__{self.object_value}", f"{name}__{self.object_label}"]

    @property
    def pattern(self) -> str:  # type: ignore[override]
        return super().pattern if self.target else "|".join(map(re.escape, self._labels))

    def text(self, values: Values) -> str:
        if not values[0]:
            return ""
        return str(values[1] if self.target else self._labels.get(values[0], values[0]))

    def represent(self, values: Values) -> ChosenJSON | None:
        return {"value": str(values[0]), "label": self.text(values)} if values[0] else None

    def tokens(self, values: Values) -> Iterable[str]:
        return [str(values[0])] if values[0] else []

    def can_exist(self, asked: str) -> bool:
        return bool(slug_unicode_re.match(asked)) if self.target else asked in self._labels

    def choices(self, rows: QuerySet, locale: int | None) -> list[LabelledValue]:
        """Return all choices of the field, or the objects that the rows have, each value once."""
        if self.target is None:
            return [(value, str(label)) for value, label in self._labels.items()]
        options = self.target._meta
        chosen = self.target._default_manager.filter(pk__in=rows.values(self.fields[0]))
        ordering = [*(options.ordering or [self.object_label])]
        if any(field.name == "locale" for field in options.concrete_fields):
            ordering.insert(0, Case(When(locale=locale, then=0), default=1))
        labels: dict[str, str] = {}
        columns = (self.object_value, self.object_label)
        for value, label in chosen.order_by(*ordering).values_list(*columns):
            labels.setdefault(str(value), str(label))
        return list(labels.items())

    @cached_property
    def _labels(self) -> Mapping[str, Any]:
        choices: Any = self.field(self.fields[0]).flatchoices
        return {str(value): label for value, label in choices if value not in (None, "")}
