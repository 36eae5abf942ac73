"""The front end of `examples/headless/`, served on an origin of its own."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SERVER = Path(__file__).parents[2] / "examples" / "headless" / "serve.py"


@contextmanager
def headless_example(api: str) -> Iterator[str]:
    """Serve it as the tutorial does, and return its address without a slash at the end."""
    command = [sys.executable, str(SERVER), "--api", api, "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        yield process.stdout.readline().split()[0].rstrip("/")
        process.terminate()
