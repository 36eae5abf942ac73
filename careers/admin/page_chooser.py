"""Keep the titles of drafts and private pages out of choosers of users who may not read them."""

from __future__ import annotations

from django.http import Http404, HttpRequest
from wagtail.models import Page
from wagtail.query import PageQuerySet

from careers.core.privacy import readable_by

PARENT = "parent_page_id"


def offer_readable_pages(pages: PageQuerySet, request: HttpRequest) -> PageQuerySet:
    """Return those of `pages` that the user may read; 404 below a page that the user may not.

    A `construct_page_chooser_queryset` hook: Wagtail shows all pages of the site to every user.
    """
    parent = request.resolver_match and request.resolver_match.kwargs.get(PARENT)
    if parent and not readable_by(Page.objects.filter(pk=parent), request.user).exists():
        raise Http404
    return readable_by(pages, request.user)
