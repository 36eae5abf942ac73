"""A gunicorn with two sync workers, and the CPU time of all its processes."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.bench.clients import fetch

ROOT = Path(__file__).resolve().parents[2]
WORKERS = 2
PROC = Path("/proc")
#: What the processes keep of the environment; all else might be meant for another site.
KEPT = ("HOME", "LANG", "LC_", "LD_", "PATH", "PG", "PYTHON", "TMPDIR", "VIRTUAL_ENV")
START_SECONDS = 60
QUIET_SECONDS = 0.3
#: Less than that in `QUIET_SECONDS` is gunicorn's own housekeeping.
QUIET_CPU_SECONDS = 0.02
MAX_BUSY_SECONDS = 120


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Server:
    """`application` as gunicorn names it; `settings` are added to what is kept of the environment.

    `folder` is where it is started, `log` where its errors go.
    """

    application: str
    log: Path
    settings: dict[str, str]
    port: int = field(default_factory=free_port)
    folder: Path = ROOT
    python: Path = Path(sys.executable)
    process: int = 0

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if name.startswith(KEPT)}
        return kept | self.settings

    @contextmanager
    def running(self) -> Iterator[None]:
        options = [f"--bind=127.0.0.1:{self.port}", f"--workers={WORKERS}", "--preload"]
        # A first visit cuts the pictures of its page, which may take longer than a page may.
        options += ["--log-level=warning", "--timeout=300"]
        with self.log.open("w") as errors:
            process = subprocess.Popen(
                [str(self.python), "-m", "gunicorn", self.application, *options],
                cwd=self.folder,
                env=self.environment(),
                stdout=errors,
                stderr=errors,
                start_new_session=True,
            )
            self.process = process.pid
            try:
                self.wait_for_answer(process)
                yield
            finally:
                end(process)

    def wait_for_answer(self, process: subprocess.Popen[bytes]) -> None:
        until = time.monotonic() + START_SECONDS
        while time.monotonic() < until and process.poll() is None:
            try:
                fetch(f"{self.address}/none-of-the-pages/")
            except OSError:
                time.sleep(0.1)
            else:
                return
        raise SystemExit(f"{self.log_end()}\nGunicorn does not answer, see above.")

    def log_end(self) -> str:
        return "\n".join(self.log.read_text().splitlines()[-20:])

    def cpu_seconds(self, quiet_seconds: float = QUIET_SECONDS) -> float:
        """User and system time so far, read when the last answer is `quiet_seconds` ago."""
        until = time.monotonic() + MAX_BUSY_SECONDS
        used = cpu_seconds(self.process)
        while time.monotonic() < until:
            time.sleep(quiet_seconds)
            before, used = used, cpu_seconds(self.process)
            if used - before < QUIET_CPU_SECONDS:
                break
        return used


def cpu_seconds(process: int) -> float:
    """User and system time of a process and all its descendants, also of those that have ended.

    Raises `SystemExit` where the system doesn't tell.
    """
    if not PROC.joinpath("self").exists():
        raise SystemExit("The CPU time of processes is read from /proc, which Linux alone has.")
    parents: dict[int, int] = {}
    ticks: dict[int, int] = {}
    for folder in PROC.glob("[0-9]*"):
        try:
            line = (folder / "stat").read_text()
        except OSError:  # it has just ended
            continue
        # proc(5): the name, in brackets, may hold spaces; ppid is field 4; utime, stime, and both
        # of children that have ended and were waited for are fields 14 to 17.
        fields = line.rpartition(")")[2].split()
        parents[int(folder.name)] = int(fields[1])
        ticks[int(folder.name)] = sum(map(int, fields[11:15]))
    tree = [process]
    for parent in tree:
        tree += [child for child in parents if parents[child] == parent]
    return sum(ticks.get(member, 0) for member in tree) / os.sysconf("SC_CLK_TCK")


def end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(timeout=20)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, 9)  # its workers too: it has a session of its own
        process.wait()
