"""What the README promises a newcomer: `make run` in a fresh clone, and then once more."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, build_opener, urlopen

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    with tempfile.TemporaryDirectory() as folder:
        clone = Path(folder) / "site"
        subprocess.run(["git", "clone", "--quiet", str(ROOT), str(clone)], check=True)
        with running(clone, port, seconds=600):
            check_pages(f"http://localhost:{port}")
            for name in ("marketing", "approver", "recruiter"):
                check_sign_in(f"http://localhost:{port}", name, clone / ".env")
        assert (clone / ".env").stat().st_mode & 0o777 == 0o600
        with running(clone, port, seconds=45):
            check_pages(f"http://localhost:{port}")
        changed = subprocess.run(
            ["git", "status", "--porcelain"], cwd=clone, capture_output=True, text=True, check=True
        ).stdout
        assert not changed, f"Left untracked: {changed}"


@contextmanager
def running(clone: Path, port: int, seconds: int) -> Iterator[None]:
    """The site, which says within so many seconds that it is ready, and ends without a word."""
    environment = {
        name: value
        for name, value in os.environ.items()
        if name not in {"MAKEFLAGS", "DATABASE_URL"}
    }
    started = time.monotonic()
    process = subprocess.Popen(
        ["make", "run", f"PORT={port}"],
        cwd=clone,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    assert process.stdout
    signal.alarm(seconds)
    try:
        for line in process.stdout:
            print(line, end="")
            if line.startswith("Ready."):
                break
        else:
            sys.exit("make run ended before it was ready.")
        signal.alarm(0)
        print(f"After {time.monotonic() - started:.1f} s")
        yield
    finally:
        os.killpg(process.pid, signal.SIGINT)
        rest = process.communicate(timeout=30)[0]
    assert "Traceback" not in rest, rest


def check_pages(address: str) -> None:
    home = get(f"{address}/")
    get(f"{address}/admin/login/")
    missing = get(f"{address}/nothing/", status=404)
    assert b"<h1" in missing
    assert b"DEBUG" not in missing
    for attribute, folder in ((b"src", b"media"), (b"href", b"static")):
        file = re.search(rb'%s="(/%s/[^"]+)"' % (attribute, folder), home)
        assert file, f"no {folder.decode()} file on the home page"
        get(f"{address}{file[1].decode()}")


def check_sign_in(address: str, name: str, env_file: Path) -> None:
    """The demo's user `name` reaches the dashboard with the password that was written for it."""
    written = re.search(rf"^{name.upper()}_PASSWORD=(.+)$", env_file.read_text(), re.MULTILINE)
    assert written, f"no password for {name} in {env_file}"
    browser = build_opener(HTTPCookieProcessor())
    with browser.open(f"{address}/admin/login/") as response:
        form = response.read().decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', form)
    assert token
    values = {"csrfmiddlewaretoken": token[1], "username": name, "password": written[1]}
    with browser.open(f"{address}/admin/login/", urlencode(values).encode()) as response:
        assert response.url == f"{address}/admin/", f"{name} is not let in: {response.url}"


def get(address: str, status: int = 200) -> bytes:
    try:
        with urlopen(address) as response:
            found, body = response.status, response.read()
    except HTTPError as error:
        found, body = error.code, error.read()
    assert found == status, f"{address} answers {found}, not {status}"
    return bytes(body)


if __name__ == "__main__":
    main()
