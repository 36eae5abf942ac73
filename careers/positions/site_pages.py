"""All pages of a site that visitors can read, whatever their type."""

from __future__ import annotations

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.http import HttpRequest
from wagtail.models import Page, Site
from wagtail.query import PageQuerySet

from careers.core.privacy import private_paths_for
from careers.kept.facts import kept
from careers.positions.open_and_closed import below
from careers.positions.position_page import PositionPage


def site_pages(request: HttpRequest | None) -> PageQuerySet:
    """Return the public pages of a request's site in all of its languages, in the tree's order.

    Of the positions only the open ones are among them, as in a sitemap.
    """
    position = ContentType.objects.get_for_model(PositionPage)
    open_positions = PositionPage.objects.open_for(request).order_by().values("pk")
    pages = Page.objects.live().filter(
        below("url_path", root_paths(request)),
        ~Q(content_type=position) | Q(pk__in=open_positions),
    )
    return pages.exclude(below("path", private_paths_for(request))).order_by("path")


@kept
def root_paths(request: HttpRequest | None) -> list[str]:
    """Return the `url_path` of the front page of a request's site in each of its languages."""
    site = Site.find_for_request(request)
    paths = Site.get_site_root_paths() if site else []
    return [root.root_path for root in paths if root.site_id == site.pk]
