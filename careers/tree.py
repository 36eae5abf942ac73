"""Where the index pages of a site stand."""

from __future__ import annotations

from typing import TypeVar

from django.http import HttpRequest
from wagtail.models import Page, Site

IndexPage = TypeVar("IndexPage", bound=Page)


def find_index_page(model: type[IndexPage], request: HttpRequest | None) -> IndexPage | None:
    """The live `model` page of the request's site, in the active language where it has one.

    Found once a request. `None` where the site has none.
    """
    if request is None:
        return None
    cache_name = f"_careers_{model._meta.model_name}"
    if not hasattr(request, cache_name):
        setattr(request, cache_name, _look_up(model, request))
    found: IndexPage | None = getattr(request, cache_name)
    return found


def index_url(model: type[Page], request: HttpRequest | None) -> str:
    """The address of the site's `model` page, or "" where it has none."""
    page = find_index_page(model, request)
    return (page.get_url(request) or "") if page is not None else ""


def _look_up(model: type[IndexPage], request: HttpRequest) -> IndexPage | None:
    site = Site.find_for_request(request)
    if site is None:
        return None
    home = site.root_page.localized
    return model.objects.live().descendant_of(home, inclusive=True).order_by("path").first()
