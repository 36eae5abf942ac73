"""What happens to positions besides editing: the one service behind every way of doing it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.dispatch import receiver
from django.utils import timezone
from wagtail.models import Page
from wagtail.search import index
from wagtail.signals import page_published

from careers.clock import LocalDays
from careers.models.positions import PositionPage
from careers.models.teams import TeamPage
from careers.positions.many import Taken, take
from careers.positions.slugs import free_slug
from careers.positions.steps import (
    Close,
    LifecycleError,
    MoveToTeam,
    Reopen,
    SetClosingDate,
    Step,
)

__all__ = [
    "LifecycleError",
    "Reopened",
    "close",
    "close_many",
    "duplicate",
    "move_many_to_team",
    "move_to_team",
    "reopen",
    "reopen_many",
    "set_closing_date",
    "set_closing_date_of_many",
]


@dataclass(frozen=True)
class Reopened:
    """What reopening did; `cleared_closing_date` is the date that had passed and was taken away."""

    position: PositionPage
    cleared_closing_date: date | None = None


# One position


def close(
    position: PositionPage, user: AbstractBaseUser | None = None, at: datetime | None = None
) -> PositionPage:
    """Close `position` for candidates, now or as of `at`; its page stays and says so.

    Writes an entry to the audit log. Raises `LifecycleError` if somebody has closed it before.
    """
    return _one(Close(at or timezone.now()), position, user).position


def reopen(position: PositionPage, user: AbstractBaseUser | None = None) -> Reopened:
    """Let candidates apply for `position` again.

    A closing date that has passed is cleared, in the position and in its drafts, since it would
    close the position at once; the result and the audit log say so. Raises `LifecycleError` if the
    position is neither closed by hand nor past its closing date.
    """
    return _reopened(_one(Reopen(), position, user))


def set_closing_date(
    position: PositionPage, day: date | None, user: AbstractBaseUser | None = None
) -> PositionPage:
    """Make `day` the last one on which candidates can apply; None: until somebody closes it.

    The published page changes at once, and its drafts too; nothing else of them is published.
    Raises `LifecycleError` for a day that is over or before the position was posted.
    """
    return _one(SetClosingDate(day), position, user).position


def move_to_team(
    position: PositionPage, team: TeamPage, user: AbstractBaseUser | None = None
) -> PositionPage:
    """Hand `position` to `team`, on the published page at once and in its drafts.

    Nobody sees it there before the page of the team is published.
    """
    return _one(MoveToTeam(team), position, user).position


# Many positions: all of them, or none and a `LifecycleError` that names those which can't


def close_many(
    ids: Iterable[int], user: AbstractBaseUser | None = None, at: datetime | None = None
) -> list[PositionPage]:
    """Close the positions that have `ids`, now or as of `at`."""
    return [taken.position for taken in take(Close(at or timezone.now()), ids, user)]


def reopen_many(ids: Iterable[int], user: AbstractBaseUser | None = None) -> list[Reopened]:
    """Reopen the positions that have `ids`; each result says whether a date was cleared."""
    return [_reopened(taken) for taken in take(Reopen(), ids, user)]


def set_closing_date_of_many(
    ids: Iterable[int], day: date | None, user: AbstractBaseUser | None = None
) -> list[PositionPage]:
    """Give the positions that have `ids` the closing date `day`, or none."""
    return [taken.position for taken in take(SetClosingDate(day), ids, user)]


def move_many_to_team(
    ids: Iterable[int], team: TeamPage, user: AbstractBaseUser | None = None
) -> list[PositionPage]:
    """Hand the positions that have `ids` to `team`."""
    return [taken.position for taken in take(MoveToTeam(team), ids, user)]


def duplicate(position: PositionPage, user: AbstractBaseUser | None = None) -> PositionPage:
    """A draft with the newest content of `position`, that of its own draft where it has one.

    Dates, reference, outside identity and a lock stay behind.
    """
    with transaction.atomic():
        newest = position.get_latest_revision_as_object()
        copy: PositionPage = newest.copy(
            update_attrs={
                "slug": free_slug(position.slug, position.get_parent()),
                "closing_date": None,
                "go_live_at": None,
                "expire_at": None,
                "locked": False,
                "locked_at": None,
                "locked_by": None,
            },
            copy_revisions=False,
            keep_live=False,
            user=user,
            log_action="wagtail.copy",
        )
    return copy


@receiver(page_published, sender=PositionPage)
def set_posted_date(sender: type[Page], instance: PositionPage, **kwargs: Any) -> None:
    """On its first publication a position without a posted date gets today's.

    Wagtail's signal comes for one that is only scheduled too, which is not live then.
    """
    if instance.live and instance.posted_date is None:
        instance.posted_date = LocalDays().at(instance.url_path)
        stored = PositionPage.objects.filter(pk=instance.pk)
        stored.update(posted_date=instance.posted_date)
        index.insert_or_update_object(instance)


def _one(step: Step, position: PositionPage, user: AbstractBaseUser | None) -> Taken:
    """Take `step` with `position`; the instance that was given follows what is stored."""
    (taken,) = take(step, [position.pk], user)
    position.closed_at = taken.position.closed_at
    position.closing_date = taken.position.closing_date
    position.team = taken.position.team
    return taken


def _reopened(taken: Taken) -> Reopened:
    cleared = taken.log_data["cleared_closing_date"]
    return Reopened(taken.position, date.fromisoformat(cleared) if cleared else None)
