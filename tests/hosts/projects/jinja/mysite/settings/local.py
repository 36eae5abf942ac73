"""A site whose own templates are all Jinja2's."""

import os

from .base import INSTALLED_APPS, PROJECT_DIR, TEMPLATES

INSTALLED_APPS = [
    "careers",
    "django_countries",
    "django_htmx",
    "wagtail.contrib.settings",
    *INSTALLED_APPS,
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [PROJECT_DIR / "jinja2"],
        "OPTIONS": {
            "extensions": [
                "wagtail.jinja2tags.core",
                "wagtail.images.jinja2tags.images",
                "careers.jinja2tags.careers",
            ],
        },
    },
    *TEMPLATES,
]
CAREERS_LOOK = os.environ.get("CAREERS_LOOK", "own")
