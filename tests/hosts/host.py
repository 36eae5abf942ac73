"""Projects of hosts: made in a folder, driven in processes of their own.

A host has settings of its own, so nothing of it runs in the process of the tests.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

PROJECTS = Path(__file__).parent / "projects"
TIMEOUT = 300  # seconds: a busy machine is slow, not wrong
#: What a subprocess gets of our environment; settings and paths of the tests stay behind.
KEPT = ("HOME", "LANG", "LC_ALL", "PATH", "SSL_CERT_FILE", "TMPDIR")
SERVED_AT = re.compile(r"http://127\.0\.0\.1:[1-9]\d*")


def clean_environment(**further: str) -> dict[str, str]:
    kept = {name: os.environ[name] for name in KEPT if name in os.environ}
    return {**kept, "PYTHONUNBUFFERED": "1", "PYTHONDONTWRITEBYTECODE": "1", **further}


@dataclass(frozen=True)
class Host:
    """A project with a `manage.py` in `folder`."""

    folder: Path
    python: Path
    environment: dict[str, str]

    def manage(self, *args: str) -> str:
        """Return what `manage.py` prints; it must succeed."""
        return run([str(self.python), "manage.py", *args], self.folder, self.environment)

    @contextmanager
    def serve(self) -> Iterator[str]:
        """Serve the project with `runserver` at the address that is given, on a free port.

        What the server says stands in `server.log` in its folder.
        """
        command = [str(self.python), "manage.py", "runserver", "--noreload", "--skip-checks", "0"]
        log = self.folder / "server.log"
        with log.open("w") as output:
            server = subprocess.Popen(
                command,
                cwd=self.folder,
                env=self.environment,
                stdout=subprocess.PIPE,
                stderr=output,
                text=True,
            )
        assert server.stdout
        try:
            yield _address(server.stdout, log)
        finally:
            server.terminate()
            server.stdout.close()
            server.wait(timeout=TIMEOUT)


def make_host(project: str, folder: Path, python: Path) -> Host:
    """Make the host `tests/hosts/projects/<project>` in a new `folder`, and migrate it.

    A project without a `manage.py` is what somebody has changed after `wagtail start mysite`: its
    files are put over those that Wagtail makes, and its own apps get the migrations they lack.
    """
    source = PROJECTS / project
    environment = clean_environment()
    folder.mkdir(parents=True)
    is_whole = (source / "manage.py").exists()
    if not is_whole:
        start = "from wagtail.bin.wagtail import main; main()"
        run([str(python), "-c", start, "start", "mysite", "."], folder, environment)
    shutil.copytree(
        source, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("__pycache__")
    )
    host = Host(folder, python, environment)
    if not is_whole:
        host.manage("makemigrations", "--no-input")
    host.manage("migrate", "--no-input", "--verbosity=0")
    return host


def run(command: list[str], folder: Path, environment: dict[str, str]) -> str:
    """Return what a command prints in `folder`; it must succeed."""
    done = subprocess.run(
        command,
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=TIMEOUT,
    )
    assert done.returncode == 0, f"{' '.join(command)}\n{done.stdout}"
    return done.stdout


def _address(lines: Iterator[str], log: Path) -> str:
    for line in lines:
        if found := SERVED_AT.search(line):
            return found.group()
    raise AssertionError(f"The server has ended.\n{log.read_text()}")
