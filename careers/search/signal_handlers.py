"""Index positions again when something changes that they are found by."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_save, pre_save
from django.dispatch import receiver

from careers.directory.location import Location
from careers.directory.position_type import PositionType
from careers.positions.position_page import PositionPage
from careers.search.indexer import index_positions, index_team
from careers.signals import position_changed, team_changed
from careers.teams.team_page import TeamPage

#: The fields of a position by which it is found.
POSITION_FIELDS = frozenset({"title", "live", "team", "team_id", "workplace", "countries", "body"})
#: The fields of a location or a type by which positions are found.
SNIPPET_FIELDS = ("name", "slug", "locality", "region", "country")


@receiver(position_changed)
def index_changed_positions(
    sender: Any, positions: list[PositionPage], fields: frozenset[str] | None, **kwargs: Any
) -> None:
    if fields is not None and fields.isdisjoint(POSITION_FIELDS):
        return
    index_positions(PositionPage.objects.filter(pk__in=[position.pk for position in positions]))


@receiver(team_changed)
def index_changed_teams(sender: Any, teams: list[TeamPage], **kwargs: Any) -> None:
    for team in teams:
        index_team(team)


@receiver(pre_save, sender=Location)
@receiver(pre_save, sender=PositionType)
def remember_stored_fields(
    sender: Any, instance: Location | PositionType, raw: bool = False, **kwargs: Any
) -> None:
    names = [name for name in SNIPPET_FIELDS if hasattr(instance, name)]
    stored = None if raw else sender.objects.filter(pk=instance.pk).values(*names).first()
    instance._stored_fields = stored


@receiver(post_save, sender=Location)
@receiver(post_save, sender=PositionType)
def index_positions_of_snippet(
    sender: Any, instance: Location | PositionType, **kwargs: Any
) -> None:
    stored = getattr(instance, "_stored_fields", None)  # None for what is loaded raw, too
    if stored is None or all(getattr(instance, name) == value for name, value in stored.items()):
        return
    is_location = isinstance(instance, Location)
    lookup = "position_locations__location" if is_location else "position_types__position_type"
    having = PositionPage.objects.filter(**{lookup: instance}).order_by().values("pk")
    index_positions(PositionPage.objects.filter(pk__in=having))
