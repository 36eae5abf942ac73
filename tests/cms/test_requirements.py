"""What is installed is what was looked at: pinned, with the hashes of its files."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
LOCKS = ("requirements", "requirements-dev")
PIN = re.compile(r"([\w.-]+(?:\[\w+\])?)==([^\s;\\]+)")


def entries(name: str) -> list[str]:
    """The requirements of a file, each with its continuation lines."""
    text = (ROOT / name).read_text(encoding="utf-8").replace("\\\n", " ")
    return [
        line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")
    ]


def pins(name: str) -> set[tuple[str, str]]:
    found = (PIN.match(entry) for entry in entries(name))
    return {(pin[1].lower().replace("_", "-"), pin[2]) for pin in found if pin}


@pytest.mark.parametrize("name", LOCKS)
def test_every_requirement_is_pinned_and_has_hashes(name: str) -> None:
    for entry in entries(f"{name}.txt"):
        assert PIN.match(entry), entry
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", entry), entry


@pytest.mark.parametrize("name", LOCKS)
def test_lock_holds_what_is_named(name: str) -> None:
    named = pins(f"{name}.in")
    assert named
    assert named <= pins(f"{name}.txt"), "run `make lock`"


def test_tests_run_on_the_versions_of_the_site() -> None:
    assert pins("requirements.txt") <= pins("requirements-dev.txt"), "run `make lock`"
