"""The hosts that show the same content, each in a frame, with sheets and a theme of its own."""

from __future__ import annotations

import fcntl
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Literal

from tests.clients import node
from tests.hosts.environment import FOLDER
from tests.hosts.host import PROJECTS, Host, clean_environment, make_host

Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, Scheme] = ("light", "dark")
OTHER: dict[Scheme, Scheme] = {"light": "dark", "dark": "light"}
NPM = Path(__file__).parents[1] / "npm"
PAGES = {
    "home": "/",
    "team": "/teams/backend/",
    "other-team": "/teams/design/",
    "search": "/positions/?q=engineer",
    "position": "/positions/senior-backend-engineer/",
    "closed": "/positions/release-engineer/",
}


@dataclass(frozen=True)
class House:
    """What the tests know of a host: its project, and how a visitor chooses its theme.

    Without `switch`, a script with the scheme's name for `{}`, the device chooses. With it, the
    device always wants the other scheme. One that `is_only_light` has a light page on any device.
    """

    project: str
    switch: str = ""
    is_only_light: bool = False
    prepare: Callable[[Path], None] | None = None

    def device(self, scheme: Scheme) -> Scheme:
        return OTHER[scheme] if self.switch else scheme

    def shown(self, scheme: Scheme) -> Scheme:
        return "light" if self.is_only_light else scheme


def _copy_bootstrap(folder: Path) -> None:
    node.install(NPM)
    sheet = NPM / "node_modules" / "bootstrap" / "dist" / "css" / "bootstrap.min.css"
    shutil.copy(sheet, folder / "mysite" / "static" / "css")


def _build_tailwind(folder: Path) -> None:
    node.install(NPM)
    # It finds the packages as Node does, in folders above the sheet.
    (folder / "node_modules").symlink_to(NPM / "node_modules")
    sheet = str(folder / "mysite" / "static" / "css" / "tailwind.css")
    source = str(folder / "styles" / "tailwind.css")
    node.run(folder, "npx", "tailwindcss", "--input", source, "--output", sheet, "--minify")


REFERENCE = House("reference")
HOUSES = {
    house.project: house
    for house in (
        House("wagtail_start", is_only_light=True),
        House("old_sheet", switch="document.documentElement.dataset.theme = '{}'"),
        House(
            "bootstrap",
            switch="document.documentElement.dataset.bsTheme = '{}'",
            prepare=_copy_bootstrap,
        ),
        House(
            "tailwind",
            switch="document.documentElement.classList.toggle('dark', '{}' === 'dark')",
            prepare=_build_tailwind,
        ),
        House("jinja"),
    )
}


def furnish(house: House, folder: Path, python: Path) -> Host:
    """Make the host of a house in `folder`, with the content that all of them have."""
    content = _content(python)
    shutil.copytree(content.folder, folder, symlinks=True)
    if house.project != "wagtail_start":
        shutil.copytree(PROJECTS / house.project, folder, dirs_exist_ok=True)
    if house.prepare:
        house.prepare(folder)
    return replace(content, folder=folder)


@contextmanager
def serve(host: Host, look: str) -> Iterator[str]:
    environment = host.environment | {"CAREERS_LOOK": look}
    with replace(host, environment=environment).serve() as address:
        yield address


def _content(python: Path) -> Host:
    """Return the project `wagtail_start` with examples, made once for all processes and runs."""
    folder, stamp = FOLDER / "content", FOLDER / "content.made"
    with (FOLDER / "content.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        wanted = _digest(python)
        if not (stamp.exists() and stamp.read_text() == wanted):
            stamp.unlink(missing_ok=True)
            shutil.rmtree(folder, ignore_errors=True)
            host = make_host("wagtail_start", folder, python)
            host.manage("careers_start", "--examples", "--apply-email", "jobs@example.com")
            host.manage("fill_home")
            stamp.write_text(wanted)
    return Host(folder, python, clean_environment())


def _digest(python: Path) -> str:
    """Return what the content follows from; dates of examples count from the day they are made."""
    digest = sha256((python.parents[1] / ".installed").read_bytes())
    digest.update(f"{date.today():%Y-%m}".encode())  # noqa: DTZ011
    for file in sorted((PROJECTS / "wagtail_start").rglob("*")):
        if file.is_file() and "__pycache__" not in file.parts:
            digest.update(file.read_bytes())
    return digest.hexdigest()
