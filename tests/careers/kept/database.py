"""A stand-in for the database, as the page cache sees it."""

from __future__ import annotations

import time

from careers.kept.version import Version


class Database:
    """Says which version it has, or that it is away."""

    def __init__(self) -> None:
        self.version = Version(1, 1)
        self.error: type[Exception] | None = None
        self.asked = 0
        self.withdrawn_at = 0.0
        self.seconds = 0.0

    def current_version(self) -> Version:
        self.asked += 1
        time.sleep(self.seconds)
        if self.error:
            raise self.error("the database system is starting")
        return self.version

    def write(self) -> None:
        self.version = self.version._replace(number=self.version.number + 1)
