from __future__ import annotations

from dataclasses import replace

from tests.bench.clients import Load
from tests.bench.results import Comparison, Figures, Row, Run, Single, mean_run
from tests.bench.table import make_scale_table, make_table

FAST = Run(Load(per_second=2000, p50=1, p99=2), cpu_ms=0.5)
SLOW = Run(Load(per_second=40, p50=50, p99=99.5), cpu_ms=25)
FIGURES = Figures(
    run=SLOW,
    single=Single(20, 30.25),
    queries=(12, 12),
    raw_bytes=30_000,
    gzip_bytes=5_000,
    packed_by_server=True,
)
CONSTANT = Row("constant", "/constant/", replace(FIGURES, run=FAST), FAST, [FAST, FAST])


def cells(table: str, name: str) -> dict[str, str]:
    """The line of a page, by the heads of the columns."""
    lines = [line.strip("| ").split(" | ") for line in table.splitlines() if line.startswith("|")]
    [found] = [line for line in lines if line[0] == name]
    assert {len(line) for line in lines} == {len(lines[0])}
    return dict(zip(lines[0], found, strict=True))


def test_page_is_shown_as_a_multiple_of_the_constant_view_beside_it() -> None:
    beside = Run(Load(per_second=1000, p50=1, p99=2), cpu_ms=1)
    table = make_table([CONSTANT, Row("team", "/teams/data/", FIGURES, beside)])
    assert cells(table, "team") == {
        "page": "team",
        "requests/s": "40.0",
        "p50 ms": "50.0",
        "p99 ms": "99.5",
        "one client: p50 ms": "20.0",
        "p95 ms": "30.2",
        "CPU ms": "25.00",
        "× constant": "25.0",
        "requests/s: constant ×": "25.0",
        "SQL queries": "12",
        "bytes": "30,000",
        "gzip": "5,000",
    }
    assert cells(table, "constant")["× constant"] == "1.0"
    assert cells(table, "constant")["requests/s"] == "2,000"
    assert "- team: `/teams/data/`" in table.splitlines()


def test_missing_page_has_no_figure() -> None:
    found = cells(make_table([CONSTANT, Row("feed", "/feed/")]), "feed")
    assert found.pop("page") == "feed"
    assert found.pop("requests/s") == "not there"
    assert set(found.values()) == {"–"}


def test_unknown_cpu_time_is_no_figure() -> None:
    unknown = replace(SLOW, cpu_ms=None)
    row = Row("team", "/", replace(FIGURES, run=unknown), replace(FAST, cpu_ms=None))
    found = cells(make_table([row]), "team")
    assert (found["CPU ms"], found["× constant"]) == ("–", "–")
    assert found["requests/s: constant ×"] == "50.0"


def test_drift_of_the_constant_view_is_shown() -> None:
    slower = Run(Load(per_second=1500, p50=1, p99=2), cpu_ms=0.66)
    table = make_table([replace(CONSTANT, runs=[FAST, slower])])
    assert "CPU ms 0.50 0.66; requests/s 2,000 1,500." in table


def test_what_the_client_has_compressed_is_marked() -> None:
    table = make_table([Row("team", "/", replace(FIGURES, packed_by_server=False), FAST)])
    assert cells(table, "team")["gzip"] == "5,000\\*"
    assert "gzip's level 6" in table
    assert "gzip's level 6" not in make_table([CONSTANT])


def test_differing_numbers_of_queries_are_both_shown() -> None:
    row = Row("team", "/", replace(FIGURES, queries=(12, 14)), FAST)
    assert cells(make_table([row]), "team")["SQL queries"] == "12–14"


def test_search_that_finds_nothing_is_pointed_out() -> None:
    rows = [
        Row("search", "/positions/", replace(FIGURES, positions=20), FAST),
        Row("misspelt", "/positions/?q=x", replace(FIGURES, positions=0), FAST),
    ]
    notes = make_table(rows).splitlines()
    assert "- search: `/positions/`, shows 20 positions" in notes
    assert "- misspelt: `/positions/?q=x`, **shows no position at all**" in notes


def test_failed_requests_are_pointed_out() -> None:
    failing = replace(SLOW, load=replace(SLOW.load, errors=3))
    row = Row("team", "/", replace(FIGURES, run=failing, single=Single(1, 2, errors=4)), FAST)
    assert "- team: `/`, **7 requests failed**" in make_table([row]).splitlines()


def test_scales_are_compared() -> None:
    found = Comparison(
        "misspelt",
        "/positions/?q=x",
        single=(Single(20, 30), Single(25, 45, errors=2)),
        queries=((14, 14), (14, 15)),
        positions=(20, 0),
    )
    table = make_scale_table([found], (1_000, 100_000))
    assert cells(table, "misspelt") == {
        "search": "misspelt",
        "p50 ms at 1,000": "20.0",
        "p50 ms at 100,000": "25.0",
        "p95 ms at 1,000": "30.0",
        "p95 ms at 100,000": "45.0",
        "SQL queries at 1,000": "14",
        "SQL queries at 100,000": "14–15",
        "p50: ×": "1.25",
        "p95: ×": "1.50",
    }
    assert "shows 20 positions and **shows no position at all**, **2 requests failed**" in table


def test_mean_of_runs_is_unknown_where_one_is() -> None:
    assert mean_run([FAST, SLOW]) == Run(Load(1020, 25.5, 50.75), 12.75)
    assert mean_run([FAST, replace(SLOW, cpu_ms=None)]).cpu_ms is None
