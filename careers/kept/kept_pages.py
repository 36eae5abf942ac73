"""Find the site and the page of a request without asking the database again."""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from typing import Any

from django.db.models.base import ModelState
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from wagtail.models import Page, Site
from wagtail.url_routing import RouteResult
from wagtail.views import serve

from careers.kept.facts import is_kept_for, kept


class KeptPagesMiddleware:
    """Tell Wagtail the site and the page, by the attributes in which it keeps them for a request.

    Stands below `careers.kept.facts.keep_facts`. Pages of types that say `may_be_kept` are shared
    by all requests until the content changes, with the parts that they have loaded: they must keep
    nothing of a request in themselves.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: Any, view: Any, args: Any, arguments: Any) -> None:
        if view is serve and is_kept_for(request):
            know_site(request)
            route = find_route(request, *args, *arguments.values())
            if route is not None:
                request._wagtail_route_for_request = route


def know_site(request: Any) -> None:
    """Tell Wagtail the site of `request`, and the paths of all sites."""
    request._wagtail_site = _copied(_site(request))
    request._wagtail_cached_site_root_paths = _root_paths(request)


@kept
def _site(request: HttpRequest | None) -> Site | None:
    return Site.find_for_request(request)


def _copied(site: Site | None) -> Site | None:
    """Return a copy that has no root page yet: that may be of a type which must not be shared."""
    own = copy(site)
    if own is not None:
        own._state = ModelState()
        own._state.adding = False
    return own


@kept
def _root_paths(request: HttpRequest | None) -> Any:
    return Site.get_site_root_paths()


@kept
def find_route(request: HttpRequest | None, path: str) -> RouteResult | None:
    """Return the way to a page that may be kept and that everybody may see, and to no other."""
    route: RouteResult | None = Page.route_for_request(request, path)
    if route is None:
        return None
    page, args, arguments = route
    if not getattr(page, "may_be_kept", False) or page.get_view_restrictions():
        return None
    page.get_view_restrictions = list  # none, without asking again
    return RouteResult(page, args, arguments)
