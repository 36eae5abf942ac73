"""Checks of the static files."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.contrib.staticfiles import finders
from django.core.checks import CheckMessage, Tags, Warning, register

from careers.stylesheets import NAME


@register(Tags.staticfiles)
def style_sheet_is_found(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Report a missing style sheet, as in an editable install without the finder."""
    if not apps.is_installed("django.contrib.staticfiles") or finders.find(NAME):
        return []
    return [
        Warning(
            f"The style sheet of careers ({NAME}) is not among the static files.",
            hint=(
                'Install the wheel of wagtail-careers, or install its extra "editable" and add '
                '"careers.stylesheets.finder.StyleSheetFinder" to STATICFILES_FINDERS.'
            ),
            id="careers.W001",
        )
    ]
