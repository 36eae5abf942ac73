"""What was measured. Times are in milliseconds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from tests.bench.clients import Client, Load, percentile


@dataclass(frozen=True)
class Run:
    """What several clients at once got, and the CPU time that a request took; `None`: unknown."""

    load: Load
    cpu_ms: float | None


@dataclass(frozen=True)
class Single:
    """What one client waited."""

    p50: float
    p95: float
    errors: int = 0

    @classmethod
    def of(cls, client: Client) -> Single:
        waited = client.latencies
        return cls(percentile(waited, 50), percentile(waited, 95), client.errors)


@dataclass(frozen=True)
class Figures:
    """`queries` are the fewest and the most; `positions` is how many a search shows."""

    run: Run
    single: Single
    queries: tuple[int, int]
    raw_bytes: int
    gzip_bytes: int
    packed_by_server: bool
    positions: int | None = None

    @property
    def errors(self) -> int:
        return self.run.load.errors + self.single.errors


@dataclass(frozen=True)
class Row:
    """A page, its figures (`None` for no such page) and the constant view's at about that time.

    `runs` are those of the constant view, in its own row.
    """

    name: str
    path: str
    figures: Figures | None = None
    constant: Run | None = None
    runs: Sequence[Run] = field(default=())


@dataclass(frozen=True)
class Comparison:
    """A search on two sites, first the one with fewer positions."""

    name: str
    path: str
    single: tuple[Single, Single]
    queries: tuple[tuple[int, int], tuple[int, int]]
    positions: tuple[int, int]


def mean_run(runs: Sequence[Run]) -> Run:
    """The means, but all errors."""
    cpu = [run.cpu_ms for run in runs]
    known = [value for value in cpu if value is not None]
    load = Load(
        per_second=sum(run.load.per_second for run in runs) / len(runs),
        p50=sum(run.load.p50 for run in runs) / len(runs),
        p99=sum(run.load.p99 for run in runs) / len(runs),
        errors=sum(run.load.errors for run in runs),
    )
    return Run(load, sum(known) / len(known) if len(known) == len(runs) else None)
