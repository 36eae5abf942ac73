"""Tell the addresses of pages from all others, before anything else is done for a request."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.urls import Resolver404, resolve
from django.utils.translation import get_language_from_path, override

#: Of Wagtail's view for all pages, in `wagtail.urls`.
URL_NAME = "wagtail_serve"


def leads_to_page(request: HttpRequest) -> bool:
    """Tell whether Wagtail looks for a page at the address of `request`; there may be none.

    `i18n_patterns` go by the active language, which no middleware has found out yet.
    """
    path = request.path_info
    with override(get_language_from_path(path) or settings.LANGUAGE_CODE):
        try:
            return resolve(path).url_name == URL_NAME
        except Resolver404:
            return False
