from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register


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
