"""The lines of "Install the plugin"; `dev.py`, which Wagtail makes, imports this file last."""

import os

from .base import INSTALLED_APPS

INSTALLED_APPS = [
    "careers",
    "django_countries",
    "django_htmx",
    "wagtail.contrib.settings",
    *INSTALLED_APPS,
]
#: The tests show each host in both looks.
CAREERS_LOOK = os.environ.get("CAREERS_LOOK", "own")
