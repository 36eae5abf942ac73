"""Show the plugin's entries in the admin's menu, and Wagtail's reports, to users who need them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem
from wagtail.models import GroupPagePermission, Page, WorkflowPage
from wagtail.permissions import policy_registry

from careers.conf import front_end_origins, menu_style
from careers.models import FrontEndSettings, TeamIndexPage
from careers.positions.permissions import (
    WORKING_PERMISSIONS,
    position_content_types,
    works_on_positions,
)

#: Reports that list only pages with a workflow.
WORKFLOW_REPORTS = {"workflows", "workflow-tasks"}


class MenuEntryMixin:
    """A viewset with an entry in the plugin's group of the admin's menu, or in the menu itself.

    `CAREERS_MENU` decides which of them is shown.
    """

    has_menu_entry = True

    def register_menu_item(self) -> None:
        """Register the entry that stands in the menu itself."""
        hooks.register("register_admin_menu_item", self.get_flat_menu_item)

    def get_flat_menu_item(self) -> MenuItem:
        item: Any = self.get_menu_item()  # type: ignore[attr-defined]
        return shown_in("flat", item)

    def get_menu_item_is_registered(self) -> bool:
        """Tell Wagtail whether a snippet has an entry of its own, or stands among “Snippets”."""
        return menu_style() is not None


def menu_group(viewsets: Iterable[Any]) -> MenuItem:
    """Return the plugin's group of the admin's menu, with the entries of `viewsets`.

    A host changes it by the hook `construct_careers_menu`, as Wagtail's main menu by its own.
    """
    entries = [each.get_menu_item() for each in viewsets if getattr(each, "has_menu_entry", False)]
    menu = Menu(None, construct_hook_name="construct_careers_menu", items=entries)
    group = SubmenuMenuItem(
        _("Careers"), menu, name="careers", icon_name="careers-briefcase", order=50
    )
    return shown_in("group", group)


def shown_in(style: str, item: Any) -> MenuItem:
    """Show `item` only while `CAREERS_MENU` asks for entries in this `style`."""
    is_shown = item.is_shown
    item.is_shown = lambda request: menu_style() == style and is_shown(request)
    shown: MenuItem = item
    return shown


class PositionsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return works_on_positions(request.user)


class TeamsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return works_on_teams(request.user)


def works_on_teams(user: Any) -> bool:
    """Tell whether `user` may add a team's page, or do something with an existing one.

    Asked for once a request: a group of the menu asks its entries twice.
    """
    if user.is_superuser:
        return bool(user.is_active)
    if not hasattr(user, "_careers_works_on_teams"):
        paths = [permission.page.path for permission in _working_permissions(user)]
        indexes = TeamIndexPage.objects.values_list("path", flat=True) if paths else []
        user._careers_works_on_teams = any(
            index.startswith(path) or path.startswith(index) for index in indexes for path in paths
        )
    return bool(user._careers_works_on_teams)


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
