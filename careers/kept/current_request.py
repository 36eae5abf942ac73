"""The request that this thread answers, for code that doesn't get it."""

from __future__ import annotations

from typing import Any

from asgiref.local import Local
from django.core.handlers.wsgi import get_path_info, get_script_name
from django.core.signals import request_finished, request_started
from django.dispatch import receiver
from django.urls import NoReverseMatch, reverse

_current = Local()


@receiver(request_started)
def begin(environ: Any = None, scope: Any = None, **kwargs: Any) -> None:
    _current.path = scope["path"] if scope else _path_of(environ or {})
    _current.facts = None


@receiver(request_finished)
def end(**kwargs: Any) -> None:
    _current.path = _current.facts = None


def is_answering() -> bool:
    return getattr(_current, "path", None) is not None


def is_in_admin() -> bool:
    """Tell whether it is a request of Wagtail's admin."""
    if not is_answering():
        return False
    try:
        return str(_current.path).startswith(reverse("wagtailadmin_home"))
    except NoReverseMatch:
        return False


def current_facts() -> Any:
    """Return the facts of the request, or `None` where it has none yet."""
    return getattr(_current, "facts", None)


def set_current_facts(facts: Any) -> None:
    _current.facts = facts


def _path_of(environ: Any) -> str:
    if "PATH_INFO" not in environ:
        return ""
    return f"{get_script_name(environ).rstrip('/')}{get_path_info(environ)}"
