"""All addresses of the admin, for tests that try each of a kind."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from django.urls import URLPattern, URLResolver, get_resolver, reverse
from wagtail.admin.views.bulk_action.registry import bulk_action_registry
from wagtail.models import Page


class Route(NamedTuple):
    """The whole route of a pattern, and the names of what it takes from the address."""

    route: str
    name: str
    arguments: tuple[str, ...]

    def url(self, **values: object) -> str:
        """The address with these values; each argument that is not given is refused."""
        url = self.route.replace("^", "").replace("$", "")
        for argument in self.arguments:
            start = next(
                index
                for index in (url.find(f"<{argument}>"), url.find(f":{argument}>"))
                if index >= 0
            )
            begin, end = url.rindex("<", 0, start + 1), url.index(">", start) + 1
            url = f"{url[:begin]}{values[argument]}{url[end:]}"
        return f"/{url}"


@cache
def admin_routes() -> list[Route]:
    """Every route below `/admin/`, without those that only a regular expression describes.

    `regular_expressions()` names these.
    """
    return [
        route
        for route in _walk(get_resolver().url_patterns, "")
        if route.route.startswith("admin/") and "(?P" not in route.route
    ]


def regular_expressions() -> set[str]:
    """The names of the views below `/admin/` that only a regular expression describes."""
    routes = _walk(get_resolver().url_patterns, "")
    return {route.name for route in routes if "(?P" in route.route and "admin/" in route.route}


class Way(NamedTuple):
    """A request that may change an object, and the name of its view."""

    name: str
    url: str
    data: dict[str, Any]


def bulk_ways(used: Any, *actions: str) -> Iterator[Way]:
    """The bulk actions for the model of `used`, or those of them that are named."""
    model = Page if isinstance(used, Page) else type(used)
    label, name = model._meta.app_label, model._meta.model_name
    for action in bulk_action_registry.get_bulk_actions_for_model(label, name):
        if not actions or action.action_type in actions:
            url = reverse("wagtail_bulk_action", args=[label, name, action.action_type])
            data = {"confirm_site_name": "Careers"}
            yield Way(f"bulk {action.action_type}", f"{url}?id={used.pk}&next=/admin/", data)


def name_of(route: Route) -> str:
    """The name of the view, also where the plugin's stands at the address of Wagtail's."""
    same = (other.name for other in admin_routes() if other.route == route.route and other.name)
    return next(same, route.route)


def _walk(patterns: list[URLPattern | URLResolver], before: str, *spaces: str) -> Iterator[Route]:
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            own = (pattern.namespace,) if pattern.namespace else ()
            yield from _walk(pattern.url_patterns, route, *spaces, *own)
        else:
            arguments = tuple(getattr(pattern.pattern, "converters", {}))
            inherited = _arguments(before)
            yield Route(route, ":".join((*spaces, pattern.name or "")), (*inherited, *arguments))


def _arguments(route: str) -> tuple[str, ...]:
    parts = [part.partition(">")[0] for part in route.split("<")[1:]]
    return tuple(part.rpartition(":")[2] for part in parts)
