"""What a developer changes in the code of a host before the plugin can go."""

from __future__ import annotations

import inspect
import re
import sys
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import connections
from django.db.migrations.loader import MigrationLoader

from careers.uninstall.our_apps import is_ours, our_labels, our_models

IMPORT = re.compile(r"^\s*(?:from|import) careers\b", re.MULTILINE)


def relations_to_us() -> list[str]:
    """Return fields of the host's models that refer to tables of the plugin, in sentences."""
    relations = {
        f"{field.related_model._meta.label}.{field.field.name} refers to {model._meta.label}."
        for model in our_models()
        for field in model._meta.get_fields(include_hidden=True)
        if field.auto_created
        and not field.concrete
        and field.model is model
        and field.related_model._meta.app_label not in our_labels()
        and not field.related_model._meta.auto_created
    }
    return sorted(relations)


def fields_and_bases_of_us() -> list[str]:
    """Return what the host's models have of the plugin's classes, in sentences."""
    return sorted({sentence for model in _models_of_host() for sentence in _parts_of_us(model)})


def migrations_that_need_us(alias: str) -> list[str]:
    """Return the host's migrations that can't be read without the plugin, in sentences."""
    labels = our_labels()
    disk = MigrationLoader(connections[alias]).disk_migrations
    return sorted(
        f"The migration {app}.{name} needs careers."
        for (app, name), migration in disk.items()
        if app not in labels
        and (
            any(
                other in labels for other, _name in (*migration.dependencies, *migration.run_before)
            )
            or IMPORT.search(inspect.getsource(sys.modules[type(migration).__module__]))
        )
    )


def settings_that_name_us() -> list[str]:
    """Return the settings with a line of the plugin, and those that only it reads."""
    names = [name for name in dir(settings) if name.isupper()]
    return sorted(
        f"The setting {name} names careers."
        for name in names
        if name.startswith("CAREERS_") or any(map(is_ours, _texts(getattr(settings, name, None))))
    )


def _models_of_host() -> Iterator[type[Any]]:
    labels = our_labels()
    yield from (model for model in apps.get_models() if model._meta.app_label not in labels)


def _parts_of_us(model: type[Any]) -> Iterator[str]:
    for field in model._meta.local_fields:
        path = type(field).__module__
        if is_ours(path):
            yield f"{model._meta.label}.{field.name} is a {path}.{type(field).__name__}."
    for base in model.__bases__:
        if is_ours(base.__module__):
            yield f"{model._meta.label} is a subclass of {base.__module__}.{base.__name__}."


def _texts(value: Any) -> Iterator[str]:
    """Yield the texts within a setting, at any depth."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.items():
            yield from _texts(part)
    elif isinstance(value, list | tuple | set | frozenset):
        for part in value:
            yield from _texts(part)
