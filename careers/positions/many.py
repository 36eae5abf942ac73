"""Taking a step with many positions, or with one: all of them take it, or none."""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Iterable
from typing import Any, NamedTuple
from uuid import uuid4

from django.contrib.auth.models import AbstractBaseUser
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext
from modelsearch.backends import get_search_backends_with_name
from wagtail.admin.utils import get_user_display_name
from wagtail.locks import BasicLock
from wagtail.log_actions import get_active_log_context
from wagtail.models import PageLogEntry, ReferenceIndex, Revision

from careers.clock import LocalDays
from careers.models.positions import PositionPage
from careers.positions.pending import change_pending
from careers.positions.search.indexing import index_positions
from careers.positions.steps import LifecycleError, Step

logger = logging.getLogger(__name__)


class Taken(NamedTuple):
    """A position after a step, and what the audit log says of the step."""

    position: PositionPage
    log_data: dict[str, Any]


@transaction.atomic
def take(step: Step, ids: Iterable[int], user: AbstractBaseUser | None = None) -> list[Taken]:
    """Take `step` with the positions that have `ids`, and return them as they are then.

    Writes an entry to the audit log for each that changes. With a `user`, page permissions and
    locks count. Raises `LifecycleError`, which names the positions that can't take the step.
    """
    wanted = set(ids)
    days = LocalDays()
    positions = _locked(wanted, user)
    reasons = _missing(wanted - {position.pk for position in positions})
    reasons += filter(None, (obstacle(step, position, days, user) for position in positions))
    if reasons:
        raise LifecycleError(*reasons)
    log_data = {position.pk: step.log_data(position, days) for position in positions}
    published = _store(step, positions, days)
    pending: dict[int, Revision] = {}
    if step.changes_drafts:
        pending = change_pending(
            positions, lambda position, content: step.content_values(position, content, days), user
        )
    changed = [item for item in positions if item.pk in published or item.pk in pending]
    _log(step, changed, log_data, pending, user)
    return [Taken(position, log_data[position.pk]) for position in positions]


def obstacle(
    step: Step, position: PositionPage, days: LocalDays, user: AbstractBaseUser | None = None
) -> str:
    """Why `user` can't take `step` with `position`, in an editor's words; empty if they can.

    Asks for nothing in the database where `position` has its `locked_by`.
    """
    names = {"title": position.get_admin_display_title()}
    if user is not None and not position.permissions_for_user(user).can_publish():
        return gettext("You may not publish “%(title)s”.") % names
    if user is not None and position.locked and BasicLock(position).for_user(user):
        if position.locked_by is None or position.locked_by == user:
            return gettext("“%(title)s” is locked.") % names
        names["user"] = get_user_display_name(position.locked_by)
        return gettext("“%(title)s” is locked by %(user)s.") % names
    if position.alias_of_id:
        return gettext("“%(title)s” is an alias: change the page that it repeats.") % names
    return step.obstacle(position, days)


def _locked(ids: Iterable[int], user: AbstractBaseUser | None) -> list[PositionPage]:
    """Those of the positions that `user` works on, locked in an order that all steps keep."""
    positions = PositionPage.objects.filter(pk__in=ids)
    if user is not None:
        positions = positions.worked_on_by(user)
    return list(
        positions.select_related("team", "locked_by")
        .order_by("pk")
        .select_for_update(of=("self", "page_ptr"))
    )


def _missing(ids: set[int]) -> list[str]:
    """A sentence for each position that is gone, with the title that the audit log has kept."""
    if not ids:
        return []
    deleted = PageLogEntry.objects.filter(
        page__in=ids, deleted=True, content_type=ContentType.objects.get_for_model(PositionPage)
    )
    titles = dict(deleted.values_list("page_id", "label"))
    named = [
        gettext("“%(title)s” was deleted meanwhile.") % {"title": titles[pk]}
        for pk in sorted(ids)
        if pk in titles
    ]
    if unknown := len(ids) - len(named):
        named.append(
            gettext("%(number)d of the selected positions can't be found.") % {"number": unknown}
        )
    return named


def _store(step: Step, positions: list[PositionPage], days: LocalDays) -> set[int]:
    """Change the published rows, those of aliases too, and what finds them. Returns whose."""
    followers: dict[int | None, list[PositionPage]] = defaultdict(list)
    for alias in PositionPage.objects.filter(alias_of__in=[item.pk for item in positions]):
        followers[alias.alias_of_id].append(alias)
    changed: list[PositionPage] = []
    groups: dict[tuple[Any, ...], list[PositionPage]] = defaultdict(list)
    for position in positions:
        values = step.values(position, days)
        if all(getattr(position, name) == value for name, value in values.items()):
            continue
        for item in (position, *followers[position.pk]):
            for name, value in values.items():
                setattr(item, name, value)
            groups[tuple(values.items())].append(item)
            changed.append(item)
    for items, group in groups.items():
        PositionPage.objects.filter(pk__in=[item.pk for item in group]).update(**dict(items))
    if step.changes_references:
        for item in changed:
            ReferenceIndex.create_or_update_for_object(item)
        index_positions(PositionPage.objects.filter(pk__in=[item.pk for item in changed]))
    _index(changed)
    return {item.pk for item in changed}


def _index(positions: list[PositionPage]) -> None:
    """Bring the search index up to date, as Wagtail does it for one page."""
    if not positions:
        return
    for name, backend in get_search_backends_with_name(with_auto_update=True):
        try:
            backend.add_bulk(PositionPage, positions)
        except Exception:
            # A search server that is down stops nobody; an error of the database does.
            if not backend.catch_indexing_errors:
                raise
            logger.exception("Positions could not be added to the search backend %r", name)


def _log(
    step: Step,
    positions: list[PositionPage],
    data: dict[int, dict[str, Any]],
    revisions: dict[int, Revision],
    user: AbstractBaseUser | None,
) -> None:
    context = get_active_log_context()
    shared = {
        "content_type": ContentType.objects.get_for_model(PositionPage),
        "action": step.log_action,
        "timestamp": timezone.now(),
        "user": user or context.user,
        "uuid": context.uuid or uuid4(),
    }
    PageLogEntry.objects.bulk_create(
        PageLogEntry(
            page=position,
            label=position.get_admin_display_title(),
            data=data[position.pk],
            revision=revisions.get(position.pk),
            content_changed=position.pk in revisions,
            **shared,
        )
        for position in positions
    )
