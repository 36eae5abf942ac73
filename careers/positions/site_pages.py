"""All pages of a site that visitors can read, whatever their type."""

from __future__ import annotations

from django.http import HttpRequest
from wagtail.models import Page, Site
from wagtail.query import PageQuerySet

from careers.kept.facts import kept
from careers.positions.open_and_closed import below
from careers.positions.public_pages import public_pages


def site_pages(request: HttpRequest | None) -> PageQuerySet:
    """Return the public pages of a request's site in all of its languages, in the tree's order.

    Of the positions only the open ones are among them, as in a sitemap.
    """
    pages = Page.objects.filter(below("url_path", root_paths(request)))
    return public_pages(pages, request).order_by("path")


@kept
def root_paths(request: HttpRequest | None) -> list[str]:
    """Return the `url_path` of the front page of a request's site in each of its languages."""
    site = Site.find_for_request(request)
    paths = Site.get_site_root_paths() if site else []
    return [root.root_path for root in paths if root.site_id == site.pk]
