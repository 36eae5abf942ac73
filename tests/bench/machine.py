"""Where and with what the figures were taken, for the head of the report."""

from __future__ import annotations

import os
import platform
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from tests.bench.clients import wrk_version


def describe_machine() -> str:
    packages = ", ".join(
        f"{name} {version(name.lower())}" for name in ("Django", "Wagtail", "Gunicorn")
    )
    wrk = wrk_version()
    return (
        f"{datetime.now(UTC).date().isoformat()}: {os.cpu_count()} cores, {cpu_model()}; "
        f"Python {platform.python_version()}, {packages}, "
        f"{f'wrk {wrk}' if wrk else 'a client in Python, as wrk is not installed'}"
    )


def cpu_model() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        lines = []
    models = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return models[0] if models else platform.processor() or platform.machine()


def load_average() -> float:
    """How many processes wanted a core in the last minute."""
    return os.getloadavg()[0]
