"""Filters of lists in the admin that check the ids in an address before a database sees them."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django_filters import ModelMultipleChoiceFilter
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.views.pages.listing import PageFilterSet

from careers.core.ids import read_id


class CheckedIdsMixin:
    """A field that refuses a number too large for an id, which databases answer with an error."""

    queryset: Any
    error_messages: Any

    def _check_values(self, value: Any) -> Any:
        for text in value if _has_numbers_as_ids(self.queryset.model) else []:
            if read_id(str(text)) is None:
                raise ValidationError(
                    self.error_messages["invalid_pk_value"],
                    code="invalid_pk_value",
                    params={"pk": text},
                )
        return super()._check_values(value)  # type: ignore[misc]


class CheckedFilterSet(WagtailFilterSet):
    """Checks the ids for all filters that choose rows, those that come from Wagtail included."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for chosen in self.filters.values():
            if isinstance(chosen, ModelMultipleChoiceFilter):
                bases = (CheckedIdsMixin, chosen.field_class)
                chosen.field_class = type(chosen.field_class.__name__, bases, {})


class TeamFilterSet(CheckedFilterSet, PageFilterSet):
    """Wagtail's filters of pages."""

    class Meta(PageFilterSet.Meta):
        pass


def _has_numbers_as_ids(model: type[models.Model]) -> bool:
    field: Any = model._meta.pk
    while field.remote_field:
        field = field.target_field
    return isinstance(field, models.IntegerField)
