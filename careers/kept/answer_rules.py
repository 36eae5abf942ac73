"""What makes the answers at one address differ."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from careers.kept.kept_answer import listed
from careers.kept.questions import EVERYTHING, questions_of

#: Characters of what makes an answer another one; with more it is not kept.
MAX_VARIANT = 300
#: What `Vary` names of these is looked after by `content_codings` and by `Rules.cookies`.
NOT_IN_VARIANT = {"accept-encoding", "cookie"}


class Rules(NamedTuple):
    """What sets the answers at one address apart until the content changes, whoever asks."""

    #: Those that `Vary` names, as they stand in `request.META`.
    headers: tuple[str, ...]
    #: A request that has one of them is answered for itself.
    cookies: tuple[str, ...]
    #: Those that the page reads: it ignores all others. `None`: it may read any.
    parameters: tuple[str, ...] | None

    def variant(self, request: HttpRequest) -> str | None:
        """Return what sets the answer to `request` apart, "" for nothing.

        `None`: the answer is for this request alone.
        """
        if "HTTP_COOKIE" in request.META and not request.COOKIES.keys().isdisjoint(self.cookies):
            return None
        found: list[Any] = [
            (name, request.META[name]) for name in self.headers if name in request.META
        ]
        if request.META.get("QUERY_STRING"):
            if self.parameters is None:
                return None
            given = [(name, request.GET.getlist(name)) for name in self.parameters]
            found += [(name, values) for name, values in given if values]
        variant = repr(found) if found else ""
        return variant if len(variant) <= MAX_VARIANT else None

    def covers(self, request: HttpRequest) -> bool:
        """Tell whether `request` has no parameters but those that the page reads.

        Another one gets the answer of its variant, and makes none for others: the address as it
        was asked for may stand in it.
        """
        query = request.META.get("QUERY_STRING")
        return not query or (bool(request.GET) and {*request.GET}.issubset(self.parameters or ()))

    def united(self, other: Rules) -> Rules:
        """Add what another answer at the same address depends on."""
        return self._replace(
            headers=tuple(sorted({*self.headers, *other.headers})),
            cookies=tuple(sorted({*self.cookies, *other.cookies})),
            parameters=None if other.parameters is None else self.parameters,
        )


def rules_of(request: Any, response: HttpResponseBase) -> Rules | None:
    """Return what `response` has shown; `None` where it is not to be kept, or asks for all cookies.

    Needs `note_questions`. A page type names the parameters that it reads in `query_parameters`, a
    view in `kept_parameters`.
    """
    page, *_ = getattr(request, "_wagtail_route_for_request", None) or (None,)
    view = getattr(getattr(request, "resolver_match", None), "func", None)
    questions = questions_of(request)
    # Whatever needs the token against forgery sets its cookie, and is not kept anyway.
    cookies = questions.cookies - {settings.CSRF_COOKIE_NAME}
    parameters = getattr(view, "kept_parameters", None)
    if (page is None and parameters is None) or EVERYTHING in cookies:
        return None
    if page is not None:
        parameters = getattr(page, "query_parameters", None)
    if parameters is not None and not questions.parameters.issubset(parameters):
        parameters = None  # a block, a template or a middleware reads others
    varied = listed(response.get("Vary", "")) - NOT_IN_VARIANT
    headers = {f"HTTP_{name.upper().replace('-', '_')}" for name in varied}
    return Rules(tuple(sorted(headers)), tuple(sorted(cookies)), parameters)
