"""The request that this thread answers, for code that doesn't get it."""

from __future__ import annotations

from contextvars import ContextVar
from typing import Any

from django.core.handlers.wsgi import get_path_info, get_script_name
from django.core.signals import request_finished, request_started
from django.dispatch import receiver
from django.urls import NoReverseMatch, reverse

#: What the server has given of the request: WSGI's environment or ASGI's scope.
_given: ContextVar[Any] = ContextVar("careers_given_request", default=None)
_facts: ContextVar[Any] = ContextVar("careers_facts_of_request", default=None)


@receiver(request_started)
def begin(environ: Any = None, scope: Any = None, **kwargs: Any) -> None:
    _given.set(scope or environ or {})
    _facts.set(None)


@receiver(request_finished)
def end(**kwargs: Any) -> None:
    _given.set(None)
    _facts.set(None)


def is_answering() -> bool:
    return _given.get() is not None


def is_in_admin() -> bool:
    """Tell whether it is a request of Wagtail's admin."""
    if not is_answering():
        return False
    try:
        return _path_of(_given.get()).startswith(reverse("wagtailadmin_home"))
    except NoReverseMatch:
        return False


def current_facts() -> Any:
    """Return the facts of the request, or `None` where it has none yet."""
    return _facts.get()


def set_current_facts(facts: Any) -> None:
    _facts.set(facts)


def _path_of(given: Any) -> str:
    if "PATH_INFO" in given:
        return f"{get_script_name(given).rstrip('/')}{get_path_info(given)}"
    return str(given.get("path", ""))
