from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.viewsets.base import ViewSet
from wagtail.log_actions import LogActionRegistry, LogFormatter

from careers.admin.content_checks import add_content_checks
from careers.admin.deletion import (
    refuse_bulk_deletion,
    refuse_to_delete_page,
    refuse_to_delete_snippet,
)
from careers.admin.viewsets import VIEWSETS
from careers.positions.branch import LEAVE_TO_OTHERS

hooks.register("before_delete_page", refuse_to_delete_page)
hooks.register("before_delete_snippet", refuse_to_delete_snippet)
hooks.register("before_bulk_action", refuse_bulk_deletion)
# After a host's hooks, so that its own checker is there to be extended.
hooks.register("construct_wagtail_userbar", add_content_checks, order=1000)


@hooks.register("register_admin_viewset")
def register_viewsets() -> list[ViewSet]:
    return VIEWSETS


@hooks.register("register_permissions")
def register_permissions() -> QuerySet[Permission]:
    return Permission.objects.filter(content_type__app_label="careers", codename=LEAVE_TO_OTHERS)


@hooks.register("register_log_actions")
def register_log_actions(actions: LogActionRegistry) -> None:
    actions.register_action("careers.close", _("Close position"), _("Closed for candidates"))

    @actions.register_action("careers.reopen")
    class ReopenFormatter(LogFormatter):
        label = _("Reopen position")

        def format_message(self, log_entry: Any) -> Any:
            cleared = log_entry.data.get("cleared_closing_date")
            if not cleared:
                return _("Reopened for candidates")
            return _(
                "Reopened for candidates; the closing date %(date)s had passed and was cleared"
            ) % {"date": cleared}
