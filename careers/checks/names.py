"""Checks of the name: a package, tables and migrations of somebody else that are called careers."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

from django.apps import apps
from django.core.checks import CheckMessage, Error, Tags, register
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, connections, router
from django.db.migrations.recorder import MigrationRecorder

import careers
from careers.checks.installation import DISTRIBUTION


@register()
def package_is_the_installed_one(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Report another copy of the package that hides the one that is installed."""
    installed = _installed_package()
    imported = Path(careers.__file__).resolve()
    if installed in (None, imported):
        return []
    return [
        Error(
            f"The package careers is imported from {imported.parent}, which hides that of "
            f"{DISTRIBUTION} in {installed and installed.parent}.",
            hint=f"Remove or rename the first one, or uninstall {DISTRIBUTION}.",
            id="careers.E005",
        )
    ]


@register(Tags.database)
def tables_are_our_own(
    app_configs: Any, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """Report tables and migrations of another app `careers`, which the database still knows."""
    found: list[CheckMessage] = []
    for alias in databases or ():
        try:
            problem = _foreign_careers(alias)
        except (DatabaseError, ImproperlyConfigured):
            continue  # no database yet, which is for Django to say
        if problem:
            hint = (
                "Give that app another label and its tables other names first, by a migration of "
                "its own; then migrate careers."
            )
            found.append(Error(problem, hint=hint, id="careers.E005"))
    return found


def _installed_package() -> Path | None:
    try:
        files = distribution(DISTRIBUTION).files or ()
    except PackageNotFoundError:
        return None
    located = (Path(str(file.locate())) for file in files if file.as_posix() == _INIT)
    return next((path.resolve() for path in located if path.exists()), None)


_INIT = "careers/__init__.py"


def _foreign_careers(alias: str) -> str:
    """What the database has of another app of this name, in a sentence, or ""."""
    connection = connections[alias]
    if not router.allow_migrate(alias, "careers"):
        return ""
    applied = {
        name for app, name in MigrationRecorder(connection).applied_migrations() if app == "careers"
    }
    tables = set(connection.introspection.table_names())
    models = [
        model
        for model in apps.get_app_config("careers").get_models()
        if model._meta.managed and not model._meta.proxy
    ]
    there = sorted({model._meta.db_table for model in models} & tables)
    if there and not applied:
        return f"The database has tables that careers didn't make: {', '.join(there)}."
    if applied and not there:
        return (
            "The database says that migrations of careers are applied "
            f"({', '.join(sorted(applied))}), and has none of its tables."
        )
    return ""
