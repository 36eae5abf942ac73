"""Send the signals about positions: once a commit, and what opened or closed exactly once.

Whether a position is open depends on its page, its team's page, view restrictions and the date. So
the cause of a change doesn't matter: `announce` compares what is open with what was announced.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import partial
from typing import Any, NamedTuple, Protocol, Self

from django.db import transaction
from django.db.models import QuerySet
from django.dispatch import Signal

from careers.core.database_features import lock_rows
from careers.core.local_dates import LocalDates
from careers.core.privacy import private_paths
from careers.positions.open_and_closed import open_positions
from careers.positions.position_announcement import PositionAnnouncement
from careers.positions.position_page import PositionPage
from careers.signals import position_changed, position_closed, position_opened

logger = logging.getLogger(__name__)


class Announced(NamedTuple):
    """The positions for which a signal was sent."""

    opened: list[PositionPage]
    closed: list[PositionPage]


class ToAnnounce(Protocol):
    """What a transaction has changed. Sends the signals when it is called after the commit."""

    def __call__(self) -> None: ...

    def merge(self, other: Self) -> None:
        """Announce what `other` would announce, too."""


@dataclass
class PositionsToAnnounce:
    """The positions that a transaction has changed, or that may have opened or closed by it."""

    changed: set[int] = field(default_factory=set)
    #: The fields that may have changed in any of them; None: any field.
    fields: set[str] | None = field(default_factory=set)
    affected: set[int] = field(default_factory=set)
    deleted: list[PositionPage] = field(default_factory=list)

    def __call__(self) -> None:
        if self.deleted:
            send(position_closed, positions=self.deleted)
        if self.affected:
            announce(PositionPage.objects.filter(pk__in=self.affected))
        if self.changed:
            positions = PositionPage.objects.filter(pk__in=self.changed).select_related("team")
            if shown := list(positions.order_by("pk")):
                fields = None if self.fields is None else frozenset(self.fields)
                send(position_changed, positions=shown, fields=fields)

    def merge(self, other: PositionsToAnnounce) -> None:
        """Announce what `other` would announce, too."""
        self.changed |= other.changed
        self.affected |= other.affected
        self.deleted += other.deleted
        is_any = self.fields is None or other.fields is None
        self.fields = None if is_any else (self.fields or set()) | (other.fields or set())


def announce_after_commit(
    changed: Iterable[int] = (),
    fields: Iterable[str] | None = None,
    affected: Iterable[int] = (),
) -> None:
    """Send the signals for positions once the transaction is committed.

    `changed` are the ids of those whose page has changed, in `fields` or in any where that is None;
    `affected` of those that may have opened or closed by something else, such as their team's page.
    """
    changed, affected = set(changed), set(affected)
    if changed:
        named = None if fields is None else set(fields)
        merge_or_register(PositionsToAnnounce(changed, named, changed | affected))
    elif affected:
        merge_or_register(PositionsToAnnounce(affected=affected))


def announce_deletion(position: PositionPage) -> None:
    """Send `position_closed` after the commit if `position`, which is being deleted, was open."""
    if PositionAnnouncement.objects.filter(pk=position.pk).exists():
        merge_or_register(PositionsToAnnounce(deleted=[position]))


def announce(positions: QuerySet[PositionPage] | None = None) -> Announced:
    """Send `position_opened` and `position_closed` for all, or for those of `positions`, due now.

    Safe to run at any time and by several processes at once: each signal is sent exactly once.
    """
    positions = PositionPage.objects.all() if positions is None else positions
    is_open = open_positions(LocalDates(), private_paths())
    with transaction.atomic():
        opened = _claim(positions.filter(is_open, announcement__isnull=True))
        PositionAnnouncement.objects.bulk_create(
            PositionAnnouncement(position=position) for position in opened
        )
        closed = _claim(positions.filter(~is_open, announcement__isnull=False))
        PositionAnnouncement.objects.filter(pk__in=[item.pk for item in closed]).delete()
        if opened:
            transaction.on_commit(partial(send, position_opened, positions=opened))
        if closed:
            transaction.on_commit(partial(send, position_closed, positions=closed))
    return Announced(opened, closed)


def send(signal: Signal, sender: Any = PositionPage, **values: Any) -> None:
    """Send `signal`; log the exception of a receiver that raises, and go on with the others."""
    for receiver, result in signal.send_robust(sender=sender, **values):
        if isinstance(result, Exception):
            logger.error("%r failed for a signal.", receiver, exc_info=result)


def _claim(due: Any) -> list[PositionPage]:
    """Lock what is `due`, and return what still is: no other process has sent the signal since."""
    ids = list(due.order_by("pk").values_list("pk", flat=True))
    if not ids:
        return []
    # Lock before reading, so that a waiting transaction sees the previous one's writes.
    locked = lock_rows(PositionPage.objects.filter(pk__in=ids).order_by("pk"), "self")
    list(locked.values_list("pk", flat=True))
    return list(due.filter(pk__in=ids).order_by("pk").select_related("team"))


def merge_or_register(new: ToAnnounce) -> None:
    """Merge `new` into what the transaction announces of its kind; without one, announce now."""
    # A callback that is already registered runs when the outermost block commits.
    for _savepoints, function, *_robust in transaction.get_connection().run_on_commit:
        if type(function) is type(new):
            function.merge(new)
            return
    transaction.on_commit(new, robust=True)
