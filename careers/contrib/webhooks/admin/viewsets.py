"""Webhooks among the settings, their messages among the reports."""

from __future__ import annotations

from typing import Any

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.viewsets.model import ModelViewSet

from careers.contrib.webhooks.admin import endpoint_actions
from careers.contrib.webhooks.admin.columns import (
    EndpointStateColumn,
    MessageStateColumn,
)
from careers.contrib.webhooks.admin.endpoint_form import EndpointForm
from careers.contrib.webhooks.admin.endpoint_views import (
    EndpointCreateView,
    EndpointEditView,
    EndpointIndexView,
)
from careers.contrib.webhooks.admin.message_views import (
    MessageFilterSet,
    MessageIndexView,
    MessageInspectView,
    SendMessageAgainView,
)
from careers.contrib.webhooks.models import Endpoint, Message

ENDPOINTS, MESSAGES = "careers_webhooks", "careers_webhook_messages"


class EndpointViewSet(ModelViewSet):
    model = Endpoint
    icon = "link-external"
    menu_label = _("Webhooks")
    add_to_settings_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    index_view_class = EndpointIndexView
    add_view_class = EndpointCreateView
    edit_view_class = EndpointEditView
    edit_template_name = "careers_webhooks/admin/endpoint_edit.html"
    edit_handler = ObjectList(
        [FieldPanel("name"), FieldPanel("site"), FieldPanel("url"), FieldPanel("events")],
        base_form_class=EndpointForm,
    )
    list_display = [
        "name",
        Column("host", label=_("Address")),
        Column("site", label=_("Site"), sort_key="site"),
        EndpointStateColumn("state", label=_("State")),
        Column("number_waiting", label=_("Waiting"), sort_key="number_waiting"),
        DateColumn("succeeded_at", label=_("Last success"), sort_key="succeeded_at"),
    ]
    ordering = "name"

    def get_edit_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        options = {
            "action_namespace": self.url_namespace,
            "messages_url_name": f"{MESSAGES}:index",
        }
        return {**super().get_edit_view_kwargs(**kwargs), **options}

    def get_urlpatterns(self) -> list[URLPattern]:
        actions = {
            "pause": endpoint_actions.PauseView,
            "resume": endpoint_actions.ResumeView,
            "test": endpoint_actions.TestView,
            "new_secret": endpoint_actions.NewSecretView,
            "send_again": endpoint_actions.SendAgainView,
        }
        return [
            *(pattern for pattern in super().get_urlpatterns() if pattern.name != "usage"),
            *(
                path(f"<int:pk>/{name}/", self.construct_view(view), name=name)
                for name, view in actions.items()
            ),
        ]

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_common_view_kwargs(**kwargs), "usage_url_name": None}


class MessageViewSet(ModelViewSet):
    """Nobody adds, edits or deletes messages."""

    model = Message
    icon = "history"
    menu_label = _("Webhook messages")
    menu_hook = "register_reports_menu_item"
    add_to_reference_index = False
    copy_view_enabled = False
    inspect_view_enabled = True
    index_view_class = MessageIndexView
    inspect_view_class = MessageInspectView
    inspect_template_name = "careers_webhooks/admin/message.html"
    filterset_class = MessageFilterSet
    form_fields: list[str] = []
    list_display = [
        "title_or_event",
        Column("event", label=_("Event"), sort_key="event"),
        Column("endpoint", label=_("Webhook"), sort_key="endpoint__name"),
        MessageStateColumn("state", label=_("State"), sort_key="state"),
        Column("last_status", label=_("Answer"), sort_key="last_status"),
        Column("tries", label=_("Attempts"), sort_key="tries"),
        Column("next_step", label=_("Next attempt"), sort_key="next_attempt_at"),
        DateColumn("created_at", label=_("Created"), sort_key="created_at"),
    ]
    ordering = ["-created_at", "-pk"]

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        """Leave out what nobody may do, or Wagtail would show it to superusers."""
        names = ("add_url_name", "edit_url_name", "delete_url_name", "usage_url_name")
        return {
            **super().get_common_view_kwargs(**kwargs),
            **dict.fromkeys((*names, "history_url_name")),
            "endpoint_url_name": f"{ENDPOINTS}:edit",
            "send_again_url_name": self.get_url_name("send_again"),
        }

    def get_urlpatterns(self) -> list[URLPattern]:
        shown = {"index", "index_results", "inspect"}
        send_again = self.construct_view(SendMessageAgainView)
        return [
            *(pattern for pattern in super().get_urlpatterns() if pattern.name in shown),
            path("send-again/<int:pk>/", send_again, name="send_again"),
        ]


VIEWSETS = [EndpointViewSet(ENDPOINTS), MessageViewSet(MESSAGES)]
