from __future__ import annotations

from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.checks import CheckMessage, Error, Tags, Warning, register

from careers.stylesheets import NAME


@register()
def base_page_is_wagtails_own(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Wagtail's swappable base page (experimental in 8.0) is not supported."""
    swapped = getattr(settings, "WAGTAIL_PAGE_MODEL", "wagtailcore.Page")
    if swapped == "wagtailcore.Page":
        return []
    return [
        Error(
            f"careers can't be installed together with a swapped base page ({swapped}).",
            hint="Remove WAGTAIL_PAGE_MODEL from the settings.",
            id="careers.E001",
        )
    ]


@register(Tags.staticfiles)
def style_sheet_is_found(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """A checkout or an editable install has only the sources of the style sheet."""
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
