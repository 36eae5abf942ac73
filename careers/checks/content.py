"""Checks of what editors have to make once; asked where checks may ask the database."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Tags, Warning, register
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, router
from wagtail.models import Site

from careers.core.careers_settings import CareersSettings
from careers.search.position_index_page import PositionIndexPage
from careers.teams.team_index_page import TeamIndexPage


@register(Tags.database)
def index_pages_are_there(
    app_configs: Any, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """Report that there is no place for teams or positions yet."""
    try:
        missing = [
            str(model._meta.verbose_name)
            for model in (TeamIndexPage, PositionIndexPage)
            if _is_asked(model, databases) and not model.objects.exists()
        ]
    except (DatabaseError, ImproperlyConfigured):
        return []  # nothing is migrated yet
    return [
        Warning(
            f"The site has no {name}.",
            hint="Run careers_start, or add one below the home page, in the admin.",
            id="careers.W008",
        )
        for name in missing
    ]


@register(Tags.database)
def closing_dates_have_a_time_zone(
    app_configs: Any, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """Report that closing dates end in the time zone that Django has where nobody names one."""
    is_set = settings.is_overridden("TIME_ZONE")  # type: ignore[misc]
    if is_set or not _is_asked(CareersSettings, databases):
        return []
    try:
        zoned = CareersSettings.objects.exclude(time_zone="").values("site")
        sites = [str(site) for site in Site.objects.exclude(pk__in=zoned)]
    except (DatabaseError, ImproperlyConfigured):
        return []
    if not sites:
        return []
    return [
        Warning(
            f"Closing dates end at midnight in {settings.TIME_ZONE}, Django's own default: "
            f"{', '.join(sites)}.",
            hint="Set TIME_ZONE, or name a time zone under Settings → Careers settings.",
            id="careers.W009",
        )
    ]


def _is_asked(model: Any, databases: Sequence[str] | None) -> bool:
    return router.db_for_read(model) in (databases or ())
