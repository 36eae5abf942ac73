"""Keep whole answers for visitors, in front of everything that would make them again."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.core.signals import got_request_exception
from django.db import Error, InterfaceError, OperationalError
from django.dispatch import receiver
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from careers.kept.answer_place import AnswerPlace
from careers.kept.answer_rules import rules_of
from careers.kept.answer_store import begin_filling, end_filling
from careers.kept.kept_answer import KeptAnswer, is_for_everybody, kept_answer
from careers.kept.pause import Pause
from careers.kept.questions import note_questions
from careers.kept.version import Version, current_version

#: Seconds for which a request waits for another one that makes the same page.
MAX_WAIT = 2.0
#: Seconds between two looks whether it is there.
LOOK_AGAIN = 0.02

_pause = Pause("The database does not answer, pages are shown as they were last")


class PageCacheMiddleware:
    """Answer visitors with the page that was made for an earlier one, as long as it is current.

    Stands before all other middleware. While the database is away, it answers with the last page
    that it has, up to a day old.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        #: Beginnings of paths at which there are files. One that is not set is "/".
        self.files = tuple({settings.STATIC_URL, settings.MEDIA_URL} - {"/"})

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not self._may_be_kept_for(request):
            return self.get_response(request)
        try:
            place = AnswerPlace(request)
        except SuspiciousOperation:  # it is refused where such requests always are
            return self.get_response(request)
        wait_until = time.monotonic() + MAX_WAIT
        while True:
            version = _version()
            last = place.look(version)
            if last and (version is None or last.version == version):
                return _answer_with(last, request, is_current=version is not None)
            if version is None or place.is_for_one or request.method == "HEAD":
                return self.get_response(request)
            if begin_filling(place.key):
                try:
                    return self._fill(place, version)
                finally:
                    end_filling(place.key)
            if time.monotonic() > wait_until:
                if last:
                    return _answer_with(last, request, is_current=False)
                return self._make(place, version, last)
            time.sleep(LOOK_AGAIN)

    def _may_be_kept_for(self, request: HttpRequest) -> bool:
        """Tell whether `request` comes from a visitor, and not from somebody who may be known."""
        if (
            request.method not in {"GET", "HEAD"}
            or request.path.startswith(self.files)
            or "HTTP_AUTHORIZATION" in request.META
            or getattr(request, "is_dummy", False)  # a preview
        ):
            return False
        cookies = request.COOKIES if "HTTP_COOKIE" in request.META else ()
        return settings.SESSION_COOKIE_NAME not in cookies

    def _fill(self, place: AnswerPlace, version: Version) -> HttpResponseBase:
        last = place.look(version)  # somebody else may have filled it just now
        if last and last.version == version:
            return _answer_with(last, place.request, is_current=True)
        return self._make(place, version, last)

    def _make(
        self, place: AnswerPlace, version: Version, last: KeptAnswer | None
    ) -> HttpResponseBase:
        """Answer anew, and keep the answer if it is for everybody and the content is the same."""
        request = place.request
        note_questions(request)
        response = self.get_response(request)
        if last and getattr(request, "_careers_database_failed", False):
            return _answer_with(last, request, is_current=False)
        rules = is_for_everybody(request, response) and rules_of(request, response, version)
        if not rules:
            if response.status_code < 500 and response.status_code != 304:
                place.forget()
            return response
        answer = kept_answer(request, response, version)
        if version == _version():
            place.keep(rules, answer)
        return answer.respond(request, "fwd=miss")


def _version() -> Version | None:
    """Return the version of the content, or `None` while the database is away."""
    if _pause.lasts:
        return None
    asked_at = time.monotonic()
    try:
        return current_version()
    except Error as error:
        _pause.begin(asked_at, error)
        return None


def _answer_with(last: KeptAnswer, request: HttpRequest, *, is_current: bool) -> HttpResponseBase:
    if is_current:
        return last.respond(request, "hit")
    response = last.respond(request, f"hit; ttl={-last.age}")
    response["Age"] = str(last.age)
    return response


@receiver(got_request_exception)
def note_failure(request: Any = None, **kwargs: Any) -> None:
    """Note on `request` that the database went away while it was answered."""
    error = sys.exc_info()[1]
    while error is not None:
        if isinstance(error, OperationalError | InterfaceError):
            request._careers_database_failed = True
        error = error.__cause__ or error.__context__
