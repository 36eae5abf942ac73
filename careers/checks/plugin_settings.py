"""Checks of the plugin's settings."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register

from careers.conf import color_schemes, front_end_origins, look
from careers.core.background_tasks import tasks_run_at_once
from careers.core.color_schemes import SCHEMES, is_selector

#: Source: RFC 6454, section 6.2.
ORIGIN = re.compile(r"https?://([a-z0-9.-]+|\[[0-9a-f:.]+\])(:\d{1,5})?")


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


@register()
def look_is_known(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Report a look that there isn't."""
    if look() in {"own", "host"}:
        return []
    return [
        Error(
            f'CAREERS_LOOK is "{look()}", which is no look.',
            hint='Write "own" or "host".',
            id="careers.E010",
        )
    ]


@register()
def color_schemes_are_selectors(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Report what can't be written into a style sheet as the selector of a colour scheme."""
    schemes = color_schemes()
    if not isinstance(schemes, Mapping):
        wrong = [repr(schemes)]
    else:
        wrong = [
            f"{key!r}: {value!r}"
            for key, value in schemes.items()
            if key not in SCHEMES or not is_selector(value)
        ]
    if not wrong:
        return []
    return [
        Error(
            f"CAREERS_COLOR_SCHEMES has what is no selector for light or dark: {', '.join(wrong)}.",
            hint=(
                'Give simple selectors, as in {"light": "html:not(.night)", "dark": "html.night"}: '
                "names, classes, ids, attributes, :root and :not()."
            ),
            id="careers.E011",
        )
    ]
