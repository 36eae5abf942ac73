"""Checks of a host's own facts on positions and teams."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from django.core.checks import CheckMessage, Error, register
from django.core.exceptions import FieldDoesNotExist

from careers.facts.choice_fact import ChoiceFact
from careers.facts.fact import Fact
from careers.facts.registry import facts_of
from careers.search.parameters import FILTERS

#: Parameters of the search, of the API and of pages that show positions, and what code calls them.
TAKEN = {
    *("q", "page", "all", "show", "query", *FILTERS),
    *("fields", "limit", "locale", "path", "since"),
    *("ordering", "p", "export", "index", "state", "closing_before", "title"),
    *("filters", "label", "lang", "id", "class", "style"),
}


@register()
def own_facts_are_right(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Report facts whose names clash, and those that are made of what isn't there."""
    facts = [*facts_of("position"), *facts_of("team")]
    numbers = Counter(fact.name for fact in facts)
    return [
        Error(message, hint=hint, obj=fact.model, id="careers.E009")
        for fact in facts
        for message, hint in _problems(fact, numbers)
    ]


def _problems(fact: Fact, numbers: Counter[str]) -> Iterator[tuple[str, str]]:
    name = fact.name
    if not (name.isascii() and name.isidentifier() and name.islower()):
        yield (
            f"The fact {name!r} has a name that can't be a parameter.",
            "Name it by small letters, digits and underscores, such as pay_grade.",
        )
    if name in TAKEN:
        yield (
            f"The fact {name!r} has the name of a parameter.",
            f'Give it another one: {type(fact).__name__}(…, name="own_{name}").',
        )
    if numbers[name] > 1:
        yield (
            f"There are {numbers[name]} facts of the name {name!r}.",
            "Give each another name.",
        )
    yield from _problems_of_fields(fact)


def _problems_of_fields(fact: Fact) -> Iterator[tuple[str, str]]:
    for field in fact.fields:
        try:
            fact.field(field)
        except FieldDoesNotExist:
            known = ", ".join(each.name for each in fact.model._meta.concrete_fields)
            yield f"The fact {fact.name!r} is made of a field {field!r}.", f"There are: {known}."
            return
    if isinstance(fact, ChoiceFact):
        yield from _problems_of_choices(fact)


def _problems_of_choices(fact: ChoiceFact) -> Iterator[tuple[str, str]]:
    field, target = fact.field(fact.fields[0]), fact.target
    if target is None:
        if not field.choices:
            yield (
                f"The fact {fact.name!r} has nothing to choose from.",
                f"Give the field {field.name} choices, or make it a foreign key.",
            )
        return
    wanted = {"object_value": fact.object_value, "object_label": fact.object_label}
    columns = {each.name for each in target._meta.concrete_fields}
    for option, column in wanted.items():
        if column not in columns:
            yield (
                f"The fact {fact.name!r} needs the field {column!r} of {target._meta.label}.",
                f"Add it, or name another one: ChoiceFact({field.name!r}, {option}=…).",
            )
