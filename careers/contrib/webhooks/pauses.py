"""Pause an endpoint: messages are written for it, and wait until it is resumed."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from careers.contrib.webhooks.endpoint import Endpoint, PauseReason


def pause(endpoint: Endpoint, reason: PauseReason) -> None:
    active = Endpoint.objects.sending().filter(pk=endpoint.pk)
    active.update(paused_at=timezone.now(), pause_reason=reason)


@transaction.atomic
def resume(endpoint: Endpoint) -> int:
    """Send to an endpoint again, and return how many messages have waited for it.

    Each of them is tried for three days once more.
    """
    Endpoint.objects.filter(pk=endpoint.pk).update(
        paused_at=None, pause_reason="", failing_since=None, last_error="", rests_until=None
    )
    return endpoint.messages.waiting().send_again()
