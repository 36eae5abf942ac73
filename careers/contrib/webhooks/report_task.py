"""Have a worker look for changes on all pages."""

from __future__ import annotations

from careers.contrib.webhooks.endpoint import Endpoint
from careers.contrib.webhooks.reports import report_all
from careers.contrib.webhooks.tasks import PRIORITY
from careers.core.background_tasks import enqueue, task, tasks_run_at_once


@task()
def report_changes() -> None:
    report_all()


def report_all_soon() -> None:
    """Enqueue the task; where tasks run in an editor's request, leave it to `send_webhooks`."""
    if not tasks_run_at_once() and Endpoint.objects.exists():
        enqueue(report_changes, priority=PRIORITY)
