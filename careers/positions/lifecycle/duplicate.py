from __future__ import annotations

from django.db import transaction
from wagtail.actions.base import BaseAction

from careers.core.slugs import free_slug
from careers.positions.lifecycle.base import LifecyclePermissionError
from careers.positions.permissions import may_add_beside
from careers.positions.position_page import PositionPage


class Duplicate(BaseAction):
    """Make a draft with the newest content of a position, that of its own draft where it has one.

    Dates, reference, outside identity and a lock stay behind.
    """

    action_name = "duplicate"
    permission_policy_action = "add"
    permission_error_class = LifecyclePermissionError

    instance: PositionPage

    def user_has_permission(self) -> bool:
        return may_add_beside(self.instance, self.user)

    def execute(self, skip_permission_checks: bool = False) -> PositionPage:
        """Return the new draft. Raises `LifecyclePermissionError` if the user may not add one."""
        self.check(skip_permission_checks)
        with transaction.atomic():
            newest = self.instance.get_latest_revision_as_object()
            copy: PositionPage = newest.copy(
                update_attrs={
                    "slug": free_slug(self.instance.slug, self.instance.get_parent()),
                    "closing_date": None,
                    "go_live_at": None,
                    "expire_at": None,
                    "locked": False,
                    "locked_at": None,
                    "locked_by": None,
                },
                copy_revisions=False,
                keep_live=False,
                user=self.user,
                log_action="wagtail.copy",
            )
        return copy
