"""The site under measurement: its folder, its database, and the server of its pages."""

from __future__ import annotations

import json
import secrets
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.bench.prepare import PREPARED
from tests.bench.server import ROOT, Server, free_port
from tests.bench.targets import Target


@dataclass
class BenchSite:
    folder: Path
    database_url: str
    #: With the page cache off, so that every answer is made, and as its settings have it.
    server: Server = field(init=False)
    keeping_server: Server = field(init=False)
    database: str = ""
    positions: int = 0
    targets: list[Target] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.server = self.make_server("gunicorn.log", {"PAGE_CACHE": "0"})
        self.keeping_server = self.make_server("gunicorn-keeping.log", {})

    def make_server(self, log: str, switches: dict[str, str]) -> Server:
        port = free_port()
        settings = {
            "BASE_URL": f"http://127.0.0.1:{port}",
            "BENCH_FOLDER": str(self.folder),
            "DATABASE_URL": self.database_url,
            "DJANGO_SETTINGS_MODULE": "tests.bench.settings",
            "ENV_FILE": "",
            "MEDIA_ROOT": str(self.folder / "media"),
            "SECRET_KEY": secrets.token_urlsafe(50),
            "SERVE_MEDIA": "1",
        }
        return Server("cms.wsgi", self.folder / log, settings | switches, port)

    def prepare(self, count: int) -> None:
        """Fill database and folders: the demo and `count` further positions."""
        self.run("tests.bench.prepare", str(count))
        found: dict[str, Any] = json.loads((self.folder / PREPARED).read_text(encoding="utf-8"))
        self.database, self.positions = found["database"], found["positions"]
        self.targets = [Target(**target) for target in found["targets"]]

    def delete_renditions(self) -> None:
        """Have pictures be new; a server that is running may still know of the old ones."""
        self.run("tests.bench.delete_renditions")

    def run(self, module: str, *arguments: str) -> None:
        done = subprocess.run(
            [sys.executable, "-m", module, *arguments],
            cwd=ROOT,
            env=self.server.environment(),
            stdout=sys.stderr,
            start_new_session=True,
            check=False,
        )
        if done.returncode:
            raise SystemExit(f"{module} failed, see above.")
