"""Decide which actions make sense with a position, and whether a user may apply them.

Costs no query where the position comes from `with_state()` and permissions are cached.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from wagtail.locks import BasicLock

from careers.models import PositionPage
from careers.positions.choices import PositionState
from careers.positions.permissions import may_add_beside


def available_actions(position: PositionPage, user: Any) -> Iterator[str]:
    """Yield the actions on one position that make sense now and that `user` may apply."""
    if may_close_and_reopen(position, user) and not lock_against(position, user):
        if is_shown_closed(position):
            yield "reopen"
        elif position.live:
            yield "close"
    if may_add_beside(position, user):
        yield "duplicate"


def is_shown_closed(position: PositionPage) -> bool:
    """Tell the same as `position.is_closed`, without a query where its state is annotated."""
    state = getattr(position, "state", None)
    if state is None:
        return position.is_closed
    return position.closed_at is not None or state == PositionState.CLOSED


def lock_against(position: PositionPage, user: Any) -> BasicLock | None:
    """Return the lock that an editor has put on `position`, if it keeps `user` out.

    A scheduled revision locks a page too; it doesn't count, since closing changes nothing in it.
    """
    lock = BasicLock(position) if position.locked else None
    return lock if lock and lock.for_user(user) else None


def may_close_and_reopen(position: PositionPage, user: Any) -> bool:
    """Tell whether `user` may close and reopen `position` while it is not locked.

    An alias follows the page that it repeats.
    """
    return not position.alias_of_id and bool(position.permissions_for_user(user).can_publish())
