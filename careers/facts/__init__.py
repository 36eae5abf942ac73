"""Fields and facts of a host's own on positions and teams.

A host makes a model of `PositionFields` or `TeamFields` in an app of its own, with its fields and
with `facts` that are made of them. docs/how-to/add-your-own-field.md shows how.
"""

from careers.facts.choice_fact import ChoiceFact
from careers.facts.fact import Fact, TextFact
from careers.facts.number_range_fact import NumberRangeFact
from careers.facts.own_fields import PositionFields, TeamFields

__all__ = [
    "ChoiceFact",
    "Fact",
    "NumberRangeFact",
    "PositionFields",
    "TeamFields",
    "TextFact",
]
