"""The Chromium of the machine: found, or a reason that says what to install."""

from __future__ import annotations

import os
import shutil
import subprocess
from functools import lru_cache

#: The first needs a third less of the processors' time: it draws no window.
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
NO_CHROMIUM = "no Chromium found (install the package chromium-headless-shell)"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-domain-reliability",
    "--disable-sync",
    "--no-first-run",
    "--no-pings",
    # The tests leave this machine alone, and it them: other hosts don't exist.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
]


@lru_cache
def find_chromium() -> str | None:
    """Path of a Chromium that starts; a stand-in that advises an installation counts as none."""
    for name in NAMES:
        path = shutil.which(name)
        if path and _starts(path):
            return path
    return None


def browser_required() -> bool:
    """Whether a missing Chromium is a failure (`REQUIRE_BROWSER=1`) instead of skipped tests."""
    return os.environ.get("REQUIRE_BROWSER", "") not in {"", "0"}


def _starts(path: str) -> bool:
    try:
        return subprocess.run([path, "--version"], capture_output=True, timeout=30).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False
