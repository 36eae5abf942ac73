"""What a host adds to the answer about its site: brand, navigation, footer."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any, NamedTuple

from django.http import HttpRequest
from wagtail import hooks

HOOK = "register_careers_site_parts"


class SitePart(NamedTuple):
    """A part of the answer. A function with the hook `register_careers_site_parts` returns some."""

    name: str
    #: Any type that pydantic knows.
    schema: Any
    #: Returns the part for a request, as JSON has it. It must follow from content alone.
    represent: Callable[[HttpRequest], Any]


@cache
def site_parts() -> tuple[SitePart, ...]:
    return tuple(part for hook in hooks.get_hooks(HOOK) for part in hook())
