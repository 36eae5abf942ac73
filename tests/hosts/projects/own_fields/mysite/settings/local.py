"""The lines of "Install the plugin", and the app with the host's own fields."""

from .base import INSTALLED_APPS

INSTALLED_APPS = [
    "careers",
    "django_countries",
    "django_htmx",
    "wagtail.contrib.settings",
    "staff",
    *INSTALLED_APPS,
]
