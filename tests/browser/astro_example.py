"""The front end of `examples/astro/`, made and served by the commands of its tutorial."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.tutorials import ROOT, steps_of

TUTORIAL = "astro"
SECRET = "whsec_c2lnbmVkLWJ5LXRoZS1jYXJlZXJzLXNpdGU="
#: Stands there once npm has installed everything.
INSTALLED = Path("node_modules", ".package-lock.json")
MADE = shutil.ignore_patterns("node_modules", "dist", ".astro", ".queue", ".rebuilt")
#: A build of single pages takes some seconds, and more on a busy machine.
SECONDS = 90


def wait_until(happened: Callable[[], object]) -> None:
    end = time.monotonic() + SECONDS
    while not happened():
        assert time.monotonic() < end, "It hasn't happened."
        time.sleep(0.2)


class AstroExample:
    """A copy of the example with the client beside it, in a folder that tests may keep."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.client = folder / "clients" / "typescript"
        self.project = folder / "examples" / "astro"
        self.dist = self.project / "dist"

    def install(self) -> None:
        """Make the client, and install what the example needs from the npm registry.

        What the folder has from an earlier run stays as long as no version has changed.
        """
        locks = [part / "package-lock.json" for part in (self.client, self.project)]
        installed = [lock.read_bytes() if lock.exists() else b"" for lock in locks]
        for part in (self.client, self.project):
            self._copy(part)
        make_client, make_pages, *_serve = self._steps("")
        if installed != [lock.read_bytes() for lock in locks] or not self._is_installed:
            self._run(make_client, self.folder)
            self._run("\n".join(make_pages.splitlines()[:2]), self.client)
        else:
            self._run("npm run build", self.client)

    def check(self) -> None:
        self._run("npm run check", self.project)

    def build(self, site: str) -> None:
        _client, make_pages, *_serve = self._steps(site)
        self._run(make_pages.splitlines()[-1], self.project)

    @contextmanager
    def serving(self, site: str) -> Iterator[str]:
        """Serve what is built, and return its address without a slash at the end."""
        (serve,) = [step for step in self._steps(site) if "npm run serve" in step]
        lines = [line for line in serve.splitlines() if "WEBHOOK_SECRET" not in line]
        process = subprocess.Popen(
            ["bash", "-ec", "\n".join(lines)],
            cwd=self.project,
            env=self._environment(PORT="0"),
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        assert process.stdout
        address = next(line for line in process.stdout if line.startswith("http"))
        # What it says later is read, so that it never waits for a reader.
        reader = threading.Thread(target=process.stdout.read, daemon=True)
        reader.start()
        try:
            yield address.strip().rstrip("/")
        finally:
            os.killpg(process.pid, signal.SIGTERM)
            process.wait(timeout=30)
            reader.join()
            process.stdout.close()

    def tell(self, path: str, address: str, secret: str = SECRET) -> int:
        """Tell the server that a page has changed, and return the status of its answer."""
        (step,) = [step for step in self._steps("") if "npm run tell" in step]
        command = step.replace("/privacy/", path)
        environment = self._environment(PORT=address.rpartition(":")[2], WEBHOOK_SECRET=secret)
        told = subprocess.run(
            ["bash", "-c", command],
            cwd=self.project,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        return int(told.stdout.split()[-1])

    def html(self, path: str) -> str:
        return self.file(path).read_text(encoding="utf-8")

    def modified(self, path: str) -> float:
        return self.file(path).stat().st_mtime

    def rebuilt(self) -> Iterator[Path]:
        """Return what the last build of single pages has made besides those."""
        return (self.project / ".rebuilt").rglob("index.html")

    def file(self, path: str) -> Path:
        return self.dist / path.strip("/") / "index.html"

    @property
    def _is_installed(self) -> bool:
        return all((part / INSTALLED).exists() for part in (self.client, self.project))

    def _copy(self, part: Path) -> None:
        """Copy the sources of a part, without what is installed or built there."""
        part.mkdir(parents=True, exist_ok=True)
        for old in part.iterdir():
            if old.name == "node_modules":
                continue
            if old.is_dir():
                shutil.rmtree(old)
            else:
                old.unlink()
        source = ROOT / part.relative_to(self.folder)
        shutil.copytree(source, part, ignore=MADE, dirs_exist_ok=True)

    def _steps(self, site: str) -> list[str]:
        return steps_of(TUTORIAL, site)

    def _run(self, command: str, folder: Path) -> None:
        done = subprocess.run(
            ["bash", "-ec", command],
            cwd=folder,
            env=self._environment(),
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"{command}\n{done.stdout[-4000:]}{done.stderr[-2000:]}"

    def _environment(self, **values: Any) -> dict[str, str]:
        """Return the environment with the Node that stands beside this Python."""
        path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        own = {"PATH": path, "ASTRO_TELEMETRY_DISABLED": "1", "WEBHOOK_SECRET": SECRET}
        return {**os.environ, **own, **values}
