"""Tell the addresses of pages from all others, before anything else is done for a request."""

from __future__ import annotations

from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest
from django.urls import Resolver404, resolve
from django.utils.translation import get_language_from_path, override

#: Of Wagtail's view for all pages, in `wagtail.urls`.
URL_NAME = "wagtail_serve"


def leads_to_page(request: HttpRequest) -> bool:
    """Tell whether Wagtail looks for a page at the address of `request`; there may be none."""
    return is_path_of_page(request.path_info)


def is_path_of_page(path: str) -> bool:
    """Tell whether Wagtail looks for a page at `path`, below the prefix of scripts."""
    return _leads_to_page(path, settings.ROOT_URLCONF)


@lru_cache(maxsize=1000)
def _leads_to_page(path: str, urlconf: str) -> bool:
    """Look with the language of the path: `i18n_patterns` go by the active one, not yet known."""
    with override(get_language_from_path(path) or settings.LANGUAGE_CODE):
        try:
            return resolve(path, urlconf).url_name == URL_NAME
        except Resolver404:
            return False
