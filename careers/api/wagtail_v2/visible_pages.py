"""The pages that Wagtail's API shows, which are the same for everybody."""

from __future__ import annotations

from django.http import HttpRequest
from wagtail.models import Page
from wagtail.query import PageQuerySet

from careers.kept.facts import kept
from careers.positions.open_and_closed import below
from careers.positions.site_pages import root_paths, site_pages


def visible_pages(request: HttpRequest | None) -> PageQuerySet:
    """Return the public pages of the request's site that stand below no draft.

    Of the positions only the open ones are among them.
    """
    return site_pages(request).exclude(below("path", _paths_of_drafts(request)))


@kept
def _paths_of_drafts(request: HttpRequest | None) -> list[str]:
    """Return the `path` of each page of the site that isn't live and has pages below it."""
    on_site = below("url_path", root_paths(request))
    drafts = Page.objects.filter(on_site, live=False, numchild__gt=0)
    return sorted(drafts.values_list("path", flat=True))
