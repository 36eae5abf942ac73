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

from careers.kept.answer_rules import rules_of
from careers.kept.answer_slot import AnswerSlot, Found
from careers.kept.answer_store import begin_filling, end_filling, filler_of
from careers.kept.kept_answer import KEPT_STATUSES, is_for_everybody, kept_answer
from careers.kept.page_addresses import may_be_kept_at
from careers.kept.pause import Pause
from careers.kept.questions import note_questions
from careers.kept.version import Version, current_version
from careers.kept.withdrawals import withdrawals

#: Seconds for which a request waits for another one that makes the same page.
MAX_WAIT = 2.0
#: Seconds between two looks whether it is there.
LOOK_AGAIN = 0.02

_pause = Pause("The database does not answer, pages are shown as they were last")


class PageCacheMiddleware:
    """Answer visitors with the page that was made for an earlier one, as long as it is current.

    Stands before all other middleware. While the database is away, it answers with the last page
    that it has, up to a day old, unless any page was taken away from visitors since it was made.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        #: Beginnings of paths at which there are files. One that is not set is "/".
        self.files = tuple({settings.STATIC_URL, settings.MEDIA_URL} - {"/"})

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not self._may_be_kept(request):
            return self.get_response(request)
        if _may_be_known(request):
            return self._answer_privately(request)
        try:
            slot = AnswerSlot(request)
        except SuspiciousOperation:  # it is refused where such requests always are
            return self.get_response(request)
        found = slot.look(_version())
        if found.answer:
            return slot.send(found, found.answer)
        if found.is_for_one or request.method == "HEAD":
            return self.get_response(request)
        token = begin_filling(found.key)
        if token is None:
            return self._wait(slot, found)
        try:
            return self._fill(slot)
        finally:
            end_filling(found.key, token)

    def _may_be_kept(self, request: HttpRequest) -> bool:
        return (
            request.method in {"GET", "HEAD"}
            and not request.path.startswith(self.files)
            and not getattr(request, "is_dummy", False)  # a preview
            and may_be_kept_at(request)
        )

    def _answer_privately(self, request: HttpRequest) -> HttpResponseBase:
        """Answer somebody who may be known, and see that no cache shows others what he sees."""
        response = self.get_response(request)
        if response.status_code in KEPT_STATUSES:
            response.setdefault("Cache-Control", "private")
        return response

    def _wait(self, slot: AnswerSlot, found: Found) -> HttpResponseBase:
        """Wait for the one that makes the answer, though not for long."""
        filler, ends_at = filler_of(found.key), time.monotonic() + MAX_WAIT
        while filler and filler_of(found.key) == filler:
            if time.monotonic() > ends_at:
                return self._make(slot, found)
            time.sleep(LOOK_AGAIN)
        return self._fill(slot)  # if nothing of it could be kept, everybody makes his own

    def _fill(self, slot: AnswerSlot) -> HttpResponseBase:
        found = slot.look(_version())
        if found.answer:  # somebody else has filled it just now
            return slot.send(found, found.answer)
        return self.get_response(slot.request) if found.is_for_one else self._make(slot, found)

    def _make(self, slot: AnswerSlot, found: Found) -> HttpResponseBase:
        """Answer anew, and keep the answer if it is for everybody and the content is the same."""
        request, version = slot.request, found.version
        note_questions(request)
        response = self.get_response(request)
        if getattr(request, "_careers_database_failed", False):
            again = slot.look(_version())
            if again.answer:
                return slot.send(again, again.answer)
        rules = rules_of(request, response)
        if rules is None or not is_for_everybody(request, response):
            if response.status_code < 500 and response.status_code != 304:
                slot.give_up(found, is_page=response.status_code == 200)
            return response
        if version is None or rules.variant(request) is None:
            return response
        answer = kept_answer(request, response, version)
        if version == _version():
            slot.keep(rules, answer)
        return answer.respond(request, "fwd=miss")


def _may_be_known(request: HttpRequest) -> bool:
    """Tell whether `request` may come from somebody who is signed in, and not from a visitor."""
    cookies = request.COOKIES if "HTTP_COOKIE" in request.META else ()
    return "HTTP_AUTHORIZATION" in request.META or settings.SESSION_COOKIE_NAME in cookies


def _version() -> Version | None:
    """Return the version of the content, or `None` while the database is away."""
    if _pause.lasts:
        return None
    asked_at = time.monotonic()
    try:
        version = current_version()
        withdrawals.note(version)
        return version
    except Error as error:
        _pause.begin(asked_at, error)
        return None


@receiver(got_request_exception)
def note_failure(request: Any = None, **kwargs: Any) -> None:
    """Note on `request` that the database failed while it was answered."""
    error = sys.exc_info()[1] if request is not None else None
    while error is not None:
        if isinstance(error, OperationalError | InterfaceError):
            request._careers_database_failed = True
        error = error.__cause__ or error.__context__
