"""The site under measurement: its folder, its processes, and what those have used."""

from __future__ import annotations

import json
import os
import secrets
import socket
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.bench.clients import fetch
from tests.bench.constant import PATH
from tests.bench.middleware import served
from tests.bench.prepare import PREPARED
from tests.bench.targets import Target

ROOT = Path(__file__).resolve().parents[2]
WORKERS = 2
PROC = Path("/proc")
#: What the processes keep of the environment; all else might be meant for another site.
KEPT = ("HOME", "LANG", "LC_", "LD_", "PATH", "PG", "PYTHON", "TMPDIR", "VIRTUAL_ENV")
START_SECONDS = 60


@dataclass(frozen=True)
class Usage:
    """What the workers have answered and used since they started."""

    workers: frozenset[int]
    requests: int
    cpu_seconds: float | None

    def cpu_ms_since(self, before: Usage) -> float | None:
        """Milliseconds of CPU a request, `None` where nothing tells or a worker was replaced."""
        requests = self.requests - before.requests
        if self.cpu_seconds is None or before.cpu_seconds is None:
            return None
        if self.workers != before.workers or requests <= 0:
            return None
        return (self.cpu_seconds - before.cpu_seconds) / requests * 1000


@dataclass
class BenchSite:
    folder: Path
    database_url: str
    port: int = field(default_factory=lambda: free_port())
    secret_key: str = field(default_factory=lambda: secrets.token_urlsafe(50))
    database: str = ""
    positions: int = 0
    targets: list[Target] = field(default_factory=list)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def environment(self) -> dict[str, str]:
        """That of the machine, with the settings of this site."""
        kept = {name: value for name, value in os.environ.items() if name.startswith(KEPT)}
        return kept | {
            "BASE_URL": self.address,
            "BENCH_FOLDER": str(self.folder),
            "DATABASE_URL": self.database_url,
            "DJANGO_SETTINGS_MODULE": "tests.bench.settings",
            "ENV_FILE": "",
            "MEDIA_ROOT": str(self.folder / "media"),
            "SECRET_KEY": self.secret_key,
            "SERVE_MEDIA": "1",
        }

    def prepare(self, count: int) -> None:
        """Fill database and folders: the demo and `count` further positions."""
        done = subprocess.run(
            [sys.executable, "-m", "tests.bench.prepare", str(count)],
            cwd=ROOT,
            env=self.environment(),
            stdout=sys.stderr,
            start_new_session=True,
            check=False,
        )
        if done.returncode:
            raise SystemExit("The site could not be prepared, see above.")
        found: dict[str, Any] = json.loads((self.folder / PREPARED).read_text(encoding="utf-8"))
        self.database, self.positions = found["database"], found["positions"]
        self.targets = [Target(**target) for target in found["targets"]]

    @contextmanager
    def running(self) -> Iterator[None]:
        """Gunicorn, as `cms.serve` has it, with as many workers awake as it has."""
        log = self.folder / "gunicorn.log"
        options = [f"--bind=127.0.0.1:{self.port}", f"--workers={WORKERS}", "--preload"]
        # A first visit cuts the pictures of its page, which may take longer than a page may.
        options += ["--log-level=warning", "--no-control-socket", "--timeout=300"]
        with log.open("w") as errors:
            process = subprocess.Popen(
                [sys.executable, "-m", "gunicorn", "cms.wsgi", *options],
                cwd=ROOT,
                env=self.environment(),
                stdout=errors,
                stderr=errors,
                start_new_session=True,
            )
            try:
                self.wait_for_answer(process)
                yield
            finally:
                end(process)

    def wait_for_answer(self, process: subprocess.Popen[bytes]) -> None:
        until = time.monotonic() + START_SECONDS
        while time.monotonic() < until and process.poll() is None:
            try:
                if fetch(self.address + PATH).status == 200:
                    return
            except OSError:
                time.sleep(0.1)
        raise SystemExit(f"{self.log_end()}\nGunicorn does not answer, see above.")

    def log_end(self) -> str:
        return "\n".join((self.folder / "gunicorn.log").read_text().splitlines()[-20:])

    def usage(self, quiet_seconds: float = 0.3) -> Usage:
        """After the last answer: the requests whose client has gone are answered as well.

        They all are when none was finished for `quiet_seconds`.
        """
        answered = served(self.folder)
        while True:
            time.sleep(quiet_seconds)
            if answered == (answered := served(self.folder)):
                break
        return Usage(frozenset(answered), sum(answered.values()), cpu_seconds(answered))


def cpu_seconds(processes: Iterable[int]) -> float | None:
    """User and system time of the processes, `None` where the system doesn't tell."""
    try:
        return sum(_ticks(process) for process in processes) / os.sysconf("SC_CLK_TCK")
    except OSError:
        return None


def _ticks(process: int) -> int:
    # proc(5): the name, in brackets, may hold spaces; utime and stime are fields 14 and 15.
    fields = (PROC / str(process) / "stat").read_text().rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(timeout=20)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, 9)  # its workers too: it has a session of its own
        process.wait()
