"""Checks of what is installed: packages, apps and their order."""

from __future__ import annotations

from importlib.metadata import packages_distributions
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register
from django.core.management import get_commands

DISTRIBUTION = "wagtail-careers"


@register()
def base_page_is_wagtails_own(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Report a swapped base page (experimental in Wagtail 8.0), which is not supported."""
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


@register()
def package_is_our_own(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Report another distribution that installs a package of this name."""
    others = set(packages_distributions().get("careers", [])) - {DISTRIBUTION}
    if not others:
        return []
    return [
        Error(
            f"The package careers is installed by {', '.join(sorted(others))}, too.",
            hint=f"Uninstall {', '.join(sorted(others))}, and install {DISTRIBUTION} again.",
            id="careers.E003",
        )
    ]


@register()
def command_of_the_schedule_is_ours(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Report that Wagtail's own `publish_scheduled` runs, which one incomplete page stops."""
    if get_commands().get("publish_scheduled") != "wagtail":
        return []
    return [
        Warning(
            "An incomplete page stops publish_scheduled, and pages behind it are not published.",
            hint='Move "careers" above "wagtail" in INSTALLED_APPS.',
            id="careers.W002",
        )
    ]
