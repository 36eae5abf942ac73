"""Who works with webhooks: permissions on endpoints count for their messages too."""

from __future__ import annotations

from typing import Any

from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import policy_registry, register_permission_policy

from careers.contrib.webhooks.models import Endpoint, Message


class MessagePolicy(ModelPermissionPolicy):
    """Who may change an endpoint sees its messages and sends them again; nobody edits them."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        if action not in {"view", "change"}:
            return False
        return bool(super().user_has_permission(user, "change"))


def register_message_policy() -> None:
    register_permission_policy(Message, MessagePolicy(Message, auth_model=Endpoint))


def may_change_endpoints(user: Any) -> bool:
    return bool(policy_registry.get_by_type(Endpoint).user_has_permission(user, "change"))
