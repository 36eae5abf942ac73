"""Deleting pages above teams that positions name is refused with a reason.

Wagtail itself says so of a single team; what stands below a page it looks at only when the database
refuses.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import ngettext
from wagtail.admin import messages
from wagtail.models import Page

from careers.models import PositionPage


def refuse_to_delete_page(request: HttpRequest, page: Page) -> HttpResponse | None:
    if not _refused(request, [page]):
        return None
    return redirect("wagtailadmin_explore", page.get_parent().pk)


def refuse_bulk_deletion(
    request: HttpRequest, action_type: str, objects: Iterable[Any], action: Any
) -> HttpResponse | None:
    if action_type != "delete" or not issubclass(action.model, Page):
        return None
    return redirect(action.next_url) if _refused(request, objects) else None


def _refused(request: HttpRequest, pages: Iterable[Page]) -> bool:
    """Whether positions name a team below one of `pages`; tells the user about each."""
    refused = False
    for page in pages:
        below = PositionPage.objects.filter(team__path__startswith=page.path)
        if number := below.exclude(team=page.pk).count():
            refused = True
            messages.error(
                request,
                ngettext(
                    "“%(page)s” can't be deleted: %(number)d position names a team below it. "
                    "Delete the position first, or give it another team.",
                    "“%(page)s” can't be deleted: %(number)d positions name a team below it. "
                    "Delete the positions first, or give them another team.",
                    number,
                )
                % {"page": page.get_admin_display_title(), "number": number},
            )
    return refused
