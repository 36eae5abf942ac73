"""Pages of a site that this server doesn't show, since a front end does."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.utils.cache import patch_cache_control
from wagtail.models import Page

from careers.front_end.front_end_settings import ServerPages
from careers.front_end.front_ends import front_end_for

#: Seconds for which browsers remember a redirect: an administrator may take the setting back.
REMEMBERED = 300


def leave_to_front_end(
    page: Page, request: HttpRequest, args: Any, arguments: Any
) -> HttpResponse | None:
    """Answer in the place of `page`, for the hook `before_serve_page`; `None`: show it.

    A redirect is permanent for search engines, which then prefer the front end's address.
    """
    front_end = front_end_for(request)
    if front_end.server_pages == ServerPages.HIDE:
        raise Http404
    if front_end.server_pages == ServerPages.REDIRECT:
        response = HttpResponsePermanentRedirect(f"{front_end.address}{request.get_full_path()}")
        patch_cache_control(response, max_age=REMEMBERED)
        return response
    return None
