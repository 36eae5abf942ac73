"""Teams as lists show them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import Count
from django.http import HttpRequest
from wagtail.models import Page

from careers.pictures import prefetch_renditions
from careers.tree import SiteIndexes


@dataclass(frozen=True)
class TeamCard:
    """One team in a list: its name, its picture and how many positions are open."""

    title: str
    url: str
    picture: Any
    open_positions: int


def team_cards(team_index: Page | None, request: HttpRequest | None) -> list[TeamCard]:
    """The live teams below `team_index` in their order, in a fixed number of queries."""
    if team_index is None:
        return []
    teams = apps.get_model("careers.TeamPage").objects.child_of(team_index).live().public()
    found = list(teams.order_by("path").select_related("listing_image", "hero_image"))
    pictures = [team.listing_image or team.hero_image for team in found]
    prefetch_renditions(pictures)
    positions = SiteIndexes.of(request).all_open_positions()
    counts = dict(positions.order_by().values_list("team").annotate(Count("pk")))
    return [
        TeamCard(team.title, team.get_url(request) or "", picture, counts.get(team.pk, 0))
        for team, picture in zip(found, pictures, strict=True)
    ]
