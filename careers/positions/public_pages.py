"""The one definition of the pages that visitors may find, for every tool of a host."""

from __future__ import annotations

from django.http import HttpRequest
from wagtail.models import Page
from wagtail.query import PageQuerySet

from careers.core.privacy import hidden_paths
from careers.positions.open_and_closed import below
from careers.positions.position_page import PositionPage

#: The pages of the plugin, whatever their type.
CAREERS_APP = PositionPage._meta.app_label


def public_pages(pages: PageQuerySet, request: HttpRequest | None = None) -> PageQuerySet:
    """Return those of `pages` that everybody may read and find.

    These are live, and neither private nor below a private page or a draft. Of positions only the
    open ones are among them, as in a sitemap. With a `request`, what it takes is asked for once.
    """
    found = pages.live().exclude(below("path", hidden_paths(request)))
    return without_hidden_pages(found, request)


def without_hidden_pages(pages: PageQuerySet, request: HttpRequest | None = None) -> PageQuerySet:
    """Return `pages` without those pages of the plugin that not everybody may read and find.

    Pages of other types stay. The conditions are such as Wagtail's search backends know.
    """
    hidden = hidden_paths(request)
    positions = PositionPage.objects.open_for(request).exclude(below("team__path", hidden))
    not_open = PositionPage.objects.exclude(pk__in=positions.order_by().values("pk"))
    pages = pages.exclude(id__in=not_open.order_by().values("pk"))
    if not hidden:
        return pages
    of_careers = Page.objects.filter(below("path", hidden), content_type__app_label=CAREERS_APP)
    return pages.exclude(id__in=of_careers.order_by().values("pk"))
