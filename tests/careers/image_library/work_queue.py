"""The queue of tasks that cut images, and a worker for it."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from wagtail.images.models import AbstractImage

from careers.core.image_presets import (
    filters_of,
)


def tasks() -> Any:
    return apps.get_model("django_tasks_database", "DBTaskResult").objects.all()


def enqueued() -> list[str]:
    """The keys of the images whose task is waiting."""
    return [arguments["args"][0] for arguments in tasks().values_list("args_kwargs", flat=True)]


def work() -> None:
    """As a worker does it, in the order of the queue, until there is nothing left to do."""
    while waiting := tasks().ready().first():
        waiting.claim("a worker")
        waiting.task.call(*waiting.args_kwargs["args"])
        waiting.set_successful(None)


def specs_of(image: AbstractImage) -> set[str]:
    return set(image.renditions.values_list("filter_spec", flat=True))


def specs(*presets: str) -> set[str]:
    return {item.spec for item in filters_of(*presets)}
