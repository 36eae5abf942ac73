from __future__ import annotations

from typing import Any

from wagtail.admin.ui.tables import Column

from careers.contrib.webhooks.message import MessageState


class EndpointStateColumn(Column):
    cell_template_name = "careers_webhooks/admin/endpoint_state_cell.html"

    class Media:
        css = {"all": ["careers_webhooks/admin.css"]}

    def get_cell_context_data(self, instance: Any, parent_context: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        return context | {"endpoint": instance}


class MessageStateColumn(Column):
    cell_template_name = "careers_webhooks/admin/message_state_cell.html"

    class Media:
        css = {"all": ["careers_webhooks/admin.css"]}

    def get_cell_context_data(self, instance: Any, parent_context: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        return context | {"state": MessageState(instance.state)}
