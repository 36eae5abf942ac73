"""System checks: what a host has to put right before its site can work."""

from __future__ import annotations

import re
from importlib.metadata import packages_distributions
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.core.management import get_commands
from django.db import DEFAULT_DB_ALIAS, connections, router

from careers.conf import front_end_origins
from careers.core.background_tasks import tasks_run_at_once
from careers.search.body_words import SEARCHED_DATABASES
from careers.search.index_models import PositionText
from careers.stylesheets import NAME

DISTRIBUTION = "wagtail-careers"
#: Source: RFC 6454, section 6.2.
ORIGIN = re.compile(r"https?://([a-z0-9.-]+|\[[0-9a-f:.]+\])(:\d{1,5})?")


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
def database_can_be_searched(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Report a database that the search has no SQL for."""
    alias = router.db_for_read(PositionText) or DEFAULT_DB_ALIAS
    connection = connections[alias]
    if connection.vendor in SEARCHED_DATABASES:
        return []
    return [
        Error(
            f"Positions can't be searched on {connection.display_name}.",
            hint="Use PostgreSQL, or SQLite with FTS5.",
            id="careers.E002",
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
def front_ends_have_origins(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Report what is no origin among those of front ends, such as `*` or an address with a path."""
    wrong = [origin for origin in front_end_origins() if not ORIGIN.fullmatch(origin)]
    if not wrong:
        return []
    return [
        Error(
            f"CAREERS_FRONT_END_ORIGINS has what is no origin: {', '.join(wrong)}.",
            hint="Give scheme, host and port alone, such as https://www.example.com.",
            id="careers.E004",
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


@register()
def pictures_are_cut_in_the_background(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Report that editors wait until pictures are cut, unless the site is under development."""
    if settings.DEBUG or not tasks_run_at_once():
        return []
    return [
        Warning(
            "Pictures are cut in the request of the editor who publishes a page.",
            hint="Name a backend of TASKS that has a worker in CAREERS_TASKS_BACKEND.",
            id="careers.W003",
        )
    ]


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
