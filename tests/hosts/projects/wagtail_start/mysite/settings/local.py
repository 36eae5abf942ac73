"""The lines of "Install the plugin"; `dev.py`, which Wagtail makes, imports this file last."""

from .base import INSTALLED_APPS

INSTALLED_APPS = [
    "careers",
    "django_countries",
    "django_htmx",
    "wagtail.contrib.settings",
    *INSTALLED_APPS,
]
