"""What was measured, as Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tests.bench.results import Comparison, Figures, Row, Run

UNKNOWN = "–"
HEAD = (
    "page",
    "requests/s",
    "p50 ms",
    "p99 ms",
    "one client: p50 ms",
    "p95 ms",
    "CPU ms",
    "× constant",
    "requests/s: constant ×",
    "SQL queries",
    "bytes",
    "gzip",
)


def make_table(rows: Sequence[Row]) -> str:
    """A line for each row, then what there is to note."""
    return "\n".join([*lay_out(HEAD, map(_cells, rows)), "", *_runs(rows), *_notes(rows)])


def _cells(row: Row) -> list[str]:
    if row.figures is None or row.constant is None:
        return [row.name, "not there", *[UNKNOWN] * (len(HEAD) - 2)]
    figures, load = row.figures, row.figures.run.load
    return [
        row.name,
        number(load.per_second),
        number(load.p50),
        number(load.p99),
        number(figures.single.p50),
        number(figures.single.p95),
        number(figures.run.cpu_ms, 2),
        number(ratio(figures.run.cpu_ms, row.constant.cpu_ms)),
        number(ratio(row.constant.load.per_second, load.per_second)),
        span(figures.queries),
        f"{figures.raw_bytes:,}",
        f"{figures.gzip_bytes:,}" + ("" if figures.packed_by_server else "\\*"),
    ]


def _runs(rows: Sequence[Row]) -> list[str]:
    runs: list[Run] = [run for row in rows for run in row.runs]
    if len(runs) < 2:
        return []
    cpu = " ".join(number(run.cpu_ms, 2) for run in runs)
    rates = " ".join(number(run.load.per_second) for run in runs)
    return [
        "Each page is compared with the mean of the constant view's runs just before and after it; "
        f"all of them, in their order: CPU ms {cpu}; requests/s {rates}.",
        "",
    ]


def _notes(rows: Sequence[Row]) -> list[str]:
    notes = [f"- {row.name}: `{row.path}`{_remarks(row.figures)}" for row in rows]
    if any(row.figures and not row.figures.packed_by_server for row in rows):
        notes += ["", "\\* The server sends it uncompressed; this is gzip's level 6."]
    return notes


def _remarks(figures: Figures | None) -> str:
    if figures is None:
        return ""
    shown = "" if figures.positions is None else f", {_shown(figures.positions)}"
    return shown + _failed(figures.errors)


def _shown(positions: int) -> str:
    return f"shows {positions} positions" if positions else "**shows no position at all**"


def _failed(errors: int) -> str:
    return f", **{errors:,} requests failed**" if errors else ""


def make_scale_table(found: Sequence[Comparison], counts: tuple[int, int]) -> str:
    """Each search on both sites, and how many times the first one's time the second one takes."""
    head = ["search"]
    for what in ("p50 ms", "p95 ms", "SQL queries"):
        head += [f"{what} at {count:,}" for count in counts]
    lines = lay_out([*head, "p50: ×", "p95: ×"], map(_comparison_cells, found))
    return "\n".join([*lines, "", *map(_comparison_note, found)])


def _comparison_cells(one: Comparison) -> list[str]:
    small, large = one.single
    return [
        one.name,
        number(small.p50),
        number(large.p50),
        number(small.p95),
        number(large.p95),
        *(span(queries) for queries in one.queries),
        number(ratio(large.p50, small.p50), 2),
        number(ratio(large.p95, small.p95), 2),
    ]


def _comparison_note(one: Comparison) -> str:
    shown = " and ".join(_shown(positions) for positions in one.positions)
    errors = sum(single.errors for single in one.single)
    return f"- {one.name}: `{one.path}`, {shown}{_failed(errors)}"


def lay_out(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """Lines of a table: the first column to the left, figures to the right."""
    ruler = ["---", *["---:"] * (len(head) - 1)]
    return [f"| {' | '.join(cells)} |" for cells in (head, ruler, *rows)]


def number(value: float | None, digits: int = 1) -> str:
    if value is None:
        return UNKNOWN
    return f"{value:,.0f}" if value >= 1000 else f"{value:.{digits}f}"


def span(pair: tuple[int, int]) -> str:
    fewest, most = pair
    return str(fewest) if fewest == most else f"{fewest}–{most}"


def ratio(value: float | None, base: float | None) -> float | None:
    return value / base if value is not None and base else None
