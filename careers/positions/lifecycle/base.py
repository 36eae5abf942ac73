"""What all actions on positions have in common."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext
from wagtail.actions.base import BaseAction

from careers.core.local_dates import LocalDates
from careers.positions.position_page import PositionPage

MAX_REASONS = 5


class LifecycleError(Exception):
    """An action was refused and nothing was done. `reasons` are sentences for an editor."""

    def __init__(self, *reasons: str) -> None:
        self.reasons = list(dict.fromkeys(reasons))
        super().__init__(" ".join(shortened(self.reasons)))


class LifecyclePermissionError(LifecycleError, PermissionDenied):
    """The user may not apply the action."""


def shortened(reasons: list[str]) -> list[str]:
    """Return the first of `reasons`, and how many more there are."""
    left = len(reasons) - MAX_REASONS
    if left <= 0:
        return reasons
    return [
        *reasons[:MAX_REASONS],
        gettext("There are %(number)d more reasons.") % {"number": left},
    ]


class PositionAction(BaseAction):
    """An action on one position; `apply` takes its class for any number of them.

    Subclasses take their own options as keyword arguments, and say in `options` what they were.
    Published pages change at once, and so do drafts; nothing else of a draft is published. The
    audit log gets an entry for each position that changes.
    """

    permission_policy_action = "publish"
    permission_error_class = LifecyclePermissionError
    log_action: ClassVar[str]
    #: The fields of the position that it may change.
    changed_fields: ClassVar[tuple[str, ...]]
    #: Whether it may change what revisions hold.
    changes_drafts: ClassVar[bool] = False
    #: Whether it changes a foreign key, so that the reference index has to follow.
    changes_references: ClassVar[bool] = False

    instance: PositionPage

    @classmethod
    def default_options(cls) -> dict[str, Any]:
        """Return options that are the same for all positions to which it is applied at once."""
        return {}

    @property
    def options(self) -> dict[str, Any]:
        return {}

    def user_has_permission(self) -> bool:
        return bool(self.instance.permissions_for_user(self.user).can_publish())

    def check(self, skip_permission_checks: bool = False) -> None:
        """Raise `LifecyclePermissionError` if the user may not publish the position."""
        if self.user and not skip_permission_checks and not self.user_has_permission():
            raise self.permission_error_class(self.permission_refusal())

    def permission_refusal(self) -> str:
        title = self.instance.get_admin_display_title()
        return gettext("You may not publish “%(title)s”.") % {"title": title}

    def refusal(self, dates: LocalDates) -> str:
        """Return why the position's state doesn't allow the action, or "" if it does."""
        return ""

    def values(self, dates: LocalDates) -> dict[str, Any]:
        """Return the new values of the position's fields."""
        raise NotImplementedError

    def revision_values(self, content: dict[str, Any], dates: LocalDates) -> dict[str, Any]:
        """Return the new values for the serialised `content` of a pending revision."""
        return {}

    def for_translation(self, translation: PositionPage) -> PositionAction:
        """Return the same action on a translation of the position, whose state it shares."""
        return type(self)(translation, self.user, **self.options)

    def translated_values(self, values: dict[str, Any]) -> dict[str, Any]:
        """Return the new values of this translation, where those of the position are `values`."""
        return values

    def log_data(self, dates: LocalDates) -> dict[str, Any]:
        """Return what the audit log keeps; asked before the position changes."""
        return {}
