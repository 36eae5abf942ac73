"""The plugin's settings, each with its default. Read when they are asked for, never at import."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.conf import settings

#: Twice the widest crop of a page.
MAX_IMAGE_EDGE = 4800

#: Browsers ask each time whether a page has changed; a CDN, where there is one, every ten seconds,
#: and it shows what it has while the site makes a new page or does not answer.
PAGE_CACHE_CONTROL = (
    "max-age=0, must-revalidate, s-maxage=10, stale-while-revalidate=60, stale-if-error=86400"
)


def changed_blocks(model: str) -> Mapping[str, Any]:
    """Return what `CAREERS_BLOCKS` says of a model: the blocks to `add` and to `drop`."""
    return getattr(settings, "CAREERS_BLOCKS", {}).get(model, {})


def marketing_permissions() -> Iterable[str]:
    """Return `CAREERS_MARKETING_PERMISSIONS`: more permissions of marketing, as `app.codename`."""
    return getattr(settings, "CAREERS_MARKETING_PERMISSIONS", ())


def allows_private_addresses() -> bool:
    """Return `CAREERS_HTTP_ALLOW_PRIVATE_ADDRESSES`: whether private networks may be asked."""
    return bool(getattr(settings, "CAREERS_HTTP_ALLOW_PRIVATE_ADDRESSES", False))


def max_image_edge() -> int | None:
    """Return `CAREERS_MAX_IMAGE_EDGE`: the longest edge of a stored image, in pixels; None: any."""
    return getattr(settings, "CAREERS_MAX_IMAGE_EDGE", MAX_IMAGE_EDGE)


def tasks_backend() -> str:
    """Return `CAREERS_TASKS_BACKEND`: the backend of `TASKS` that cuts images."""
    return str(getattr(settings, "CAREERS_TASKS_BACKEND", "default"))


def menu_style() -> str | None:
    """Return `CAREERS_MENU`: entries in a "group" of the admin's menu, "flat" ones, or None."""
    return getattr(settings, "CAREERS_MENU", "group") or None


def guards_files() -> bool:
    """Return `CAREERS_GUARD_FILES`: whether images and documents that pages show are kept."""
    return bool(getattr(settings, "CAREERS_GUARD_FILES", True))


def page_cache_control() -> str:
    """Return `CAREERS_PAGE_CACHE_CONTROL`: what `Cache-Control` says of pages that are kept."""
    return getattr(settings, "CAREERS_PAGE_CACHE_CONTROL", PAGE_CACHE_CONTROL)


def front_end_origins() -> tuple[str, ...]:
    """Return `CAREERS_FRONT_END_ORIGINS`: where front ends of one's own may stand."""
    origins = getattr(settings, "CAREERS_FRONT_END_ORIGINS", ())
    return tuple(origin.lower().rstrip("/") for origin in origins)


def look() -> str:
    """Return `CAREERS_LOOK`: `"own"`, or `"host"` for the host's typography and colours."""
    return str(getattr(settings, "CAREERS_LOOK", "own"))


def color_schemes() -> object:
    """Return `CAREERS_COLOR_SCHEMES`: the selectors under which a host is `light` or `dark`."""
    return getattr(settings, "CAREERS_COLOR_SCHEMES", {})
