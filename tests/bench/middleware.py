"""What only the server knows: how many SQL queries an answer took."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from typing import Any

from django.db import connections
from django.http import HttpRequest, HttpResponseBase

#: A request that has it is answered with a header of the same name: the number of its queries.
QUERIES_HEADER = "X-Bench-Queries"


def count_queries(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Middleware that counts the queries of a request that asks for it."""

    def respond(request: HttpRequest) -> HttpResponseBase:
        if QUERIES_HEADER not in request.headers:
            return get_response(request)
        number = 0

        def count(execute: Callable[..., Any], *arguments: Any) -> Any:
            nonlocal number
            number += 1
            return execute(*arguments)

        with ExitStack() as stack:
            for connection in connections.all():
                stack.enter_context(connection.execute_wrapper(count))
            response = get_response(request)
        response[QUERIES_HEADER] = str(number)
        return response

    return respond
