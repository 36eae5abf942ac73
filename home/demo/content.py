"""The demo content as it stands in the text files beside this module."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent


def read(name: str) -> dict[str, Any]:
    """One file, by its path within the folder."""
    return tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))


def read_folder(name: str) -> list[dict[str, Any]]:
    """All files of a folder in the order of their names; `stem` is each file's name."""
    paths = sorted((FOLDER / name).glob("*.toml"))
    return [read(f"{name}/{path.name}") | {"stem": path.stem} for path in paths]


def teams() -> list[dict[str, Any]]:
    """The teams in the order in which they are listed."""
    return sorted(read_folder("teams"), key=lambda team: int(team["order"]))
