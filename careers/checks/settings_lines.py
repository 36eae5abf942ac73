"""Checks of the lines that a host writes into its settings: apps, middleware, media."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register
from django.core.files.storage import FileSystemStorage, default_storage

#: What pages, the admin or commands of the plugin fail without.
NEEDED_APPS = (
    "django_countries",
    "django_htmx",
    "wagtail.admin",
    "wagtail.contrib.settings",
    "wagtail.images",
    "wagtail.snippets",
    "wagtail.users",
)


@register()
def needed_apps_are_installed(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Report apps that are missing, without which pages end with an error."""
    missing = [f'"{name}"' for name in NEEDED_APPS if not apps.is_installed(name)]
    if not missing:
        return []
    return [
        Error(
            f"careers needs apps that are not installed: {', '.join(missing)}.",
            hint=f"Add {', '.join(missing)} to INSTALLED_APPS.",
            id="careers.E006",
        )
    ]


@register()
def lines_stand_once(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Report lines of the plugin that were pasted twice. Django itself refuses an app twice."""
    return [
        Warning(
            f"{setting} has {line} {number} times.",
            hint=f"Remove the line from {setting}, but for one.",
            id="careers.W011",
        )
        for setting in ("MIDDLEWARE", "STATICFILES_FINDERS")
        for line, number in Counter(_lines_of(setting)).items()
        if number > 1 and line.startswith("careers.")
    ]


@register()
def media_have_a_place(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Report that pictures are stored in this machine's folders, and at no address."""
    if not isinstance(default_storage, FileSystemStorage):
        return []
    empty = [name for name in ("MEDIA_ROOT", "MEDIA_URL") if _is_empty(name)]
    if not empty:
        return []
    return [
        Warning(
            f"Pictures can't be shown: {' and '.join(empty)} not set.",
            hint='Set MEDIA_ROOT to a folder, MEDIA_URL to "/media/", and serve them there.',
            id="careers.W010",
        )
    ]


def _lines_of(setting: str) -> list[str]:
    return [str(line) for line in getattr(settings, setting, None) or ()]


def _is_empty(name: str) -> bool:
    """Whether the setting is empty; Django puts a slash before an empty address."""
    return not str(getattr(settings, name, "") or "").strip("/")
