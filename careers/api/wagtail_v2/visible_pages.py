"""The pages that everybody may see: those of one site, whatever the request may open elsewhere."""

from __future__ import annotations

from django.conf import settings
from django.db.models import Q
from django.http import HttpRequest
from wagtail.models import Page, Site
from wagtail.query import PageQuerySet

from careers.core.privacy import private_paths_for
from careers.kept.facts import kept
from careers.positions.open_and_closed import below
from careers.positions.position_page import PositionPage


def visible_pages(request: HttpRequest | None) -> PageQuerySet:
    """Return the pages of the request's site that everybody may see, of positions the open ones.

    A page is visible if it and all pages above it on the site are live, and none is private.
    """
    pages = _public_pages(request)
    positions = PositionPage.objects.open_for(request)
    others = pages.not_type(PositionPage)
    return pages.filter(Q(pk__in=others.values("pk")) | Q(pk__in=positions.values("pk")))


def _public_pages(request: HttpRequest | None) -> PageQuerySet:
    roots = _root_paths(request)
    hidden = [*private_paths_for(request), *_paths_of_drafts(request)]
    return Page.objects.live().filter(below("path", roots)).exclude(below("path", hidden))


@kept
def _root_paths(request: HttpRequest | None) -> list[str]:
    """Return the `path` of the site's root page and of its translations.

    A translation that is the root page of another site belongs to that.
    """
    site = Site.find_for_request(request)
    if site is None:
        return []
    roots = Page.objects.filter(pk=site.root_page_id)
    if getattr(settings, "WAGTAIL_I18N_ENABLED", False):
        others = Site.objects.exclude(pk=site.pk).values("root_page")
        roots |= site.root_page.get_translations().exclude(pk__in=others)
    return sorted(roots.values_list("path", flat=True))


@kept
def _paths_of_drafts(request: HttpRequest | None) -> list[str]:
    """Return the `path` of each page of the site that isn't live and has pages below it."""
    drafts = Page.objects.filter(below("path", _root_paths(request)), live=False, numchild__gt=0)
    return sorted(drafts.values_list("path", flat=True))
