"""The JSON form of teams in lists."""

from __future__ import annotations

from typing import Annotated

from django.http import HttpRequest
from pydantic import Field

from careers.core.representation.images import ImageJSON, represent_image
from careers.core.representation.links import PageLinkJSON, represent_page_link
from careers.teams.team_cards import TeamCard


class TeamSummary(PageLinkJSON):
    """A team in a list."""

    image: ImageJSON | None
    open_positions: Annotated[int, Field(description="How many there are.")]


def represent_team_card(card: TeamCard, request: HttpRequest | None) -> TeamSummary:
    """Return the form of a card that was made of a team's page."""
    return {
        **represent_page_link(card.page, request),
        "image": represent_image(card.image, "team_card", None, request),
        "open_positions": card.open_positions,
    }
