"""Apply an action to one position or to many: to all of them, or to none."""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from typing import Any, NamedTuple
from uuid import uuid4

from django.contrib.auth.models import AbstractBaseUser
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext
from modelsearch.backends import get_search_backends_with_name
from wagtail.admin.utils import get_user_display_name
from wagtail.locks import BasicLock
from wagtail.log_actions import get_active_log_context
from wagtail.models import PageLogEntry, ReferenceIndex, Revision

from careers.core.database_features import lock_rows
from careers.core.local_dates import LocalDates
from careers.positions.lifecycle.announcements import announce_after_commit
from careers.positions.lifecycle.base import (
    LifecycleError,
    LifecyclePermissionError,
    PositionAction,
)
from careers.positions.lifecycle.pending_revisions import change_pending_revisions
from careers.positions.position_page import PositionPage

logger = logging.getLogger(__name__)


class Result(NamedTuple):
    """A position after an action, and what the audit log keeps of the action."""

    position: PositionPage
    log_data: dict[str, Any]


class AppliedAction(PositionAction):
    """An action that `apply` can apply to many positions, and that executes itself for one."""

    def execute(self, skip_permission_checks: bool = False) -> Result:
        """Apply the action to its position; the instance follows what is stored.

        Raises `LifecycleError` where the position's state doesn't allow it, and
        `LifecyclePermissionError` where the user may not do it.
        """
        (result,) = apply(
            type(self),
            [self.instance.pk],
            self.user,
            skip_permission_checks=skip_permission_checks,
            **self.options,
        )
        for name in self.changed_fields:
            setattr(self.instance, name, getattr(result.position, name))
        return result


@transaction.atomic
def apply(
    action_class: type[PositionAction],
    ids: Iterable[int],
    user: AbstractBaseUser | None = None,
    *,
    skip_permission_checks: bool = False,
    **options: Any,
) -> list[Result]:
    """Apply an action to the positions that have `ids`, and return them as they are then.

    Their translations share their state and change with them, whatever `user` may do there.
    Writes an entry to the audit log for each that changes. With a `user`, page permissions and
    locks count. Raises `LifecycleError`, with a reason for each position that refuses the action;
    then nothing was done to any of them.
    """
    given = set(ids)
    dates = LocalDates()
    checked_user = None if skip_permission_checks else user
    positions, translations = _locked_positions(given, checked_user)
    options = action_class.default_options() | options
    actions = [action_class(position, user, **options) for position in positions]
    reasons = _missing(given - {position.pk for position in positions})
    reasons += filter(None, (refusal(action, dates, checked_user) for action in actions))
    if reasons:
        denied = checked_user and not all(action.user_has_permission() for action in actions)
        raise (LifecyclePermissionError if denied else LifecycleError)(*reasons)
    values = [(action, action.values(dates)) for action in actions]
    log_data = carry_out([*values, *_of_translations(values, translations)], dates, user)
    return [Result(position, log_data[position.pk]) for position in positions]


def carry_out(
    actions: Collection[tuple[PositionAction, dict[str, Any]]],
    dates: LocalDates,
    user: AbstractBaseUser | None,
) -> dict[int, dict[str, Any]]:
    """Store the values that actions of one class give to their positions, which are locked.

    Changes drafts, writes to the audit log, and announces what has changed. Return what the log
    keeps of each action, by the position's id.
    """
    if not actions:
        return {}
    by_id = {action.instance.pk: action for action, _values in actions}
    action_class = type(next(iter(by_id.values())))
    positions = [action.instance for action in by_id.values()]
    log_data = {key: action.log_data(dates) for key, action in by_id.items()}
    changed = _store(actions)
    revisions: dict[int, Revision] = {}
    if action_class.changes_drafts:
        revisions = change_pending_revisions(
            positions,
            lambda position, content: by_id[position.pk].revision_values(content, dates),
            user,
        )
    logged = [item for item in positions if item.pk in changed or item.pk in revisions]
    _log(action_class, logged, log_data, revisions, user)
    announce_after_commit(changed, fields=action_class.changed_fields)
    return log_data


def refusal(action: PositionAction, dates: LocalDates, user: AbstractBaseUser | None = None) -> str:
    """Return why `user` can't apply `action`, in an editor's words, or "" if they can.

    Asks the database for nothing where the position has its `locked_by`.
    """
    position = action.instance
    names = {"title": position.get_admin_display_title()}
    if user is not None and not position.permissions_for_user(user).can_publish():
        return action.permission_refusal()
    if user is not None and position.locked and BasicLock(position).for_user(user):
        if position.locked_by is None or position.locked_by == user:
            return gettext("“%(title)s” is locked.") % names
        names["user"] = get_user_display_name(position.locked_by)
        return gettext("“%(title)s” is locked by %(user)s.") % names
    if position.alias_of_id:
        return gettext("“%(title)s” is an alias: change the page that it repeats.") % names
    return action.refusal(dates)


def _locked_positions(
    ids: Iterable[int], user: AbstractBaseUser | None
) -> tuple[list[PositionPage], list[PositionPage]]:
    """Those of the positions that `user` works on, and the other translations of these.

    All are locked in an order that all actions keep. Aliases follow the page that they repeat.
    """
    given = PositionPage.objects.filter(pk__in=ids)
    if user is not None:
        given = given.worked_on_by(user)
    positions = (
        PositionPage.objects.filter(translation_key__in=given.values("translation_key"))
        .annotate(is_given=Q(pk__in=given.values("pk")))
        .select_related("team", "locked_by")
        .order_by("pk")
    )
    chosen: list[PositionPage] = []
    translations: list[PositionPage] = []
    for position in lock_rows(positions, "self", "page_ptr"):
        if position.is_given:
            chosen.append(position)
        elif not position.alias_of_id:
            translations.append(position)
    return chosen, translations


def _of_translations(
    given: Iterable[tuple[PositionAction, dict[str, Any]]], translations: Iterable[PositionPage]
) -> Iterator[tuple[PositionAction, dict[str, Any]]]:
    """Yield what `given` actions do with the translations of their positions."""
    by_translation = {action.instance.translation_key: (action, values) for action, values in given}
    for translation in translations:
        action, values = by_translation[translation.translation_key]
        translated = action.for_translation(translation)
        yield translated, translated.translated_values(values)


def _missing(ids: set[int]) -> list[str]:
    """A sentence for each position that is gone, with the title that the audit log has kept."""
    if not ids:
        return []
    deleted = PageLogEntry.objects.filter(
        page__in=ids, deleted=True, content_type=ContentType.objects.get_for_model(PositionPage)
    )
    titles = dict(deleted.values_list("page_id", "label"))
    reasons = [
        gettext("“%(title)s” was deleted meanwhile.") % {"title": titles[pk]}
        for pk in sorted(ids)
        if pk in titles
    ]
    if unknown := len(ids) - len(reasons):
        reasons.append(
            gettext("%(number)d of the selected positions can't be found.") % {"number": unknown}
        )
    return reasons


def _store(actions: Collection[tuple[PositionAction, dict[str, Any]]]) -> set[int]:
    """Update positions and their aliases, and the indexes of search and uses. Return their ids."""
    aliases: dict[int | None, list[PositionPage]] = defaultdict(list)
    for alias in PositionPage.objects.filter(
        alias_of__in=[action.instance.pk for action, _values in actions]
    ):
        aliases[alias.alias_of_id].append(alias)
    changed: list[PositionPage] = []
    by_values: dict[tuple[Any, ...], list[PositionPage]] = defaultdict(list)
    for action, values in actions:
        position = action.instance
        if all(getattr(position, name) == value for name, value in values.items()):
            continue
        for item in (position, *aliases[position.pk]):
            for name, value in values.items():
                setattr(item, name, value)
            by_values[tuple(values.items())].append(item)
            changed.append(item)
    for values_of_all, positions in by_values.items():
        rows = PositionPage.objects.filter(pk__in=[item.pk for item in positions])
        rows.update(**dict(values_of_all))
    if any(action.changes_references for action, _values in actions):
        for item in changed:
            ReferenceIndex.create_or_update_for_object(item)
    _add_to_search_backends(changed)
    return {item.pk for item in changed}


def _add_to_search_backends(positions: list[PositionPage]) -> None:
    """Bring Wagtail's search indexes up to date, as Wagtail does it for one page."""
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
    action_class: type[PositionAction],
    positions: list[PositionPage],
    data: dict[int, dict[str, Any]],
    revisions: dict[int, Revision],
    user: AbstractBaseUser | None,
) -> None:
    context = get_active_log_context()
    shared = {
        "content_type": ContentType.objects.get_for_model(PositionPage),
        "action": action_class.log_action,
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
