"""Show the plugin's entries in the admin's menu, and Wagtail's reports, to users who need them."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from wagtail.admin.menu import MenuItem
from wagtail.models import GroupPagePermission, Page, WorkflowPage
from wagtail.permissions import policy_registry

from careers.conf import front_end_origins
from careers.models import FrontEndSettings, TeamIndexPage
from careers.positions.permissions import (
    WORKING_PERMISSIONS,
    position_content_types,
    works_on_positions,
)

#: Reports that list only pages with a workflow.
WORKFLOW_REPORTS = {"workflows", "workflow-tasks"}


class PositionsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return works_on_positions(request.user)


class TeamsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return works_on_teams(request.user)


def works_on_teams(user: Any) -> bool:
    """Tell whether `user` may add a team's page, or do something with an existing one."""
    if user.is_superuser:
        return bool(user.is_active)
    paths = [permission.page.path for permission in _working_permissions(user)]
    indexes = TeamIndexPage.objects.values_list("path", flat=True) if paths else []
    return any(
        index.startswith(path) or path.startswith(index) for index in indexes for path in paths
    )


def hide_workflow_reports(request: HttpRequest, items: list[MenuItem]) -> None:
    """Hide the workflow reports from users who work on positions only, until these have a workflow.

    A `construct_reports_menu` hook.
    """
    types = position_content_types()
    position_types = {content_type.pk for content_type in types}
    granted = _working_permissions(request.user)
    if request.user.is_superuser or any(
        permission.page.content_type_id not in position_types for permission in granted
    ):
        return
    if not WorkflowPage.objects.filter(page__content_type__in=position_types).exists():
        items[:] = [item for item in items if item.name not in WORKFLOW_REPORTS]


def hide_front_ends(request: HttpRequest, items: list[MenuItem]) -> None:
    """Hide the setting of a front end while a developer allows none.

    A `construct_settings_menu` hook.
    """
    if not front_end_origins():
        items[:] = [item for item in items if getattr(item, "model", None) is not FrontEndSettings]


def _working_permissions(user: Any) -> list[GroupPagePermission]:
    granted = policy_registry.get_by_type(Page).get_cached_permissions_for_user(user)
    return [each for each in granted if each.permission.codename in WORKING_PERMISSIONS]
