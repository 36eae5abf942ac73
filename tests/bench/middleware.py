"""What only the server knows: how many requests a process has answered, and with what queries."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from django.db import connections
from django.http import HttpRequest, HttpResponseBase

#: A request that has it is answered with a header of the same name: the number of its queries.
QUERIES_HEADER = "X-Bench-Queries"
SERVED = "served-"


class BenchMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.process = 0
        self.served = 0

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if QUERIES_HEADER in request.headers:
            response = self.count_queries(request)
        else:
            response = self.get_response(request)
        self.note()
        return response

    def count_queries(self, request: HttpRequest) -> HttpResponseBase:
        number = 0

        def count(execute: Callable[..., Any], *arguments: Any) -> Any:
            nonlocal number
            number += 1
            return execute(*arguments)

        with ExitStack() as stack:
            for connection in connections.all():
                stack.enter_context(connection.execute_wrapper(count))
            response = self.get_response(request)
        response[QUERIES_HEADER] = str(number)
        return response

    def note(self) -> None:
        """Leave the number of requests that this process has answered where `served` finds it."""
        if self.process != os.getpid():  # the first request since gunicorn forked
            self.process, self.served = os.getpid(), 0
            path = Path(os.environ["BENCH_FOLDER"]) / f"{SERVED}{self.process}"
            self.file = os.open(path, os.O_WRONLY | os.O_CREAT, 0o600)
        self.served += 1
        os.pwrite(self.file, self.served.to_bytes(8, "big"), 0)


def served(folder: Path) -> dict[int, int]:
    """How many requests each process has answered so far, by its id."""
    return {
        int(path.name.removeprefix(SERVED)): int.from_bytes(path.read_bytes(), "big")
        for path in folder.glob(f"{SERVED}*")
    }
