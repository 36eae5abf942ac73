"""Announce changes of teams, with which their positions may open or close."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models.signals import post_save
from django.dispatch import receiver
from wagtail.models import Page
from wagtail.signals import page_unpublished, post_page_move

from careers.positions.lifecycle.announcements import (
    announce_after_commit,
    merge_or_register,
    send,
)
from careers.positions.lifecycle.later_copies import lead_positions_to
from careers.positions.lifecycle.page_signals import changes_what_visitors_see
from careers.positions.position_page import PositionPage
from careers.signals import team_changed
from careers.teams.team_page import TeamPage


@dataclass
class TeamsToAnnounce:
    """The teams that a transaction has changed. Sends `team_changed` after the commit."""

    changed: set[int]

    def __call__(self) -> None:
        if teams := list(TeamPage.objects.filter(pk__in=self.changed).order_by("pk")):
            send(team_changed, sender=TeamPage, teams=teams)

    def merge(self, other: TeamsToAnnounce) -> None:
        self.changed |= other.changed


def announce_teams_after_commit(changed: Iterable[int]) -> None:
    """Send `team_changed` once the transaction is committed, and announce the teams' positions."""
    teams = set(changed)
    positions = PositionPage.objects.filter(team__in=teams)
    announce_after_commit(affected=positions.values_list("pk", flat=True))
    merge_or_register(TeamsToAnnounce(teams))


@receiver(post_save, sender=TeamPage)
def announce_saved_team(
    sender: type[TeamPage],
    instance: TeamPage,
    raw: bool = False,
    update_fields: Any = None,
    **kwargs: Any,
) -> None:
    if not raw and changes_what_visitors_see(update_fields) and instance.live:
        announce_teams_after_commit([instance.pk])


@receiver(post_save, sender=TeamPage)
def lead_positions_to_team(
    sender: type[TeamPage],
    instance: TeamPage,
    raw: bool = False,
    update_fields: Any = None,
    **kwargs: Any,
) -> None:
    """Give a team the positions of its language that stand with its translation so far."""
    if not raw and changes_what_visitors_see(update_fields):
        lead_positions_to(instance)


@receiver(page_unpublished, sender=TeamPage)
def announce_unpublished_team(sender: type[Page], instance: Page, **kwargs: Any) -> None:
    announce_teams_after_commit([instance.pk])


@receiver(post_page_move)
def announce_moved_teams(sender: type[Page], instance: Page, **kwargs: Any) -> None:
    teams = TeamPage.objects.filter(path__startswith=instance.path)
    if moved := list(teams.values_list("pk", flat=True)):
        announce_teams_after_commit(moved)
