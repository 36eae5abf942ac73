"""Permissions on positions, which those above them in the tree do not always hand down.

Wagtail hands page permissions and workflows down the tree, from the front page to every position
below it. Recruiters work without the marketing team's approval, and marketing leaves positions to
recruiters.
"""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.db import models
from wagtail.models import (
    GroupPagePermission,
    Page,
    PagePermissionTester,
    Workflow,
    WorkflowPage,
    get_page_models,
)
from wagtail.permissions import policy_registry

from careers.core.own_state import OwnStateMixin, OwnStateTester, actions_on

#: A group with this permission inherits none on positions from pages above their index page.
LEAVE_TO_OTHERS = "leave_positions_to_others"
#: With one of these on a page, a user sees the positions below it in the admin.
WORKING_PERMISSIONS = frozenset(
    {"add_page", "bulk_delete_page", "change_page", "lock_page", "publish_page", "unlock_page"}
)


class PositionPermissionTester(PagePermissionTester):
    """What a user may do with a position."""

    def __init__(self, user: Any, page: Any) -> None:
        super().__init__(user, page)
        if user.is_active and not user.is_superuser:
            self.permissions = actions_on(page, permissions_on_positions(user))


class PositionIndexPermissionTester(OwnStateTester, PositionPermissionTester):
    """What a user may do with the page that lists positions."""

    def granted_permissions(self, user: Any) -> list[GroupPagePermission]:
        return permissions_on_positions(user)


class PositionPermissionsMixin(models.Model):
    """Limits the permissions that positions and their index page inherit."""

    class Meta:
        abstract = True

    def permissions_for_user(self, user: Any) -> PagePermissionTester:
        return PositionPermissionTester(user, self)

    @property
    def has_workflow(self) -> bool:
        return self.get_workflow() is not None

    def get_workflow(self) -> Workflow | None:
        """Return the workflow assigned to positions; one of a page above doesn't count."""
        page: Any = self
        if super().get_workflow() is None or not page.path:  # type: ignore[misc]
            return None
        assigned = WorkflowPage.objects.filter(
            page__in=page.get_ancestors(inclusive=True),
            page__content_type__in=position_content_types(),
            workflow__active=True,
        )
        nearest = assigned.select_related("workflow").order_by("-page__depth").first()
        return nearest.workflow if nearest else None


class PositionIndexPermissionsMixin(OwnStateMixin, PositionPermissionsMixin):
    """Limits the permissions on the page that lists positions as on them, and keeps its state."""

    class Meta:
        abstract = True

    def permissions_for_user(self, user: Any) -> PositionIndexPermissionTester:
        return PositionIndexPermissionTester(user, self)


def position_content_types() -> list[ContentType]:
    """Return the content types of positions and of their index page."""
    types = [model for model in get_page_models() if issubclass(model, PositionPermissionsMixin)]
    return list(ContentType.objects.get_for_models(*types).values())


def permissions_on_positions(user: Any) -> list[GroupPagePermission]:
    """Return the page permissions of `user` that count on positions below their page.

    Superusers, who may do everything, have none of them. Asked for once a request.
    """
    if not hasattr(user, "_careers_position_permissions"):
        granted = list(policy_registry.get_by_type(Page).get_cached_permissions_for_user(user))
        leaving = _groups_that_leave_positions(user) if granted else set()
        own = {content_type.pk for content_type in position_content_types()} if leaving else set()
        user._careers_position_permissions = [
            permission
            for permission in granted
            if permission.group_id not in leaving or permission.page.content_type_id in own
        ]
    return user._careers_position_permissions


def works_on_positions(user: Any) -> bool:
    """Tell whether `user` may do something with at least some positions."""
    return bool(user.is_active and (user.is_superuser or working_paths(user)))


def working_paths(user: Any) -> list[str]:
    """Return the tree paths of pages below which `user` may do something with positions."""
    return [
        permission.page.path
        for permission in permissions_on_positions(user)
        if permission.permission.codename in WORKING_PERMISSIONS
    ]


def may_add_beside(position: Page, user: Any) -> bool:
    """Tell whether `user` may edit `position` and add another beside it."""
    if not position.permissions_for_user(user).can_edit():
        return False
    return user.is_superuser or any(
        permission.permission.codename == "add_page"
        and permission.page_id != position.pk
        and position.path.startswith(permission.page.path)
        for permission in permissions_on_positions(user)
    )


def _groups_that_leave_positions(user: Any) -> set[int]:
    groups = Group.objects.filter(
        user=user,
        permissions__codename=LEAVE_TO_OTHERS,
        permissions__content_type__app_label="careers",
    )
    return set(groups.values_list("pk", flat=True))
