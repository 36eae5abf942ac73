"""Wagtail's user bar at the front end, and the content checks that it makes for the editor.

Source: Wagtail's documentation, "Headless support", on the user bar and on the content checker.
"""

from __future__ import annotations

import re
from functools import partial
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from wagtail.admin.userbar import ContentCheckerItem, Userbar
from wagtail.models import Page

from careers.conf import front_end_origins
from careers.front_end.preview import Preview

PATH = re.compile(r'(\b(?:src|href)=")(/(?!/)[^"]*)')


def user_bar(preview: Preview, request: HttpRequest) -> str:
    """Return the HTML of the user bar for the author of `preview`."""
    shown = preview.restore()
    shown_at: Any = preview.request_for(request)
    shown_at.user = preview.user
    # From the editor, no link leads to the editor.
    shown_at.is_editing = "/preview/" in preview.place
    bar = Userbar(object=shown if isinstance(shown, Page) else None)
    context = bar.get_context_data({"request": shown_at})
    # Messages of the bar are for the admin, wherever that is.
    html = render_to_string(
        bar.template_name, context | {"origin": preview.admin_origin}, request=shown_at
    )
    # Some of its addresses, those of checks of one's own for one, are paths on this server.
    return PATH.sub(lambda match: f"{match[1]}{preview.admin_origin}{match[2]}", html)


def check_across_origins(request: HttpRequest, items: list[Any], page: Any) -> None:
    """Let axe of the editor and axe of the front end talk to each other.

    A `construct_wagtail_userbar` hook, for checkers of every class.
    """
    if not front_end_origins():
        return
    preview_of_admin = getattr(request, "careers_admin_origin", "")
    for item in items:
        if isinstance(item, ContentCheckerItem):
            origins = front_end_origins() if item.in_editor else [preview_of_admin]
            item.get_axe_spec = partial(
                _spec_with_origins, item.get_axe_spec, [origin for origin in origins if origin]
            )


def _spec_with_origins(get_axe_spec: Any, origins: list[str], request: Any) -> dict[str, Any]:
    spec: dict[str, Any] = get_axe_spec(request)
    if not origins:
        return spec
    # The admin's own origin stays: there, pages without a front end are previewed.
    return spec | {"allowedOrigins": ["<same_origin>", *spec.get("allowedOrigins", []), *origins]}
