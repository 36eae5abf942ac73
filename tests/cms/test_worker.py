"""The worker that stands beside the server of `make run`."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.cms.servers import ROOT

#: Stands in for `manage.py`: notes what it is called with, and ends or waits as it is told.
MANAGE = """
import os, pathlib, signal, sys, time
calls = pathlib.Path(__file__).with_name("calls")
def give_up(*_):
    calls.with_name("given up").touch()
    sys.exit(1)
with calls.open("a") as file:
    print(os.getpid(), os.nice(0), *sys.argv[1:], file=file)
if "db_worker" in sys.argv:
    if len(calls.read_text().splitlines()) < 6:
        sys.exit(1)
    if calls.with_name("busy").exists():
        signal.signal(signal.SIGTERM, lambda *_: signal.signal(signal.SIGTERM, give_up))
    time.sleep(60)
"""
#: Runs `cms.worker` with that one.
WORKER = """
import pathlib, sys
from cms import worker
worker.MANAGE, worker.FIRST_PAUSE, worker.GRACE = pathlib.Path(sys.argv[1]), 0.1, 1
worker.main()
"""
#: Starts the worker as the server does, in a program that executes another one, as `make dev` does.
SERVER = """
import os, sys
from cms import worker
worker.start()
os.execvp("sleep", ["sleep", "60"])
"""
MAX_SECONDS = 30

pytestmark = pytest.mark.slow


@pytest.fixture
def manage(tmp_path: Path) -> Path:
    path = tmp_path / "manage.py"
    path.write_text(MANAGE)
    return path


def calls(manage: Path) -> list[list[str]]:
    file = manage.with_name("calls")
    return [line.split() for line in file.read_text().splitlines()] if file.exists() else []


def wait_until(happened: Callable[[], object]) -> None:
    end = time.monotonic() + MAX_SECONDS
    while not happened():
        assert time.monotonic() < end
        time.sleep(0.05)


def children_of(pid: int) -> list[int]:
    children = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):  # it has ended meanwhile
            number, _name, (_state, parent, *_rest) = parts_of(path.read_text())
            children += [int(number)] if parent == str(pid) else []
    return children


def parts_of(status: str) -> tuple[str, str, list[str]]:
    """The number, the name and all else of a process."""
    before, _end, after = status.rpartition(")")
    number, _begin, name = before.partition(" (")
    return number, name, after.split()


def is_running(pid: int) -> bool:
    status = Path(f"/proc/{pid}/stat")
    return status.exists() and parts_of(status.read_text())[2][0] != "Z"


@pytest.fixture
def worker(manage: Path) -> Iterator[subprocess.Popen[bytes]]:
    command = [sys.executable, "-c", WORKER, str(manage)]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE) as process:
        yield process  # with the pipe, whatever it has started ends too


def test_worker_catches_up_at_first_and_whenever_it_has_died(
    worker: subprocess.Popen[bytes], manage: Path
) -> None:
    wait_until(lambda: len(calls(manage)) == 6)
    commands = [command for _pid, _nice, command, *_options in calls(manage)]
    assert commands == ["send_webhooks", "make_renditions", "db_worker"] * 2
    assert all(int(nice) >= 10 for _pid, nice, *_command in calls(manage))


def test_worker_ends_with_the_pipe_to_its_server(
    worker: subprocess.Popen[bytes], manage: Path
) -> None:
    wait_until(lambda: len(calls(manage)) == 6)
    running = int(calls(manage)[-1][0])
    assert is_running(running)
    assert worker.stdin
    worker.stdin.close()
    assert worker.wait(MAX_SECONDS) == 0
    assert not is_running(running)


def test_task_that_takes_long_can_give_up_its_claim_before_it_is_killed(
    worker: subprocess.Popen[bytes], manage: Path
) -> None:
    manage.with_name("busy").touch()
    wait_until(lambda: len(calls(manage)) == 6)
    assert worker.stdin
    worker.stdin.close()
    assert worker.wait(MAX_SECONDS) == 0
    assert manage.with_name("given up").exists()


def test_worker_lasts_as_long_as_the_program_that_its_server_becomes() -> None:
    environment = os.environ | {"ENV_FILE": os.devnull, "SECRET_KEY": ""}  # its commands fail
    command = [sys.executable, "-c", SERVER]
    server = subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.DEVNULL)
    try:
        wait_until(lambda: b"sleep" in Path(f"/proc/{server.pid}/cmdline").read_bytes()[:5])
        [worker] = children_of(server.pid)
        time.sleep(1.5)
        assert is_running(worker)
    finally:
        server.kill()  # whatever ends it
        server.wait()
    wait_until(lambda: not is_running(worker))
