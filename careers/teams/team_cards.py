"""Teams as lists show them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from careers.core.images import prefetch_renditions
from careers.kept.facts import kept
from careers.positions.site_positions import site_positions
from careers.teams.team_page import TeamPage

SHOWN_IN_LISTS = (
    *("title", "slug", "url_path", "path", "depth"),
    *("locale_id", "translation_key", "content_type_id"),
)
#: The better one first.
IMAGES = ("listing_image", "hero_image")


@dataclass(frozen=True)
class TeamCard:
    """One team in a list: its name, its image and how many positions are open."""

    title: str
    url: str
    image: Any
    open_positions: int
    #: With the fields of `Page` only; `None` in previews.
    page: TeamPage | None = None


@kept
def team_cards(request: HttpRequest | None, keys: tuple[int, ...]) -> list[TeamCard]:
    """Return the cards of the teams with `keys`, in their order, in a fixed number of queries."""
    shown = TeamPage.objects.select_related(*IMAGES).only(*SHOWN_IN_LISTS, *IMAGES)
    by_key = shown.in_bulk(keys)
    teams = [by_key[key] for key in keys if key in by_key]
    images = [team.listing_image or team.hero_image for team in teams]
    prefetch_renditions(images)
    positions = site_positions(request)
    return [
        TeamCard(
            team.title,
            team.get_url(request) or "",
            image,
            positions.number_of_team(team.pk),
            page=team,
        )
        for team, image in zip(teams, images, strict=True)
    ]
