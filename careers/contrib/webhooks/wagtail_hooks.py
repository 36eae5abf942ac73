from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.viewsets.base import ViewSet
from wagtail.log_actions import LogActionRegistry

from careers.contrib.webhooks.admin.permissions import register_message_policy
from careers.contrib.webhooks.admin.todo import add_failing_webhooks
from careers.contrib.webhooks.admin.viewsets import VIEWSETS

register_message_policy()
hooks.register("construct_careers_todo_lists", add_failing_webhooks)


@hooks.register("register_admin_viewset")
def register_viewsets() -> list[ViewSet]:
    return VIEWSETS


@hooks.register("register_log_actions")
def register_log_actions(actions: LogActionRegistry) -> None:
    for name, label, message in (
        ("pause", _("Pause webhook"), _("Paused")),
        ("resume", _("Resume webhook"), _("Resumed")),
        ("new_secret", _("New secret"), _("Given a new secret")),
    ):
        actions.register_action(f"careers_webhooks.{name}", label, message)
