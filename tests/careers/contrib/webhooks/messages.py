"""The messages that endpoints are going to get."""

from __future__ import annotations

import json
from typing import Any

from careers.contrib.webhooks.events import Event
from careers.contrib.webhooks.models import Endpoint, Message

OPENED, CLOSED, CHANGED, TEAM, PUBLISHED, UNPUBLISHED = Event.values


def told(endpoint: Endpoint | None = None) -> list[tuple[str, str]]:
    """The events and titles of all messages since the last time."""
    messages = Message.objects.filter(**({"endpoint": endpoint} if endpoint else {}))
    found = [(each.event, each.title) for each in messages.order_by("pk")]
    messages.delete()
    return found


def last_data() -> dict[str, Any]:
    message = Message.objects.order_by("pk").last()
    assert message
    data: dict[str, Any] = json.loads(message.payload)["data"]
    return data
