"""Compute a value once a request."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from django.http import HttpRequest

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")


def once_a_request(
    function: Callable[Concatenate[HttpRequest | None, Arguments], Result],
) -> Callable[Concatenate[HttpRequest | None, Arguments], Result]:
    """Keep what `function` returns for the rest of its request; the same for the same arguments.

    The request is the first argument; the others are hashable and given by position. Without a
    request nothing is kept.
    """

    @wraps(function)
    def kept(
        request: HttpRequest | None, /, *args: Arguments.args, **kwargs: Arguments.kwargs
    ) -> Result:
        if request is None:
            return function(request, *args, **kwargs)
        results: dict[Any, Any] = request.__dict__.setdefault("_careers_results", {})
        key = (function, args)
        if key not in results:
            results[key] = function(request, *args, **kwargs)
        return results[key]

    return kept
