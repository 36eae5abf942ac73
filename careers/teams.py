"""Teams as lists show them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.http import HttpRequest
from wagtail.models import Page

from careers.core.images import prefetch_renditions
from careers.tree import SiteIndexes

SHOWN_IN_LISTS = ("title", "url_path", "path")
#: The better one first.
IMAGES = ("listing_image", "hero_image")


@dataclass(frozen=True)
class TeamCard:
    """One team in a list: its name, its image and how many positions are open."""

    title: str
    url: str
    image: Any
    open_positions: int


def team_cards(team_index: Page | None, request: HttpRequest | None) -> list[TeamCard]:
    """The live teams below `team_index` in their order, in a fixed number of queries."""
    if team_index is None:
        return []
    indexes = SiteIndexes.of(request)
    teams = apps.get_model("careers.TeamPage").objects.child_of(team_index).live()
    shown = teams.order_by("path").select_related(*IMAGES).only(*SHOWN_IN_LISTS, *IMAGES)
    found = [team for team in shown if indexes.is_public(team)]
    images = [team.listing_image or team.hero_image for team in found]
    prefetch_renditions(images)
    counts = {team: number for team, number, _here in indexes.open_by_team}
    return [
        TeamCard(team.title, team.get_url(request) or "", image, counts.get(team.pk, 0))
        for team, image in zip(found, images, strict=True)
    ]
