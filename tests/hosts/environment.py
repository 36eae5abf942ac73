"""The Python of all hosts: an environment with the plugin's wheel, built from this checkout.

It stands in build/hosts and is kept for the next run, which installs again only what has changed.
"""

from __future__ import annotations

import fcntl
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from tests.browser.chromium import browser_required
from tests.hosts.host import TIMEOUT, clean_environment

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "build" / "hosts"
UV = Path(sys.executable).parent / "uv"
#: What the wheel is made from.
SOURCES = ("LICENSE", "README.md", "pyproject.toml", "setup.py", "careers")
#: What hosts need besides the plugin.
FURTHER = ("jinja2",)
#: What uv says where it reaches no index.
UNREACHABLE = (
    "client error (Connect)",
    "dns error",
    "error sending request",
    "operation timed out",
    "Temporary failure in name resolution",
)
NO_INDEX = "the index of Python packages can't be reached"


def host_environment() -> Path:
    """Return the Python of the environment, which one process makes while the others wait."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    environment = FOLDER / "environment"
    python = environment / "bin" / "python"
    stamp = environment / ".installed"
    with (FOLDER / "environment.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        wanted = _digest()
        if not (stamp.exists() and stamp.read_text() == wanted):
            stamp.unlink(missing_ok=True)
            _install(environment)
            stamp.write_text(wanted)
    return python


def build_wheel(folder: Path) -> Path:
    """Build the plugin's wheel from this checkout in a new `folder`."""
    # In the checkout, setuptools would find what it has built before in build/lib.
    checkout, wheels = folder / "checkout", folder / "wheels"
    for source in _files():
        target = checkout / source.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(source, target)
    _uv("build", "--quiet", "--wheel", "--out-dir", str(wheels), str(checkout))
    (wheel,) = wheels.glob("*.whl")
    return wheel


def _install(environment: Path) -> None:
    with tempfile.TemporaryDirectory() as name:
        wheel = build_wheel(Path(name))
        if not (environment / "bin" / "python").exists():
            _uv("venv", "--quiet", "--clear", "--python", sys.executable, str(environment))
        # The site's versions, but the hashes of files of any platform are not needed here.
        _uv(
            *("pip", "install", "--quiet", "--python", str(environment), "--no-verify-hashes"),
            *("--constraint", str(ROOT / "requirements-dev.txt")),
            *("--reinstall-package", "wagtail-careers", str(wheel), *FURTHER),
        )


def _files() -> Iterator[Path]:
    for name in SOURCES:
        source = ROOT / name
        for file in sorted(source.rglob("*")) if source.is_dir() else [source]:
            if file.is_file() and "__pycache__" not in file.parts:
                yield file


def _digest() -> str:
    digest = sha256(sys.version.encode() + " ".join(FURTHER).encode())
    for file in [*_files(), ROOT / "requirements-dev.txt"]:
        content = sha256(file.read_bytes()).hexdigest()
        digest.update(f"{file.relative_to(ROOT)} {content}\n".encode())
    return digest.hexdigest()


def _uv(*args: str) -> None:
    done = subprocess.run(
        [str(UV), *args],
        env=clean_environment(),
        capture_output=True,
        text=True,
        timeout=TIMEOUT,
    )
    if done.returncode:
        if any(words in done.stderr for words in UNREACHABLE) and not browser_required():
            pytest.skip(NO_INDEX)
        raise AssertionError(f"uv {' '.join(args)}\n{done.stdout}{done.stderr}")
