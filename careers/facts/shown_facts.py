from __future__ import annotations

from typing import Any, NamedTuple

from careers.facts.registry import facts_of


class ShownFact(NamedTuple):
    """A fact of a page, as a row shows it."""

    name: str
    label: str
    text: str


def shown_facts(page: Any, kind: str) -> list[ShownFact]:
    """Return the facts of a page that have something to say, in the active language."""
    told = ((fact, fact.text(fact.values_of(page))) for fact in facts_of(kind) if fact.is_shown)
    return [ShownFact(fact.name, fact.label, text) for fact, text in told if text]
