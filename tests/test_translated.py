"""The tests of `tests/translated` run with settings of their own, which have wagtail-localize."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.slow
def test_site_is_translated_with_wagtail_localize() -> None:
    if importlib.util.find_spec("wagtail_localize") is None:
        pytest.skip("wagtail-localize is not installed")
    folder = Path(__file__).parent
    command = [sys.executable, "-m", "pytest", "-q", "-n", "0", "-p", "no:cacheprovider"]
    command += ["--ds", "tests.translated.settings", str(folder / "translated")]
    run = subprocess.run(command, cwd=folder.parent, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout[-8000:]
