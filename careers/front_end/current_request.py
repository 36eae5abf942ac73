"""What is true of the request that this thread answers, for code that doesn't get it."""

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
    _current.known = {}


@receiver(request_finished)
def end(**kwargs: Any) -> None:
    _current.path = None
    _current.known = None


def known_now() -> dict[str, Any]:
    """Return what has been looked up for this request already; outside of one always nothing."""
    known = getattr(_current, "known", None)
    return {} if known is None else known


def is_in_admin() -> bool:
    """Tell whether it is a request of Wagtail's admin."""
    path = getattr(_current, "path", None)
    if path is None:
        return False
    try:
        return str(path).startswith(reverse("wagtailadmin_home"))
    except NoReverseMatch:
        return False


def _path_of(environ: Any) -> str:
    if "PATH_INFO" not in environ:
        return ""
    return f"{get_script_name(environ).rstrip('/')}{get_path_info(environ)}"
