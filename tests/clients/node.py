"""Node, which comes with requirements-dev.txt, and the packages of a folder with a package.json."""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from tests.browser.chromium import browser_required

BIN = Path(sys.executable).parent
TIMEOUT = 300  # seconds: a busy machine is slow, not wrong


def run(folder: Path, *command: str) -> str:
    """Return what a command of Node's prints in `folder`; it must succeed."""
    environment = {**os.environ, "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}"}
    done = subprocess.run(
        [str(BIN / command[0]), *command[1:]],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        timeout=TIMEOUT,
    )
    assert done.returncode == 0, f"{' '.join(command)}\n{done.stdout}{done.stderr}"
    return done.stdout


def install(folder: Path) -> None:
    """Install what the folder's lock file names, unless that has been done.

    Without a network the test is skipped, but where nothing may be (`REQUIRE_BROWSER`).
    """
    wanted = sha256((folder / "package-lock.json").read_bytes()).hexdigest()
    with (folder / "package-lock.json").open() as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        stamp = folder / "node_modules" / ".installed"
        if stamp.exists() and stamp.read_text() == wanted:
            return
        try:
            run(folder, "npm", "ci", "--no-audit", "--no-fund")
        except AssertionError as error:
            if browser_required():
                raise
            pytest.skip(f"npm can't install: {error}")
        stamp.write_text(wanted)
