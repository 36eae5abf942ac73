"""Have Wagtail's tools for visitors find no page of the plugin that isn't for everybody.

A host's search, its lists and Wagtail's APIs ask for pages that are live, and not whether a
position is closed or its team hidden. They are changed where they come together: at the querysets
of pages, and at the function that both APIs call. Closed positions stay in the index of the search,
as editors look for them there: within the admin nothing is changed.
"""

from __future__ import annotations

import sys
from functools import wraps
from typing import Any

from django.db.models.lookups import Exact
from django.db.models.sql.where import OR, WhereNode
from wagtail.api import querysets
from wagtail.query import PageQuerySet

from careers.kept.current_request import is_in_admin
from careers.positions.public_pages import without_hidden_pages

API_FUNCTION = "get_public_pages_queryset"
#: The modules of Wagtail that import the function by its name.
API_MODULES = ("wagtail.api.querysets", "wagtail.api.v2.views", "wagtail.api.v3.querysets")


def hide_from_host_tools() -> None:
    """Change Wagtail's functions; to be called once, at the start."""
    pages: Any = PageQuerySet
    pages.public = _public(PageQuerySet.public)
    pages.search = _for_visitors(PageQuerySet.search)
    pages.autocomplete = _for_visitors(PageQuerySet.autocomplete)
    original, changed = getattr(querysets, API_FUNCTION), _of_api(getattr(querysets, API_FUNCTION))
    for name in API_MODULES:
        module = sys.modules.get(name)
        if getattr(module, API_FUNCTION, None) is original:
            setattr(module, API_FUNCTION, changed)


def _public(public: Any) -> Any:
    @wraps(public)
    def get(self: Any) -> Any:
        pages = public(self)
        return pages if is_in_admin() else without_hidden_pages(pages)

    return get


def _for_visitors(search: Any) -> Any:
    """Leave hidden pages out of a search among live ones, which is a search for visitors."""

    @wraps(search)
    def find(self: Any, *args: Any, **kwargs: Any) -> Any:
        is_for_visitors = asks_for_live(self) and not is_in_admin()
        pages = without_hidden_pages(self) if is_for_visitors else self
        return search(pages, *args, **kwargs)

    return find


def _of_api(get_public_pages: Any) -> Any:
    @wraps(get_public_pages)
    def get(request: Any, *args: Any, **kwargs: Any) -> Any:
        return without_hidden_pages(get_public_pages(request, *args, **kwargs))

    return get


def asks_for_live(pages: Any) -> bool:
    """Tell whether `pages` are live by a condition of their own, as `live()` sets it."""
    return _asks_for_live(pages.query.where)


def _asks_for_live(condition: Any) -> bool:
    if isinstance(condition, WhereNode):
        some_or_all = all if condition.connector == OR else any
        children = condition.children
        return (
            bool(children) and not condition.negated and some_or_all(map(_asks_for_live, children))
        )
    return (
        isinstance(condition, Exact)
        and condition.rhs is True
        and getattr(getattr(condition.lhs, "target", None), "attname", "") == "live"
    )
