"""What is in use can't be deleted, and the admin says why.

Wagtail itself says so of what the database protects. It doesn't look at what stands below a page,
and it warns only where pages use somebody or something in their parts.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from wagtail.admin import messages
from wagtail.models import Page, ReferenceIndex

from careers.models import Location, NewsFeed, Person, PositionPage

#: Snippets that editors choose within the parts of pages, where no foreign key protects them.
IN_PARTS_OF_PAGES = (Location, NewsFeed, Person)


def refuse_to_delete_page(request: HttpRequest, page: Page) -> HttpResponse | None:
    if not _refused(request, [page]):
        return None
    return redirect("wagtailadmin_explore", page.get_parent().pk)


def refuse_bulk_deletion(
    request: HttpRequest, action_type: str, objects: Iterable[Any], action: Any
) -> HttpResponse | None:
    if action_type != "delete":
        return None
    check = _refused if issubclass(action.model, Page) else _are_used
    return redirect(action.next_url) if check(request, objects) else None


def refuse_to_delete_snippet(request: HttpRequest, instances: Iterable[Any]) -> HttpResponse | None:
    snippets = list(instances)
    if not _are_used(request, snippets):
        return None
    return redirect(snippets[0].snippet_viewset.get_url_name("list"))


def _are_used(request: HttpRequest, snippets: Iterable[Any]) -> bool:
    """Whether parts of pages use one of `snippets`; tells the user about each."""
    used = False
    for snippet in snippets:
        if not isinstance(snippet, IN_PARTS_OF_PAGES):
            continue
        pages = ReferenceIndex.get_references_to(snippet).filter(content_path__startswith="body.")
        if number := pages.values("object_id").distinct().count():
            used = True
            messages.error(
                request,
                ngettext(
                    "“%(name)s” can't be deleted: %(number)d page shows it. "
                    "Take it out there first.",
                    "“%(name)s” can't be deleted: %(number)d pages show it. "
                    "Take it out there first.",
                    number,
                )
                % {"name": snippet, "number": number},
                buttons=[messages.button(_usage_url(snippet), gettext("Show where"))],
            )
    return used


def _usage_url(snippet: Any) -> str:
    return reverse(snippet.snippet_viewset.get_url_name("usage"), args=[snippet.pk])


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
