"""Positions follow when what they refer to is translated later than they were."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_save
from django.dispatch import receiver
from wagtail.models import ReferenceIndex

from careers.core.translations import is_multilingual
from careers.directory.location import Location
from careers.directory.position_type import PositionType
from careers.positions.lifecycle.announcements import announce_after_commit
from careers.positions.position_page import PositionPage
from careers.positions.position_relations import PositionLocation, PositionPageType


def lead_positions_to(team: Any) -> None:
    """Move the positions in the language of `team` to it from its translations.

    Live positions move when `team` is live. Drafts of them follow when they are opened.
    """
    if not is_multilingual():
        return
    originals = type(team)._default_manager.filter(translation_key=team.translation_key)
    positions = PositionPage.objects.filter(
        locale=team.locale_id, team__in=originals.exclude(pk=team.pk)
    )
    if not team.live:
        positions = positions.filter(live=False)
    moved = list(positions.values_list("pk", flat=True))
    PositionPage.objects.filter(pk__in=moved).update(team=team.pk)
    _announce(moved, "team")


@receiver(post_save, sender=Location)
def lead_positions_to_location(
    sender: type[Location], instance: Location, raw: bool = False, **kwargs: Any
) -> None:
    if not raw:
        _lead_rows(PositionLocation, "location", instance)


@receiver(post_save, sender=PositionType)
def lead_positions_to_type(
    sender: type[PositionType], instance: PositionType, raw: bool = False, **kwargs: Any
) -> None:
    if not raw:
        _lead_rows(PositionPageType, "position_type", instance)


def _lead_rows(rows: Any, name: str, copy: Any) -> None:
    """Have `rows` of positions in the language of `copy` refer to it instead of a translation."""
    if not is_multilingual():
        return
    originals = type(copy)._default_manager.filter(translation_key=copy.translation_key)
    to_change = rows.objects.filter(
        position__locale=copy.locale_id, **{f"{name}__in": originals.exclude(pk=copy.pk)}
    )
    found = dict(to_change.values_list("pk", "position"))
    rows.objects.filter(pk__in=found).update(**{name: copy})
    _announce(sorted(set(found.values())), rows._meta.get_field("position").remote_field.name)


def _announce(keys: list[int], field: str) -> None:
    for position in PositionPage.objects.filter(pk__in=keys):
        ReferenceIndex.create_or_update_for_object(position)
    announce_after_commit(keys, fields=[field])
