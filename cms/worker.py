"""Work in the background beside the server: `python -m cms.worker`, which `cms.serve` starts.

First what was left to do (`CATCH_UP`), in processes that end; then a worker for the tasks that
come in (`db_worker`). When a worker dies, all of it is started again: its task is lost. All of it
ends with the server, however that ends: standard input is a pipe of which the server has the other
end.

Standard library only: while nothing is to be done, this takes next to no memory.
"""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

MANAGE = Path(__file__).resolve().parent.parent / "manage.py"
CATCH_UP = (("send_webhooks", "-v", "0"), ("make_renditions",))
#: A worker that has cut many images keeps much memory: after so many tasks another one follows.
WORK = ("db_worker", "--backend", "background", "--max-tasks", "100", "--no-reload", "-v", "0")
#: Visitors go before.
NICENESS = 10
FIRST_PAUSE, MAX_PAUSE, GRACE = 1, 60, 10


def start() -> None:
    """Start this module beside the server that calls it, out of the reach of Ctrl-C."""
    end_of_worker, end_of_server = os.pipe()
    subprocess.Popen(
        [sys.executable, "-m", "cms.worker"],
        cwd=MANAGE.parent,
        stdin=end_of_worker,
        start_new_session=True,
    )
    os.close(end_of_worker)
    os.set_inheritable(end_of_server, True)  # stays open when another program is executed


def main() -> None:
    os.nice(NICENESS)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())
    pause = FIRST_PAUSE
    status = catch_up()
    while status is not None and not server_ends(pause if status else 0):
        begin = time.monotonic()
        status = run(WORK)
        has_lasted = time.monotonic() - begin > MAX_PAUSE
        pause = FIRST_PAUSE if has_lasted else min(2 * pause, MAX_PAUSE)
        if status:
            status = catch_up() or status


def catch_up() -> int | None:
    """Do what was left to do, and return a status; `None` if the server has ended."""
    worst = 0
    for command in CATCH_UP:
        status = run(command)
        if status is None:
            return None
        worst = status or worst
    return worst


def run(command: tuple[str, ...]) -> int | None:
    """Run a command of `manage.py`, and return its status; `None` if the server has ended."""
    process = subprocess.Popen([sys.executable, str(MANAGE), *command], stdin=subprocess.DEVNULL)
    try:
        while process.poll() is None:
            if server_ends(within=1):
                return None
        return process.returncode
    finally:
        end(process)


def server_ends(within: float) -> bool:
    """Wait for the end of the pipe, so many seconds at the most. Nobody ever writes to it."""
    readable, _writable, _failed = select.select([sys.stdin], [], [], within)
    return bool(readable)


def end(process: subprocess.Popen[bytes]) -> None:
    """Let a process finish the image that it is cutting, or else give up its claim to it.

    `db_worker` finishes its task when it is asked once, and leaves it when it is asked again.
    """
    for stop in (process.terminate, process.terminate, process.kill):
        stop()
        with suppress(subprocess.TimeoutExpired):
            process.wait(GRACE)
            return


if __name__ == "__main__":
    main()
