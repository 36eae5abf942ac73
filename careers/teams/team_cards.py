"""Teams as lists show them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from wagtail.models import Page

from careers.core.images import prefetch_renditions
from careers.core.privacy import is_public
from careers.core.site_indexes import site_indexes
from careers.kept.facts import kept
from careers.positions.site_positions import site_positions
from careers.teams.team_page import TeamPage

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
    """Return the live teams below `team_index` in their order, in a fixed number of queries."""
    return _cards_below(request, team_index.path, team_index.depth) if team_index else []


def site_team_cards(request: HttpRequest | None) -> list[TeamCard]:
    """Return the cards of the site's teams."""
    return team_cards(site_indexes(request).teams, request)


@kept
def _cards_below(request: HttpRequest | None, path: str, depth: int) -> list[TeamCard]:
    teams = TeamPage.objects.filter(path__startswith=path, depth=depth + 1).live().order_by("path")
    shown = teams.select_related(*IMAGES).only(*SHOWN_IN_LISTS, *IMAGES)
    public = [team for team in shown if is_public(team, request)]
    images = [team.listing_image or team.hero_image for team in public]
    prefetch_renditions(images)
    positions = site_positions(request)
    return [
        TeamCard(team.title, team.get_url(request) or "", image, positions.number_of_team(team.pk))
        for team, image in zip(public, images, strict=True)
    ]
