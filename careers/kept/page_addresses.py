"""Tell the addresses of what may be kept from all others, before anything else is done."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import Resolver404, get_script_prefix, resolve
from django.utils.translation import get_language_from_path, override

#: Of Wagtail's view for all pages, in `wagtail.urls`.
URL_NAME = "wagtail_serve"


def may_be_kept_at(request: HttpRequest) -> bool:
    """Tell whether answers at the address of `request` may be kept.

    They may where Wagtail looks for a page, which there may be or not, and where a view says by
    `kept_parameters` which parameters it reads.
    """
    return _may_be_kept_at(request.path_info, settings.ROOT_URLCONF)


def is_path_of_page(path: str) -> bool:
    """Tell whether Wagtail looks for a page at `path`; there may be none."""
    below = path_below_prefix(path)
    return below is not None and _url_name_and_view(below, settings.ROOT_URLCONF)[0] == URL_NAME


def path_below_prefix(path: str) -> str | None:
    """Return a path without the prefix below which a web server has the site, if there is one."""
    prefix = get_script_prefix()
    return f"/{path.removeprefix(prefix)}" if path.startswith(prefix) else None


def _may_be_kept_at(path: str, urlconf: str) -> bool:
    url_name, view = _url_name_and_view(path, urlconf)
    return url_name == URL_NAME or hasattr(view, "kept_parameters")


@lru_cache(maxsize=1000)
def _url_name_and_view(path: str, urlconf: str) -> tuple[str | None, Any]:
    """Look with the language of the path: `i18n_patterns` go by the active one, not yet known."""
    with override(get_language_from_path(path) or settings.LANGUAGE_CODE):
        try:
            match = resolve(path, urlconf)
        except Resolver404:
            return None, None
        return match.url_name, match.func
