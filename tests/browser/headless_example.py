"""The front end of `examples/headless/`, served on an origin of its own."""

from __future__ import annotations

import shlex
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from tests.tutorials import ROOT, steps_of


@contextmanager
def headless_example(api: str) -> Iterator[str]:
    """Serve it as the tutorial does, and return its address without a slash at the end."""
    (step,) = [step for step in steps_of("headless-without-a-build", api) if "serve.py" in step]
    _python, *arguments = shlex.split(step.replace("--port 8080", "--port 0"))
    command = [sys.executable, *arguments]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        assert process.stdout
        yield process.stdout.readline().split()[0].rstrip("/")
        process.terminate()
