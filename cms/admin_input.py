"""Leave out what no form of the admin sends, before one of Wagtail's views fails over it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.datastructures import MultiValueDictKeyError
from django.views.defaults import bad_request

from careers.core.ids import read_id
from cms.content_security import is_admin

#: Names of parameters that hold ids or numbers, as in `id`, `parent_page_id`, `target_pages[]`.
NUMBERS = re.compile(
    r"(^|_)id$|\[\]$|^(childOf|child_of|content_type|descendant_of|edited_by|group|limit|offset|"
    r"owner|position|site|user)$"
)
#: What stands in the place of an id: in the admin's API, and in links to bulk actions.
WORDS = {"root", "all"}


class AdminInputMiddleware:
    """Take NULs out of the parameters of a request, and numbers that can't be one.

    No database takes these, and many views of Wagtail pass them on.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if is_admin(request):
            query = request.GET.copy()
            for name, values in request.GET.lists():
                query.setlist(name, possible_values(request, name, values))
                if not query.getlist(name):
                    del query[name]
            request.GET = query  # type: ignore[assignment]
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, arguments: dict[str, Any]
    ) -> None:
        """Find nothing for a NUL, or for a text in the place of an object's id."""
        if not is_admin(request):
            return
        if read_id(str(arguments.get("object_id", 0))) is None:
            raise Http404
        if any("\0" in str(value) for value in (*args, *arguments.values())):
            raise Http404

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Answer 400 to a form that was sent without one of its fields."""
        if is_admin(request) and isinstance(error, MultiValueDictKeyError):
            return bad_request(request, error)
        return None


def possible_values(request: HttpRequest, name: str, values: list[str]) -> list[str]:
    if NUMBERS.search(name) and request.path != reverse("wagtailadmin_block_preview"):
        return [value for value in values if value in WORDS or read_id(value) is not None]
    if name == "next" and request.path == reverse("wagtailadmin_login"):
        # Another text would be taken for the name of a view.
        return [value for value in values if value.startswith("/")]
    return [value.replace("\0", "") for value in values]
