"""All addresses of the admin, for tests that try each of a kind."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from django.urls import URLPattern, URLResolver, get_resolver


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


def admin_routes() -> list[Route]:
    """Every route below `/admin/`, without those that only a regular expression describes."""
    return [
        route
        for route in _walk(get_resolver().url_patterns, "")
        if route.route.startswith("admin/") and "(?P" not in route.route
    ]


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
