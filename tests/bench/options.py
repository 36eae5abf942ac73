"""What can be asked of the bench."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace, RawDescriptionHelpFormatter
from collections.abc import Sequence
from pathlib import Path

from tests.bench.peer import EXPECTED
from tests.bench.targets import NAMES

DESCRIPTION = """\
Measures what pages cost: the CPU time of the whole server for one request, as a multiple of that
of a constant 20 kB view which a bare Django serves beside it. The report goes to the standard
output. Without DATABASE_URL the site is on SQLite, with it in a scratch database on that
PostgreSQL server (whose own CPU time is not counted); the named database is never touched.

Each page in turn is asked for by `wrk -t1 -c4 -d8s` without Accept-Encoding, after a second of
warm-up, then for a quarter of that time with gzip, then by a single client. All of that makes
one round. Some pages are measured once more as the page cache sends them ("kept"). The table has
the medians of all rounds; a run of four takes about a quarter of an hour.
"""


def read_options(arguments: Sequence[str] | None) -> Namespace:
    parser = ArgumentParser(
        prog="make bench",
        usage="make bench [ARGS='…'] [DATABASE_URL=postgres://…]",
        description=DESCRIPTION,
        epilog=EXPECTED,
        formatter_class=RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--count",
        type=at_least(0),
        default=1_000,
        metavar="N",
        help="positions beside the demo's (1000); 0: the demo alone",
    )
    parser.add_argument(
        "--only", nargs="+", choices=NAMES, metavar="NAME", help=f"some of: {', '.join(NAMES)}"
    )
    parser.add_argument(
        "--rounds", type=at_least(1), default=4, metavar="N", help="how often in turn (4)"
    )
    parser.add_argument(
        "--seconds", type=at_least(1), default=8, metavar="N", help="of wrk for one figure (8)"
    )
    beside = parser.add_mutually_exclusive_group()
    beside.add_argument(
        "--peer",
        type=Path,
        metavar="DIR",
        help="measure like pages of the bakerydemo in DIR in the same rounds, see below",
    )
    beside.add_argument(
        "--scale",
        type=at_least(0),
        nargs="?",
        const=100_000,
        metavar="N",
        help="measure a second site in the same rounds, with N positions (100000)",
    )
    return parser.parse_args(arguments)


class at_least:  # noqa: N801
    """Reads whole numbers that are not below the least one."""

    def __init__(self, least: int) -> None:
        self.least = least

    def __call__(self, text: str) -> int:
        if (number := int(text)) < self.least:
            raise ValueError(text)
        return number
