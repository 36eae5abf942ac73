"""Have a worker send messages when they are due."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from careers.contrib.webhooks.delivery import next_run_at, send_due
from careers.contrib.webhooks.endpoint import Endpoint
from careers.core.background_tasks import enqueue, task, tasks_run_at_once

#: Somebody waits for what has changed: before pictures, on a backend that knows of priorities.
PRIORITY = 10
#: A task that hasn't run so long after its time may be lost.
OVERDUE = timedelta(minutes=10)


@task()
def send_messages(endpoint_id: int) -> None:
    """Send what is due to an endpoint, and have the task come again for what is left."""
    now = timezone.now()
    # A task that was enqueued for later will come as well.
    Endpoint.objects.filter(pk=endpoint_id, wakes_at__lte=now).update(wakes_at=None)
    send_due(endpoint_id)
    wake(endpoint_id)


def wake(endpoint_id: int) -> None:
    """Enqueue the task for the next message of an endpoint, unless it is enqueued already.

    Where tasks run in an editor's request, nothing is sent until the command `send_webhooks` runs.
    """
    moment = None if tasks_run_at_once() else next_run_at(endpoint_id)
    if moment is None:
        return
    now = timezone.now()
    is_none = Q(wakes_at=None) | Q(wakes_at__gt=moment) | Q(wakes_at__lt=now - OVERDUE)
    if Endpoint.objects.filter(is_none, pk=endpoint_id).update(wakes_at=moment):
        later = moment if moment > now else None
        enqueue(send_messages, endpoint_id, priority=PRIORITY, run_after=later)
