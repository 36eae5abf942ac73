"""Servers of other origins than the site: a page of somebody else, and the site behind a proxy."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit

#: What a proxy doesn't pass on: it follows from the connection.
OF_CONNECTION = {"connection", "content-length", "date", "server", "transfer-encoding"}


class Server:
    """An HTTP server on a free port; `respond` answers a request of the handler."""

    def __init__(self) -> None:
        respond = self.respond

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                respond(self)

            def log_message(self, *args: Any) -> None:
                pass

        self.http = ThreadingHTTPServer(("localhost", 0), Handler)
        self.http.daemon_threads = True
        self.url = f"http://localhost:{self.http.server_port}"

    def respond(self, handler: Any) -> None:
        raise NotImplementedError

    @contextmanager
    def running(self) -> Iterator[None]:
        thread = threading.Thread(target=self.http.serve_forever, args=(0.05,))
        thread.start()
        try:
            yield
        finally:
            self.http.shutdown()
            self.http.server_close()
            thread.join()


def send(handler: Any, status: int, headers: dict[str, str], body: bytes) -> None:
    with suppress(ConnectionError):  # a browser that has left the page hangs up
        handler.send_response(status)
        for name, value in headers.items():
            handler.send_header(name, value)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)


class OtherSite(Server):
    """A site of somebody else with one page, and the policy that it has for it."""

    html = ""
    policy = ""

    def respond(self, handler: Any) -> None:
        headers = {
            "Content-Type": "text/html; charset=utf-8",
            "Content-Security-Policy": self.policy,
        }
        send(handler, 200 if handler.path == "/" else 404, headers, self.html.encode())


class Proxy(Server):
    """A proxy in front of a site, which can be made to fail.

    `state` is "up", "down" (it hangs up), or "failing" (it answers 503); `asked` are the paths and
    headers of what it was asked for.
    """

    def __init__(self, target: str) -> None:
        super().__init__()
        self.target = urlsplit(target)
        self.state = "up"
        self.pause = 0.0
        self.asked: list[tuple[str, dict[str, str]]] = []

    def respond(self, handler: Any) -> None:
        self.asked.append((handler.path, {k.lower(): v for k, v in handler.headers.items()}))
        time.sleep(self.pause)
        if self.state == "down":
            handler.close_connection = True
            return
        if self.state == "failing":
            send(handler, 503, {"Access-Control-Allow-Origin": "*"}, b"")
            return
        send(handler, *self.answer(handler))

    def answer(self, handler: Any) -> tuple[int, dict[str, str], bytes]:
        """Return what the site answers: status, headers and body."""
        host, port = self.target.hostname or "", self.target.port or 80
        with closing(HTTPConnection(host, port, timeout=30)) as connection:
            connection.request("GET", handler.path, headers=dict(handler.headers))
            response = connection.getresponse()
            headers = {
                name: value
                for name, value in response.getheaders()
                if name.lower() not in OF_CONNECTION
            }
            return response.status, headers, response.read()
