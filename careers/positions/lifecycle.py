"""Closing, reopening and duplicating positions: the one service behind every way of doing it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.dispatch import receiver
from django.utils import timezone
from django.utils.translation import gettext
from wagtail.log_actions import log
from wagtail.models import Page
from wagtail.search import index
from wagtail.signals import page_published

from careers.clock import LocalDays
from careers.models.positions import PositionPage
from careers.positions.slugs import free_slug


class LifecycleError(Exception):
    """A step that makes no sense in the position's state."""


@dataclass(frozen=True)
class Reopened:
    """What reopening did; `cleared_closing_date` is the date that had passed and was taken away."""

    position: PositionPage
    cleared_closing_date: Any = None


def close(
    position: PositionPage, user: AbstractBaseUser | None = None, at: datetime | None = None
) -> PositionPage:
    """Close `position` for candidates, now or as of `at`; its page stays and says so.

    Writes an entry to the audit log. Raises `LifecycleError` if somebody has closed it before.
    """
    with transaction.atomic():
        stored = _locked(position)
        if stored.closed_at is not None:
            raise LifecycleError(gettext("%(title)s has been closed before.") % {"title": stored})
        _store(stored, closed_at=at or timezone.now())
        log(instance=stored, action="careers.close", user=user)
    position.closed_at = stored.closed_at
    return stored


def reopen(position: PositionPage, user: AbstractBaseUser | None = None) -> Reopened:
    """Let candidates apply for `position` again.

    A closing date that has passed is cleared, in the position and in its newest draft, since it
    would close the position at once; the result and the audit log say so. Raises `LifecycleError`
    if the position is neither closed by hand nor past its closing date.
    """
    with transaction.atomic():
        stored = _locked(position)
        passed = stored.closing_date if stored.has_passed() else None
        if stored.closed_at is None and passed is None:
            raise LifecycleError(gettext("%(title)s is not closed.") % {"title": stored})
        _store(stored, closed_at=None, **({"closing_date": None} if passed else {}))
        _clear_passed_date_of_draft(stored, user)
        log(
            instance=stored,
            action="careers.reopen",
            user=user,
            data={"cleared_closing_date": passed.isoformat() if passed else None},
        )
    position.closed_at = None
    position.closing_date = stored.closing_date
    return Reopened(stored, passed)


def duplicate(position: PositionPage, user: AbstractBaseUser | None = None) -> PositionPage:
    """A draft with the content of `position`, without its dates, reference and outside identity."""
    with transaction.atomic():
        copy: PositionPage = position.copy(
            update_attrs={
                "slug": free_slug(position.slug, position.get_parent()),
                "closing_date": None,
                "go_live_at": None,
                "expire_at": None,
            },
            copy_revisions=False,
            keep_live=False,
            user=user,
            log_action="wagtail.copy",
        )
    return copy


@receiver(page_published, sender=PositionPage)
def set_posted_date(sender: type[Page], instance: PositionPage, **kwargs: Any) -> None:
    """On its first publication a position without a posted date gets today's."""
    if instance.posted_date is None:
        _store(instance, posted_date=LocalDays().at(instance.url_path))


def _locked(position: PositionPage) -> PositionPage:
    return PositionPage.objects.select_for_update(of=("self",)).get(pk=position.pk)


def _store(position: PositionPage, **values: Any) -> None:
    for name, value in values.items():
        setattr(position, name, value)
    PositionPage.objects.filter(pk=position.pk).update(**values)
    index.insert_or_update_object(position)


def _clear_passed_date_of_draft(position: PositionPage, user: AbstractBaseUser | None) -> None:
    if not position.latest_revision_id:
        return
    draft = position.get_latest_revision_as_object()
    if draft.has_passed():
        draft.closing_date = None
        draft.save_revision(user=user, clean=False)
