"""The JSON form of the facts of a page."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field

from careers.core.representation.block_forms import typed_dict
from careers.facts.registry import facts_of


class FactsSchema:
    """Annotates the form of facts. Their types are asked for when the schema is made.

    The models of hosts are not there yet when those of the plugin are loaded.
    """

    def __init__(self, name: str, kind: str) -> None:
        self.name = name
        self.kind = kind

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> Any:
        facts = facts_of(self.kind)
        described = {
            fact.name: Annotated[fact.schema, Field(description=fact.label)] for fact in facts
        }
        return handler.generate_schema(typed_dict(self.name, described))


PositionFactsJSON = Annotated[
    dict[str, Any],
    FactsSchema("OwnPositionFacts", "position"),
    Field(description="What the site tells of positions besides."),
]
TeamFactsJSON = Annotated[
    dict[str, Any],
    FactsSchema("OwnTeamFacts", "team"),
    Field(description="What the site tells of teams besides."),
]


def represent_facts(page: Any, kind: str) -> dict[str, Any]:
    """Return the forms of the facts of a page, by their names."""
    return {fact.name: fact.represent(fact.values_of(page)) for fact in facts_of(kind)}
