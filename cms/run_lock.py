"""One `make run` at a time prepares the site (standard library only, for `cms.start`)."""

from __future__ import annotations

import fcntl
import os
from contextlib import suppress
from pathlib import Path

#: Tells the programs that this one executes which file they hold the lock by.
VARIABLE = "RUN_LOCK"


def take(folder: Path) -> bool:
    """Lock `folder`, also for the program that this one executes; says whether that took waiting.

    The lock ends with the process, however it ends. Some network drives know no locks: on these,
    nobody waits.
    """
    handle = os.open(folder, os.O_RDONLY)
    os.set_inheritable(handle, True)
    os.environ[VARIABLE] = str(handle)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        print("Another `make` is preparing this site: waiting for it …", flush=True)
        fcntl.flock(handle, fcntl.LOCK_EX)
        return True
    except OSError:
        pass
    return False


def release() -> None:
    """Let the next one go on, also while processes are running that were forked from this one."""
    if handle := os.environ.pop(VARIABLE, ""):
        with suppress(OSError):
            fcntl.flock(int(handle), fcntl.LOCK_UN)
            os.close(int(handle))
