"""Tell the addresses of what may be kept from all others, before anything else is done."""

from __future__ import annotations

from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest
from django.urls import Resolver404, resolve
from django.utils.translation import get_language_from_path, override

#: Of Wagtail's view for all pages, in `wagtail.urls`.
URL_NAME = "wagtail_serve"


def may_be_kept_at(request: HttpRequest) -> bool:
    """Tell whether answers at the address of `request` may be kept.

    They may where Wagtail looks for a page, which there may be or not, and where a view says by
    `kept_parameters` which parameters it reads.
    """
    return _may_be_kept_at(request.path_info, settings.ROOT_URLCONF)


@lru_cache(maxsize=1000)
def _may_be_kept_at(path: str, urlconf: str) -> bool:
    """Look with the language of the path: `i18n_patterns` go by the active one, not yet known."""
    with override(get_language_from_path(path) or settings.LANGUAGE_CODE):
        try:
            match = resolve(path, urlconf)
        except Resolver404:
            return False
        return match.url_name == URL_NAME or hasattr(match.func, "kept_parameters")
