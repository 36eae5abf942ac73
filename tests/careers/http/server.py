"""A server on this machine that answers as badly as a test wants it to."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import repeat

Script = Callable[["Handler"], None]


class Handler(BaseHTTPRequestHandler):
    server: FakeServer

    def do_POST(self) -> None:
        length = int(self.headers.get("Content-Length", 0))
        self.server.posted.append(self.rfile.read(length))
        self.do_GET()

    def do_GET(self) -> None:
        self.server.requests.append((self.path, self.headers))
        script = self.server.scripts.get(self.path)
        self.close_connection = True
        with suppress(ConnectionError):  # the client has had enough
            if script:
                script(self)
            else:
                self.send_error(404)

    def log_message(self, *args: object) -> None:
        """Tests look at `requests` instead."""


class FakeServer(ThreadingHTTPServer):
    """Answers each path by what was said of it, and any other with 404."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.scripts: dict[str, Script] = {}
        self.requests: list[tuple[str, Message]] = []
        self.posted: list[bytes] = []
        self.stopped = threading.Event()

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.server_port}{path}"

    @property
    def paths(self) -> list[str]:
        return [path for path, _headers in self.requests]

    def script(self, path: str, script: Script) -> str:
        """Have `script` answer at `path`; gives the address."""
        self.scripts[path] = script
        return self.url(path)

    def answer(
        self,
        path: str,
        body: bytes = b"",
        status: int = 200,
        content_type: str = "application/rss+xml",
        **headers: str,
    ) -> str:
        """Answer with `body`; `headers` have underscores for hyphens."""

        def script(handler: Handler) -> None:
            handler.send_response(status)
            handler.send_header("Content-Type", content_type)
            handler.send_header("Content-Length", str(len(body)))
            for name, value in headers.items():
                handler.send_header(name.replace("_", "-"), value)
            handler.end_headers()
            handler.wfile.write(body)

        return self.script(path, script)

    def redirect(self, path: str, target: str, status: int = 302) -> str:
        headers = {"Location": target} if target else {}
        return self.answer(path, b"", status, **headers)

    def write(self, path: str, start: bytes, then: bytes = b"", pause: float = 0) -> str:
        """Write `start` as it is, and `then` again and again with `pause` seconds between."""

        def script(handler: Handler) -> None:
            handler.wfile.write(start)
            for part in repeat(then) if then else ():
                if self.stopped.wait(pause) or self.stopped.is_set():
                    return
                handler.wfile.write(part)

        return self.script(path, script)

    def hang(self, path: str) -> str:
        """Say nothing at all until the test is over."""
        return self.script(path, lambda handler: (self.stopped.wait(60), None)[1])


@contextmanager
def running_server() -> Iterator[FakeServer]:
    server = FakeServer()
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.stopped.set()
        server.shutdown()
        thread.join()
        server.server_close()
