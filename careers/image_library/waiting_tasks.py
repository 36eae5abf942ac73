"""Images that wait to be cut while no worker seems to run."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.apps import apps
from django.utils import timezone

from careers.conf import tasks_backend
from careers.image_library.tasks import make_quick_renditions

#: A worker that has taken up no task for so long, while some are waiting, doesn't run.
MAX_WAIT = timedelta(minutes=10)


def waiting_images() -> Mapping[str, datetime]:
    """Return the keys of images that nobody cuts, the longest wait first, each with its beginning.

    Only a queue of django-tasks-db can be asked: with any other, the result is empty.
    """
    if not apps.is_installed("django_tasks_db"):
        return {}
    model: Any = apps.get_model("django_tasks_database", "DBTaskResult")
    tasks = model.objects.filter(backend_name=tasks_backend()).order_by("enqueued_at")
    latest = timezone.now() - MAX_WAIT
    waiting = tasks.ready().filter(
        task_path=make_quick_renditions.module_path, enqueued_at__lt=latest
    )
    since: dict[str, datetime] = {}
    for arguments, moment in waiting.values_list("args_kwargs", "enqueued_at"):
        since.setdefault(arguments["args"][0], moment)
    is_worker_there = since and tasks.filter(started_at__gte=latest).exists()
    return {} if is_worker_there else since
