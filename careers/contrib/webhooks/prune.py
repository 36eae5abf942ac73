"""Delete old messages with their attempts."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from careers.contrib.webhooks.message import Message

#: Messages are kept so long, also those that wait for an endpoint that is paused.
MAX_AGE = timedelta(days=30)
CHUNK = 1000


def prune() -> int:
    """Delete messages that are too old, and return how many they were."""
    old = Message.objects.filter(created_at__lt=timezone.now() - MAX_AGE).order_by("pk")
    deleted = 0
    while ids := list(old.values_list("pk", flat=True)[:CHUNK]):
        Message.objects.filter(pk__in=ids).delete()
        deleted += len(ids)
    return deleted
