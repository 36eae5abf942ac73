"""Which steps make sense with a position, and who may take them.

Nothing here costs a query where the position comes from `with_state()` and permissions are cached.
"""

from __future__ import annotations

from typing import Any

from wagtail.locks import BasicLock

from careers.models import PositionPage
from careers.models.choices import PositionState
from careers.positions.branch import permissions_on_positions


def is_closed(position: PositionPage) -> bool:
    """`position.is_closed`, without a query where its state is known."""
    state = getattr(position, "state", None)
    if state is None:
        return position.is_closed
    return position.closed_at is not None or state == PositionState.CLOSED


def is_open_to_close(position: PositionPage) -> bool:
    return position.live and not is_closed(position)


def lock_of(position: PositionPage, user: Any) -> BasicLock | None:
    """The lock that somebody has put on `position`, if it keeps `user` out.

    That a version waits for its day doesn't count: closing changes nothing in it.
    """
    lock = BasicLock(position) if position.locked else None
    return lock if lock and lock.for_user(user) else None


def may_close_and_reopen(position: PositionPage, user: Any) -> bool:
    """Whether `user` may decide if candidates can apply for `position`, unless it is locked.

    An alias follows the page that it repeats.
    """
    return not position.alias_of_id and bool(position.permissions_for_user(user).can_publish())


def may_duplicate(position: PositionPage, user: Any) -> bool:
    """Whether `user` may edit `position` and add another beside it."""
    if not position.permissions_for_user(user).can_edit():
        return False
    return user.is_superuser or any(
        permission.permission.codename == "add_page"
        and permission.page_id != position.pk
        and position.path.startswith(permission.page.path)
        for permission in permissions_on_positions(user)
    )
