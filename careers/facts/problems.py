"""What keeps a page from being published: contradictions and gaps in a host's own fields."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.text import capfirst

from careers.facts.own_fields import OwnFields
from careers.facts.registry import facts_of, models_with_own_fields, relation_of


def problems_of_row(row: OwnFields) -> Iterator[tuple[str, str]]:
    """Yield the problems of the facts of a row, by the names of their fields."""
    for fact in facts_of(row.facts_of):
        if isinstance(row, fact.model):
            for name, problem in fact.problems([getattr(row, name) for name in fact.fields]):
                yield name, str(problem)


def own_problems(page: Any) -> Iterator[tuple[str, str]]:
    """Yield the problems of the rows of a page, each with the label of its field.

    Nothing is asked of the database: whether what was chosen is still there, or is chosen
    elsewhere too, isn't checked.
    """
    for model in models_with_own_fields(getattr(page, "facts_of", "")):
        for row in getattr(page, relation_of(model)).all():
            problems: list[tuple[str, str]] = []
            try:
                row.clean_fields(exclude=_filled_foreign_keys(row))
            except ValidationError as error:
                problems += [(name, texts[0]) for name, texts in error.message_dict.items()]
            for name, problem in [*problems, *problems_of_row(row)]:
                field: Any = model._meta.get_field(name)
                yield str(capfirst(str(field.verbose_name))), problem


def _filled_foreign_keys(row: OwnFields) -> set[str]:
    fields = row._meta.concrete_fields
    filled = {field.name for field in fields if field.is_relation and getattr(row, field.attname)}
    return {row.facts_of, *filled}
