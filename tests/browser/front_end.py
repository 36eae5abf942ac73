"""A front end of one's own, on an origin of its own, in a few lines of JavaScript."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import careers

PREVIEW_SCRIPT = Path(careers.__file__).parent / "static" / "careers" / "preview.js"

PAGE = """<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8"><title>Front end</title><link rel="icon" href="data:,">
    <link rel="stylesheet" href="/front_end.css"><script type="module" src="/front_end.js"></script>
  </head>
  <body><main></main></body>
</html>"""

STYLE = "section { min-height: 1200px }"

SCRIPT = """
import { showPreview } from "/preview.js";
const api = "%(api)s";
const main = document.querySelector("main");
const element = (name, text, values) =>
  Object.assign(document.createElement(name), { textContent: text }, values);
window.drawn = 0;
const show = (page) => {
  const sections = page.body.map((block) => {
    const section = element("section", "");
    section.dataset.preview = block.id;
    section.append(element("h2", block.value.heading ?? block.type));
    return section;
  });
  main.replaceChildren(element("h1", page.hero?.heading ?? page.title), ...sections);
  window.drawn += 1;
};
const fail = ({ message }) => main.replaceChildren(element("h1", message));
const userBar = %(user_bar)s;
if (!showPreview({ api, show, fail, userBar })) {
  const path = encodeURIComponent(location.pathname);
  const response = await fetch(`${api}pages/?path=${path}`);
  if (response.ok) show(await response.json());
  else fail({ message: response.statusText });
}
"""

POLICY = (
    "default-src 'none'; script-src 'self' {server}; style-src 'self' {server}; font-src {server}; "
    "connect-src {server}; img-src data: {server}; frame-ancestors {server}; base-uri 'none'"
)


class FrontEndServer(ThreadingHTTPServer):
    """Serves the same page at every path, and notes what it is asked for."""

    daemon_threads = True

    def __init__(self, server_url: str, *, user_bar: bool) -> None:
        self.server_url = server_url
        self.user_bar = user_bar
        #: The first line and the headers of each request.
        self.asked: list[tuple[str, dict[str, str]]] = []
        super().__init__(("localhost", 0), Handler)

    @property
    def origin(self) -> str:
        return f"http://localhost:{self.server_port}"

    def file(self, path: str) -> tuple[str, str]:
        """The type and the content of what stands at a path."""
        api = f"{self.server_url}/api/careers/v1/"
        script = SCRIPT % {"api": api, "user_bar": str(self.user_bar).lower()}
        return {
            "/preview.js": ("text/javascript", PREVIEW_SCRIPT.read_text(encoding="utf-8")),
            "/front_end.js": ("text/javascript", script),
            "/front_end.css": ("text/css", STYLE),
        }.get(path, ("text/html; charset=utf-8", PAGE))


class Handler(BaseHTTPRequestHandler):
    server: FrontEndServer

    def do_GET(self) -> None:
        self.server.asked.append((self.requestline, dict(self.headers)))
        kind, content = self.server.file(self.path.partition("?")[0])
        body = content.encode()
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        policy = POLICY.format(server=self.server.server_url)
        self.send_header("Content-Security-Policy", policy)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: Any) -> None:
        """Write nothing."""


@contextmanager
def front_end_of(server_url: str, *, user_bar: bool = True) -> Iterator[FrontEndServer]:
    server = FrontEndServer(server_url, user_bar=user_bar)
    thread = threading.Thread(target=partial(server.serve_forever, 0.05))
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()
