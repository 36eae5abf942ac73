"""The facts that there are: those of a host's models, and those that pages have themselves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from django.apps import apps
from django.db.models import Model, Prefetch

from careers.facts.fact import Fact
from careers.facts.own_fields import OwnFields


def models_with_facts(kind: str) -> Iterator[type[Model]]:
    """Yield the models whose `facts` are of positions or of teams, in the order of their apps."""
    apps.check_models_ready()
    for model in apps.get_models():
        if getattr(model, "facts_of", "") == kind:
            yield model


def models_with_own_fields(kind: str) -> list[type[OwnFields]]:
    """Return the models of hosts with fields of positions or of teams."""
    return [model for model in models_with_facts(kind) if issubclass(model, OwnFields)]


@cache
def facts_of(kind: str) -> tuple[Fact, ...]:
    """Return the facts of "position" or of "team"."""
    return tuple(
        fact.bind(model, kind, relation_of(model))
        for model in models_with_facts(kind)
        for fact in _declared(model)
    )


@cache
def filter_facts() -> Mapping[str, Fact]:
    """Return the facts by which positions are filtered, their own and those of their teams."""
    facts = (*facts_of("position"), *facts_of("team"))
    return {fact.name: fact for fact in facts if fact.is_filter}


@cache
def searched_facts() -> tuple[Fact, ...]:
    """Return the facts whose words are words of positions."""
    facts = (*facts_of("position"), *facts_of("team"))
    return tuple(fact for fact in facts if fact.is_searched)


@cache
def facts_of_search() -> tuple[Fact, ...]:
    """Return the facts that positions are found by, as filters or as words."""
    return tuple(dict.fromkeys([*filter_facts().values(), *searched_facts()]))


def forget_facts() -> None:
    """Look for the facts anew, as tests do that change them."""
    for function in (facts_of, filter_facts, searched_facts, facts_of_search):
        function.cache_clear()


def relation_of(model: type[Model]) -> str:
    """Return the name by which a page has its row of `model`, or "" for the page's own model."""
    if not issubclass(model, OwnFields):
        return ""
    field: Any = model._meta.get_field(model.facts_of)
    name: str = field.remote_field.get_accessor_name()
    return name


def prefetched_facts(kind: str) -> list[Prefetch]:
    """Return what to prefetch of pages, so that reading their facts takes no query for each."""
    foreign_keys: dict[type[Model], list[str]] = {}
    for fact in facts_of(kind):
        if fact.relation:
            keys = (column.split("__")[0] for column in fact.columns if "__" in column)
            foreign_keys.setdefault(fact.model, []).extend(keys)
    return [
        Prefetch(
            relation_of(model),
            # Without a name, all foreign keys would be followed.
            model._default_manager.select_related(*names) if names else None,
        )
        for model, names in foreign_keys.items()
    ]


def _declared(model: type[Model]) -> Sequence[Fact]:
    declared: Any = model
    facts: Sequence[Fact] = declared.facts
    return facts
