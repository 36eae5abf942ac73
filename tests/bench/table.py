"""What was measured, as Markdown."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from tests.bench.clients import percentile
from tests.bench.measure import Page

UNKNOWN = "–"
LIKE = "ratio"
HEAD = (
    "page",
    "CPU ms",
    "lowest–highest",
    "× constant",
    "aim",
    LIKE,
    "CPU ms with gzip",
    "SQL queries",
    "requests/s",
    "one client: p50 ms",
    "p95 ms",
    "bytes",
    "gzip",
)


def make_table(pages: Sequence[Page], constant: Page, ratio: str = "") -> str:
    """A line for each page, then what there is to note.

    `ratio` says of what a page to what page it is compared with; without it, none is compared.
    """
    head = [name for name in HEAD if ratio or name != LIKE]
    rows = [_cells(page, constant) for page in pages]
    lines = [
        [name if name != LIKE else ratio for name in head],
        ["---", *["---:"] * (len(head) - 1)],
        *([cells[name] for name in head] for cells in rows),
    ]
    table = [f"| {' | '.join(cells)} |" for cells in lines]
    return "\n".join([*table, "", *map(_note, pages)])


def _cells(page: Page, constant: Page) -> dict[str, str]:
    cpu_ms = _median(page.cpu_ms)
    like = _median(page.like.cpu_ms) if page.like else None
    return {
        "page": page.name,
        "CPU ms": number(cpu_ms, 2),
        "lowest–highest": _span(page.cpu_ms),
        "× constant": number(_divide(cpu_ms, _median(constant.cpu_ms))),
        "aim": UNKNOWN if page.aim is None else f"{page.aim:g}",
        LIKE: number(_divide(cpu_ms, like), 2),
        "CPU ms with gzip": number(_median(page.gzip_cpu_ms), 2),
        "SQL queries": _count(page.queries),
        "requests/s": number(_median(page.per_second)),
        "one client: p50 ms": number(_wait(page, 50)),
        "p95 ms": number(_wait(page, 95)),
        "bytes": _count(page.raw_bytes),
        "gzip": _count(page.gzip_bytes),
    }


def _note(page: Page) -> str:
    shown = ""
    if page.positions is not None:
        shown = f", shows {page.positions} positions"
    if page.positions == 0:
        shown = ", **shows no position at all**"
    failed = f", **{page.errors:,} requests failed**" if page.errors else ""
    return f"- {page.name}: `{page.path}`{shown}{failed}"


def number(value: float | None, digits: int = 1) -> str:
    if value is None:
        return UNKNOWN
    return f"{value:,.0f}" if value >= 1000 else f"{value:.{digits}f}"


def _count(value: int | None) -> str:
    return UNKNOWN if value is None else f"{value:,}"


def _span(values: Sequence[float]) -> str:
    if len(values) < 2:
        return UNKNOWN
    return f"{number(min(values), 2)}–{number(max(values), 2)}"


def _median(values: Sequence[float]) -> float | None:
    return median(values) if values else None


def _wait(page: Page, percent: float) -> float | None:
    return percentile(page.waits, percent) if page.waits else None


def _divide(value: float | None, base: float | None) -> float | None:
    return value / base if value is not None and base else None
