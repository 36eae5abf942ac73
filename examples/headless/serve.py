"""Serve the static front end: its files, and index.html at every other path.

    python examples/headless/serve.py --api http://localhost:8000 --port 8080

Any static server that falls back to index.html will do as well; the address of the API then has to
be written into index.html, and the headers below into the server's settings. Standard library only.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from mimetypes import guess_type
from pathlib import Path
from urllib.parse import unquote, urlsplit

PUBLIC = Path(__file__).resolve().parent / "public"
API = re.compile(r'(<meta name="careers-api" content=")[^"]*')
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' {images}; "
    "connect-src {api}; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)
#: The page for previews stands in a frame of the admin, and gets the editor's user bar from there.
PREVIEW_PATH = "/preview/"
PREVIEW_POLICY = (
    "default-src 'none'; script-src 'self' {api}; style-src 'self' {api} 'unsafe-inline'; "
    "img-src 'self' data: {images}; font-src {api}; connect-src 'self' {api}; base-uri 'none'; "
    "form-action 'self'; frame-ancestors {api}"
)


def main(arguments: Sequence[str] | None = None) -> None:
    options = read_options(arguments)
    with make_server(options.api, options.port, options.images) as server:
        sys.stdout.write(f"http://localhost:{server.server_port}/ shows {options.api}\n")
        sys.stdout.flush()
        with suppress(KeyboardInterrupt):
            server.serve_forever()


def read_options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Serve the static front end.")
    parser.add_argument(
        "--api", type=origin, default="http://localhost:8000", help="the origin of the careers site"
    )
    parser.add_argument(
        "--images", type=origin, help="the origin of its pictures, where that is another one"
    )
    parser.add_argument("--port", type=int, default=8080, help="0 takes a free one")
    return parser.parse_args(arguments)


def origin(text: str) -> str:
    """Return the scheme and the host of an address; others would change the headers."""
    parts = urlsplit(text)
    if parts.scheme not in {"http", "https"} or not re.fullmatch(r"[\w.:\[\]-]+", parts.netloc):
        raise argparse.ArgumentTypeError(f"{text} is no address such as http://localhost:8000")
    return f"{parts.scheme}://{parts.netloc}"


def make_server(api: str, port: int, images: str | None = None) -> ThreadingHTTPServer:
    handler = partial(Handler, api, images or "")
    return ThreadingHTTPServer(("localhost", port), handler)  # type: ignore[arg-type]


class Handler(BaseHTTPRequestHandler):
    def __init__(self, api: str, images: str, *args: object) -> None:
        self.api = api
        self.sources = {"api": api, "images": f"{api} {images}".strip()}
        super().__init__(*args)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        path = unquote(urlsplit(self.path).path)
        file = (PUBLIC / path.lstrip("/")).resolve()
        if file.is_relative_to(PUBLIC) and file.is_file():
            return self.send(guess_type(file.name)[0] or "text/plain", file.read_bytes(), path)
        if "." in path.rpartition("/")[2]:  # a file that isn't there; pages have no extension
            return self.send_error(404)
        index = (PUBLIC / "index.html").read_text(encoding="utf-8")
        text = API.sub(rf"\g<1>{self.api}", index)
        return self.send("text/html", text.encode(), path)

    def do_HEAD(self) -> None:
        self.do_GET()

    def send(self, media_type: str, content: bytes, path: str) -> None:
        policy = PREVIEW_POLICY if path == PREVIEW_PATH else POLICY
        self.send_response(200)
        self.send_header("Content-Type", f"{media_type}; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "no-cache")
        self.send_header("Content-Security-Policy", policy.format(**self.sources))
        self.send_header("Referrer-Policy", "strict-origin-when-cross-origin")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def log_message(self, *args: object) -> None:
        """Say nothing of each request."""


if __name__ == "__main__":
    main()
