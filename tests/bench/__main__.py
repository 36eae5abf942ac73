"""Measures how fast the site answers: `make bench`.

A scratch database, folders of its own and gunicorn on a free port, all gone afterwards. Each page
stands beside a constant view that was measured in the same run.
"""

from __future__ import annotations

import platform
import sys
import tempfile
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from contextlib import ExitStack
from datetime import UTC, datetime
from importlib.metadata import version
from os import cpu_count, environ
from pathlib import Path

from tests.bench import clients
from tests.bench.measure import GZIP, Method, compare, measure
from tests.bench.scratch import ignore_interrupts, scratch_database, stop_at_interrupts
from tests.bench.site import WORKERS, BenchSite
from tests.bench.table import make_scale_table, make_table
from tests.bench.targets import NAMES, SEARCHES

SCALE = (1_000, 100_000)
CONDITIONS = (
    f"Gunicorn: {WORKERS} sync workers, which take a new connection for each request; DEBUG off, "
    "no page cache."
)


def main(arguments: Sequence[str] | None = None) -> None:
    asked = read_arguments(arguments)
    stop_at_interrupts()
    with ExitStack() as stack:
        try:
            report = (compare_scales if asked.scale is not None else compare_pages)(asked, stack)
        finally:
            ignore_interrupts()
    sys.stdout.write(f"{report}\n")
    if asked.out:
        asked.out.write_text(f"{report}\n", encoding="utf-8")


def read_arguments(arguments: Sequence[str] | None) -> Namespace:
    parser = ArgumentParser(
        prog="make bench",
        usage="make bench [ARGS='…'] [DATABASE_URL=postgres://…]",
        description="Measures how fast the site answers, on SQLite or, with DATABASE_URL, in a "
        "scratch database on that PostgreSQL server.",
    )
    parser.add_argument(
        "--count",
        type=positions,
        default=SCALE[0],
        metavar="N",
        help="positions beside the demo's, 1000 unless told; 0: the demo alone",
    )
    parser.add_argument(
        "--seconds",
        type=seconds,
        default=5,
        metavar="N",
        help="how long several clients ask for a page, and then one (5)",
    )
    parser.add_argument("--out", type=Path, metavar="FILE", help="also write the table there")
    parser.add_argument(
        "--only", nargs="+", choices=NAMES, metavar="NAME", help=f"some of: {', '.join(NAMES)}"
    )
    parser.add_argument(
        "--client", choices=("wrk", "python"), help="wrk where it is installed, unless told"
    )
    parser.add_argument(
        "--no-gzip", action="store_true", help="let the server send everything uncompressed"
    )
    parser.add_argument(
        "--scale",
        nargs="*",
        type=positions,
        metavar="N",
        help="instead compare searches by one client at two numbers of positions (1000 100000)",
    )
    asked = parser.parse_args(arguments)
    if asked.scale is not None and len(asked.scale) not in {0, 2}:
        parser.error("--scale takes two numbers, or none")
    if asked.scale is not None and not set(asked.only or SEARCHES) <= set(SEARCHES):
        parser.error(f"--scale compares {', '.join(SEARCHES)}")
    return asked


def positions(text: str) -> int:
    if (number := int(text)) < 0:
        raise ValueError(text)
    return number


def seconds(text: str) -> int:
    if (number := int(text)) < 1:
        raise ValueError(text)
    return number


def compare_pages(asked: Namespace, stack: ExitStack) -> str:
    """The report on each page beside the constant view."""
    method, load = choose_method(asked)
    site = open_site(stack, asked.count)
    constant, *targets = site.targets
    chosen = [target for target in targets if target.name in (asked.only or NAMES)]
    rows = []
    for row in measure(site, constant, chosen, method):
        tell(f"Measured {row.name}.")
        rows.append(row)
    rows.insert(0, rows.pop())
    return (
        f"{describe_machine()}; {site.database}; {site.positions:,} open positions.\n\n"
        f"Load: {load}, {asked.seconds} s; then one client, {asked.seconds} s. {CONDITIONS} "
        f"{describe_encoding(method)} CPU is what the workers spend on a request, user and system, "
        f"without what a database server spends.\n\n{make_table(rows)}"
    )


def compare_scales(asked: Namespace, stack: ExitStack) -> str:
    """The report on searches among few and among many positions, asked for in turn."""
    method, _load = choose_method(asked)
    few, many = sorted(asked.scale or SCALE)
    small, large = open_site(stack, few), open_site(stack, many)
    found = []
    for target in small.targets:
        if target.name in (asked.only or SEARCHES):
            if comparison := compare(small, large, target, method):
                found.append(comparison)
            tell(f"Compared {target.name}.")
    return (
        f"{describe_machine()}; {small.database}.\n\n"
        f"One client asks both sites in turn, {asked.seconds} s each. {CONDITIONS} "
        f"{describe_encoding(method)}\n\n"
        f"{make_scale_table(found, (small.positions, large.positions))}"
    )


def open_site(stack: ExitStack, count: int) -> BenchSite:
    """A running site with so many positions beside the demo's, until the stack is closed."""
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="careers-bench-")))
    url = stack.enter_context(scratch_database(environ.get("DATABASE_URL", ""), folder))
    site = BenchSite(folder, url)
    tell(f"Preparing a site with {count:,} positions beside the demo's …")
    site.prepare(count)
    stack.enter_context(site.running())
    return site


def choose_method(asked: Namespace) -> tuple[Method, str]:
    """How the site is driven, and what the report calls it.

    Raises `SystemExit` if wrk is asked for and isn't there.
    """
    headers = {} if asked.no_gzip else GZIP
    installed = clients.wrk_version()
    if asked.client == "wrk" and not installed:
        raise SystemExit("wrk is not installed (Debian, Ubuntu: `sudo apt install wrk`).")
    if installed and asked.client != "python":
        threads = f"{clients.THREADS} threads, {clients.CONNECTIONS} connections"
        method = Method(clients.drive_with_wrk, headers, asked.seconds)
        return method, f"wrk {installed}, {threads}"
    why = "" if installed else ", as wrk is not installed"
    method = Method(clients.drive_with_python, headers, asked.seconds)
    return method, f"{clients.CONNECTIONS} threads in Python{why}"


def describe_encoding(method: Method) -> str:
    return "All requests accept gzip." if method.headers else "No request accepts gzip."


def describe_machine() -> str:
    packages = ", ".join(
        f"{name} {version(name.lower())}" for name in ("Django", "Wagtail", "Gunicorn")
    )
    today = datetime.now(UTC).date().isoformat()
    return (
        f"{today}: {cpu_count()} cores, {cpu_model()}; "
        f"Python {platform.python_version()}, {packages}"
    )


def cpu_model() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        lines = []
    models = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return models[0] if models else platform.processor() or platform.machine()


def tell(text: str) -> None:
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()


if __name__ == "__main__":
    main()
