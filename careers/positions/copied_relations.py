"""A position refers to team, locations and types of its own language, where they have a copy."""

from __future__ import annotations

from typing import Any

from careers.core.translations import copies_in
from careers.positions.revision_content import ROWS


def lead_to_copies(position: Any) -> None:
    """Put the copies in the language of `position` in the place of what it refers to.

    A live position stays with the team of another language until the team's copy is published: with
    a draft it would be gone.
    """
    locale = position.locale_id
    if position.team_id:
        team_model = position._meta.get_field("team").related_model
        copies = copies_in(team_model, [position.team_id], locale, live=position.live)
        position.team_id = copies.get(position.team_id, position.team_id)
    for relation, name, model in ROWS:
        rows = list(getattr(position, relation).all())
        copies = copies_in(model, [getattr(row, f"{name}_id") for row in rows], locale)
        if copies:
            for row in rows:
                key = getattr(row, f"{name}_id")
                setattr(row, f"{name}_id", copies.get(key, key))
            setattr(position, relation, rows)
