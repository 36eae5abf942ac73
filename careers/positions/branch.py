"""The branch of the tree with the positions, which page permissions and workflows can leave out.

Wagtail hands both down the tree, from the front page to every position below it. Recruiters work
without the marketing team's approval, and marketing leaves positions to recruiters.
"""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.contrib.auth.models import Group
from wagtail.models import GroupPagePermission, PagePermissionTester, Workflow, WorkflowPage
from wagtail.permissions import policy_registry

#: Who has this permission has none of those that a page above the positions hands down.
LEAVE_TO_OTHERS = "leave_positions_to_others"
#: What lets somebody see positions in the admin.
WORKING_PERMISSIONS = frozenset(
    {"add_page", "bulk_delete_page", "change_page", "lock_page", "publish_page", "unlock_page"}
)


class PositionPermissionTester(PagePermissionTester):
    """What somebody may do with a position, or with the list of them."""

    def __init__(self, user: Any, page: Any) -> None:
        super().__init__(user, page)
        if user.is_active and not user.is_superuser:
            self.permissions = {
                permission.permission.codename.rsplit("_", maxsplit=1)[0]
                for permission in permissions_on_positions(user)
                if page.path.startswith(permission.page.path)
            }


class PositionBranchMixin:
    """For a page of the branch: what a page above it hands down doesn't always count here."""

    def permissions_for_user(self, user: Any) -> PagePermissionTester:
        return PositionPermissionTester(user, self)

    @property
    def has_workflow(self) -> bool:
        return self.get_workflow() is not None

    def get_workflow(self) -> Workflow | None:
        """The workflow that is assigned within the branch; one of a page above doesn't count."""
        page: Any = self
        if super().get_workflow() is None or not page.path:  # type: ignore[misc]
            return None
        assigned = WorkflowPage.objects.filter(
            page__in=page.get_ancestors(inclusive=True),
            page__content_type__in=_branch_types(),
            workflow__active=True,
        )
        nearest = assigned.select_related("workflow").order_by("-page__depth").first()
        return nearest.workflow if nearest else None


def permissions_on_positions(user: Any) -> list[GroupPagePermission]:
    """The page permissions of `user` that count on positions below their page.

    Superusers, who may do everything, have none of them. Asked for once a request.
    """
    if not hasattr(user, "_careers_position_permissions"):
        granted = list(_page_policy().get_cached_permissions_for_user(user))
        left = _groups_that_leave_positions(user) if granted else set()
        user._careers_position_permissions = [
            permission
            for permission in granted
            if permission.group_id not in left or permission.page.content_type_id in _branch_ids()
        ]
    found: list[GroupPagePermission] = user._careers_position_permissions
    return found


def works_on_positions(user: Any) -> bool:
    """Whether `user` may do something with at least some positions."""
    return bool(user.is_active and (user.is_superuser or working_paths(user)))


def working_paths(user: Any) -> list[str]:
    """The tree paths of pages below which `user` may do something with positions."""
    return [
        permission.page.path
        for permission in permissions_on_positions(user)
        if permission.permission.codename in WORKING_PERMISSIONS
    ]


def _groups_that_leave_positions(user: Any) -> set[int]:
    groups = Group.objects.filter(
        user=user,
        permissions__codename=LEAVE_TO_OTHERS,
        permissions__content_type__app_label="careers",
    )
    return set(groups.values_list("pk", flat=True))


def _branch_types() -> list[Any]:
    content_types = apps.get_model("contenttypes.ContentType").objects
    models = [apps.get_model("careers", name) for name in ("PositionIndexPage", "PositionPage")]
    return list(content_types.get_for_models(*models).values())


def _branch_ids() -> set[int]:
    return {content_type.pk for content_type in _branch_types()}


def _page_policy() -> Any:
    return policy_registry.get_by_type(apps.get_model("wagtailcore.Page"))
