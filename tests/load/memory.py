"""Shows whether a worker keeps growing: `python -m tests.load.memory`.

A site of its own with the demo and some hundred positions, served as `make run` does, is asked for
all kinds of pages, with a write after every hundred requests. Ends with an error if the workers'
memory is larger at the end than after their first thousand requests.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from os import environ
from pathlib import Path
from statistics import median

from tests.bench.scratch import scratch_database, stop_at_interrupts
from tests.bench.server import PROC, ROOT, end
from tests.bench.site import BenchSite

POSITIONS = 300
#: Requests after which a worker has loaded all that it will ever load.
FIRST_REQUESTS = 1_000
#: What the allocator may hold more at one time than at another, in MB for each worker.
MAX_GROWTH = 4.0


def main(arguments: Sequence[str] | None = None) -> None:
    parser = ArgumentParser(prog="python -m tests.load.memory", description=__doc__)
    parser.add_argument("--requests", type=int, default=10_000, help="of each worker")
    options = parser.parse_args(arguments)
    stop_at_interrupts()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="careers-memory-")))
        url = stack.enter_context(scratch_database(environ.get("DATABASE_URL", ""), folder))
        site = BenchSite(folder, url)
        site.prepare(POSITIONS)
        samples = stack.enter_context(serving(site, options.requests))
        growth = growth_of(list(show(samples)))
    sys.stdout.write(f"After the first {FIRST_REQUESTS:,} requests: {growth:+.1f} MB a worker.\n")
    if growth > MAX_GROWTH:
        raise SystemExit(f"More than {MAX_GROWTH} MB: something is never thrown away.")


#: Requests so far, and private memory in MB, for an average worker.
Sample = tuple[int, float]


@contextmanager
def serving(site: BenchSite, requests: int) -> Iterator[Iterator[Sample]]:
    """Serve and visit the site, and give a sample after every hundred requests of a worker."""
    python = [sys.executable, "-m"]
    environment = site.keeping_server.environment()
    serve = [*python, "tests.load.serving", f"127.0.0.1:{site.keeping_server.port}"]
    with site.keeping_server.log.open("w") as errors:
        server = subprocess.Popen(
            serve, cwd=ROOT, env=environment, stderr=errors, start_new_session=True
        )
    try:
        site.keeping_server.wait_for_answer(server)
        workers = children_of(server.pid)
        total = str(requests * len(workers))
        visit = [*python, "tests.load.visiting", site.keeping_server.address, total]
        visitor = subprocess.Popen(
            visit, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True
        )
        assert visitor.stdout
        yield (
            (int(line) // len(workers), sum(map(private_memory, workers)) / len(workers))
            for line in visitor.stdout
        )
        if visitor.wait():
            raise SystemExit("The visits failed, see above.")
    finally:
        end(server)


def show(samples: Iterator[Sample]) -> Iterator[Sample]:
    for requests, megabytes in samples:
        if requests % FIRST_REQUESTS == 0:
            sys.stdout.write(f"{requests:>7,} requests a worker: {megabytes:6.1f} MB each\n")
            sys.stdout.flush()
        yield requests, megabytes


def growth_of(samples: Sequence[Sample]) -> float:
    """Compare the second thousand requests with the last one, both by their medians."""
    last = samples[-1][0]
    early = [size for number, size in samples if FIRST_REQUESTS < number <= 2 * FIRST_REQUESTS]
    late = [size for number, size in samples if number > last - FIRST_REQUESTS]
    return median(late) - median(early)


def children_of(process: int) -> list[int]:
    children = (PROC / str(process) / "task" / str(process) / "children").read_text()
    return [int(child) for child in children.split()]


def private_memory(process: int) -> float:
    """Return the memory that a process shares with no other, in MB (proc(5), smaps_rollup)."""
    lines = (PROC / str(process) / "smaps_rollup").read_text().splitlines()
    sizes = [int(line.split()[1]) for line in lines if line.startswith("Private_")]
    return sum(sizes) / 1024


if __name__ == "__main__":
    main()
