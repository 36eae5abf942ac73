"""A page behind the page cache, which counts how often it is made."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

from django.core.handlers.exception import convert_exception_to_response
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from careers.kept.page_cache import PageCacheMiddleware


class CountedPage:
    """Answers with the number of the time that it is made; `view` says more of it."""

    def __init__(self, view: Callable[[HttpRequest, HttpResponse], Any] | None = None) -> None:
        self.made = 0
        self.view = view
        self.parameters: tuple[str, ...] | None = ()
        site: Any = convert_exception_to_response(self.make)
        self.cached = PageCacheMiddleware(site)

    def make(self, request: Any) -> Any:
        self.made += 1
        request._wagtail_route_for_request = (
            SimpleNamespace(query_parameters=self.parameters),
            [],
            {},
        )
        response = HttpResponse(f"Made {self.made} times. {'Text. ' * 50}")
        return (self.view and self.view(request, response)) or response

    def get(self, path: str = "/", *, method: str = "GET", cookie: str = "", **headers: str) -> Any:
        """The answer to a visitor; headers are written as keyword arguments."""
        names = {name.replace("_", "-"): value for name, value in headers.items()}
        if cookie:
            names["cookie"] = cookie
        port = names.pop("server-port", "80")
        request = RequestFactory().generic(
            method, path, headers={"host": "localhost"} | names, SERVER_PORT=port
        )
        return self.cached(request)

    def times(self, path: str = "/", **how: Any) -> int:
        """The number that the answer shows."""
        answer = self.get(path, **how)
        return int(answer.content.split()[1])
