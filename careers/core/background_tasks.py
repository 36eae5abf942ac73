"""Enqueue Django's tasks on the backend that a host has named for the plugin."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import django

from careers.conf import tasks_backend

if django.VERSION >= (6, 0):
    from django.tasks import task, task_backends
    from django.tasks.backends.immediate import ImmediateBackend
else:
    from django_tasks import task, task_backends  # type: ignore[no-redef, assignment]
    from django_tasks.backends.immediate import ImmediateBackend  # type: ignore[assignment]

__all__ = ["enqueue", "task", "tasks_run_at_once"]


def tasks_run_at_once() -> bool:
    """Tell whether tasks run where they are enqueued, in the request of an editor."""
    return isinstance(task_backends[tasks_backend()], ImmediateBackend)


def enqueue(
    function: Any, *args: Any, priority: int = 0, run_after: datetime | None = None
) -> bool:
    """Enqueue a task, and tell whether that was done.

    Priorities are for backends that know of them. A backend that can't wait enqueues nothing that
    is to run later.
    """
    chosen = function.using(backend=tasks_backend())
    backend = chosen.get_backend()
    if run_after is not None:
        if not backend.supports_defer:
            return False
        chosen = chosen.using(run_after=run_after)
    if backend.supports_priority:
        chosen = chosen.using(priority=priority)
    chosen.enqueue(*args)
    return True
