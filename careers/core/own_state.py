"""Keep the state of a page from those whose permissions are meant for the pages below it.

Recruiters get their permissions on the position index page. If it were unpublished, made private or
left to expire, all positions would be gone with it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import models
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.models import GroupPagePermission, Page, PagePermissionTester

#: The fields of a page's form by which its state changes, and the addresses of all pages below.
STATE_FIELDS = ("go_live_at", "expire_at", "slug")


def actions_on(page: Any, permissions: Iterable[GroupPagePermission]) -> set[str]:
    """Return the actions, such as "publish", that `permissions` allow on `page`.

    An action is read from a codename, such as "publish_page", as Wagtail's `PagePermissionTester`
    reads it.
    """
    return {
        permission.permission.codename.rsplit("_", maxsplit=1)[0]
        for permission in permissions
        if page.path.startswith(permission.page.path)
    }


class OwnStateTester(PagePermissionTester):
    """What a user may do with a page that keeps its state.

    A permission on the page itself allows to edit and publish its text, and all that it allows on
    the pages below. To take it off the site, to make it private or to move it needs a permission
    on a page above it.
    """

    def __init__(self, user: Any, page: Any) -> None:
        super().__init__(user, page)
        if user.is_active and not user.is_superuser:
            granted = self.granted_permissions(user)
            above = [permission for permission in granted if permission.page.path != page.path]
            self.permissions_above = actions_on(page, above)

    def granted_permissions(self, user: Any) -> Any:
        """Return the page permissions of `user` that count here."""
        return self.permission_policy.get_cached_permissions_for_user(user)

    def can_change_state(self) -> bool:
        return self._is_granted_above("publish")

    def can_unpublish(self) -> bool:
        return super().can_unpublish() and self.can_change_state()

    def can_set_view_restrictions(self) -> bool:
        return super().can_set_view_restrictions() and self.can_change_state()

    def can_unschedule(self) -> bool:
        return super().can_unschedule() and self.can_change_state()

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        """Tell whether the page may be deleted; Wagtail asks the same before it is moved."""
        return super().can_delete(ignore_bulk) and self._is_granted_above("add", "change")

    def _is_granted_above(self, *names: str) -> bool:
        if not self.user.is_active:
            return False
        return self.user.is_superuser or not self.permissions_above.isdisjoint(names)


class OwnStateForm(WagtailAdminPageForm):
    """A page's form without the fields that change a state which is not for its user to change."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk and self.for_user:
            tester = self.instance.permissions_for_user(self.for_user)
            if not tester.can_change_state():
                self._leave_state()

    def _leave_state(self) -> None:
        """Take the fields away; an old version of the page brings no old values of them back."""
        newest = Page.objects.get(pk=self.instance.pk).get_latest_revision_as_object()
        for name in STATE_FIELDS:
            self.fields.pop(name, None)
            setattr(self.instance, name, getattr(newest, name))


class OwnStateMixin(models.Model):
    """A page that keeps its state from those who have permissions on it alone."""

    base_form_class = OwnStateForm

    class Meta:
        abstract = True

    def permissions_for_user(self, user: Any) -> OwnStateTester:
        return OwnStateTester(user, self)
