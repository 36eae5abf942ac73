"""The steps of the README and of the first tutorial, run as they stand there."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

from tests.hosts.environment import NO_INDEX, ROOT, build_wheel
from tests.hosts.host import TIMEOUT, Host, clean_environment

README, TUTORIAL = "README.md", "docs/tutorial/first-team-page.md"
BLOCK = re.compile(r"^```(sh|python)\n(.*?)^```", re.DOTALL | re.MULTILINE)
SETTINGS_FILE = re.compile(r"`(mysite/settings/\w+\.py)`")
SERVE = "python manage.py runserver\n"
#: What somebody types who isn't quick: 5 minutes of 40 words.
CHARACTERS_A_MINUTE = 200
MAX_MINUTES = 5
UNREACHABLE = re.compile(r"NewConnectionError|NameResolutionError|ConnectTimeout|ReadTimeout")


class Steps:
    """The blocks of a document's section, in their order: shell commands and lines of settings."""

    def __init__(self, file: str, heading: str = "") -> None:
        text = (ROOT / file).read_text(encoding="utf-8")
        if heading:
            text = text.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
        settings_file = SETTINGS_FILE.search(text)
        assert settings_file, f"{file} names no file of settings"
        self.settings_file = settings_file[1]
        self.blocks: list[tuple[str, str]] = BLOCK.findall(text)
        self.addresses = re.findall(r"<http://localhost:8000(/[^>]*)>", text)

    @property
    def typed(self) -> int:
        """How many characters there are to type."""
        return sum(len(block.strip()) for _language, block in self.blocks)

    def script(self) -> str:
        """Return all of it as one script of bash, up to the command that serves the site."""
        parts = ["set -euo pipefail\n"]
        for language, block in self.blocks:
            if language == "python":
                parts.append(self._edit(block))
            else:
                parts.append(block.replace(SERVE, ""))
        return "".join(parts)

    def _edit(self, line: str) -> str:
        """Return the command that puts a line above the first of Wagtail's apps."""
        return (
            f"{sys.executable} - {self.settings_file} <<'PYTHON'\n"
            "import sys\nfrom pathlib import Path\n"
            "path = Path(sys.argv[1])\n"
            "before, first, rest = path.read_text().partition('    \"wagtail.')\n"
            f"path.write_text(before + {line!r} + first + rest)\n"
            "PYTHON\n"
        )


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """An environment in which pip finds the plugin by its name, and the site's versions."""
    folder = tmp_path_factory.mktemp("readme")
    wheel = build_wheel(folder)
    versions = (ROOT / "requirements.in").read_text()
    constraints = folder / "constraints.txt"
    constraints.write_text(
        "\n".join(re.findall(r"^(?:Django|wagtail)==.+", versions, re.MULTILINE))
    )
    return clean_environment(
        PIP_FIND_LINKS=str(wheel.parent),
        PIP_CONSTRAINT=str(constraints),
        PIP_DISABLE_PIP_VERSION_CHECK="1",
        PIP_QUIET="1",
    )


@pytest.fixture
def run_script(environment: dict[str, str], tmp_path: Path) -> Callable[[str], None]:
    """Run a script of bash in a new folder; it must succeed."""

    def run(script: str) -> None:
        done = subprocess.run(
            ["bash", "-c", script],
            cwd=tmp_path,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=TIMEOUT * 2,
        )
        if done.returncode and UNREACHABLE.search(done.stderr):
            pytest.skip(NO_INDEX)
        assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"

    return run


def report(capsys: pytest.CaptureFixture[str], file: str, steps: Steps, begun: float) -> None:
    seconds, minutes = time.monotonic() - begun, steps.typed / CHARACTERS_A_MINUTE
    with capsys.disabled():
        print(  # noqa: T201
            f"\n{file}: {steps.typed} characters to type, {minutes:.1f} minutes; "
            f"the machine took {seconds:.0f} s"
        )


def test_readme_leads_from_pip_install_to_a_team_with_an_open_position(
    run_script: Callable[[str], None],
    environment: dict[str, str],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    steps = Steps(README, "Add it to your project")
    run_script(
        f"{sys.executable} -m venv venv && . venv/bin/activate\n"
        "pip install wagtail && wagtail start mysite ."
    )
    begun = time.monotonic()
    run_script(f". venv/bin/activate\n{steps.script()}")
    with Host(tmp_path, tmp_path / "venv/bin/python", environment).serve() as address:
        (shown,) = steps.addresses
        page = httpx.get(f"{address}{shown}")
        report(capsys, README, steps, begun)
        assert page.status_code == 200
        assert "/positions/backend-engineer/" in page.text
        assert httpx.get(f"{address}/positions/backend-engineer/").status_code == 200
    assert steps.typed <= MAX_MINUTES * CHARACTERS_A_MINUTE


def test_tutorial_leads_to_the_lists_that_it_fills_in_the_admin(
    run_script: Callable[[str], None],
    environment: dict[str, str],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    steps = Steps(TUTORIAL)
    begun = time.monotonic()
    run_script(steps.script())
    folder = tmp_path / "tutorial"
    host = Host(folder / "mysite", folder / "venv/bin/python", environment)
    with host.serve() as address:
        for path in ("/admin/login/", "/teams/", "/positions/?q=bakcend"):
            assert httpx.get(f"{address}{path}").status_code == 200, path
        report(capsys, TUTORIAL, steps, begun)
