from __future__ import annotations

from pathlib import Path

from tests.bench.measure import Page
from tests.bench.server import Server
from tests.bench.table import make_table

SERVER = Server("any", Path("log"), {}, port=80)
CONSTANT = Page("constant", SERVER, "/", cpu_ms=[0.2, 0.21, 0.9], per_second=[4000, 3900, 1000])


def make_page() -> Page:
    return Page(
        "team",
        SERVER,
        "/teams/data/",
        aim=25,
        cpu_ms=[5.25, 9, 5.1],
        gzip_cpu_ms=[6, 6.5, 7],
        per_second=[39.5, 40, 41],
        waits=[20, 21, 30.25],
        queries=6,
        raw_bytes=30_000,
        gzip_bytes=5_000,
    )


def cells(table: str, name: str) -> dict[str, str]:
    """The line of a page, by the heads of the columns."""
    lines = [line.strip("| ").split(" | ") for line in table.splitlines() if line.startswith("|")]
    [found] = [line for line in lines if line[0] == name]
    assert {len(line) for line in lines} == {len(lines[0])}
    return dict(zip(lines[0], found, strict=True))


def test_page_is_shown_by_its_medians_and_as_a_multiple_of_the_constant() -> None:
    table = make_table([CONSTANT, make_page()], CONSTANT)
    assert cells(table, "team") == {
        "page": "team",
        "CPU ms": "5.25",
        "lowest–highest": "5.10–9.00",
        "× constant": "25.0",
        "aim": "25",
        "CPU ms with gzip": "6.50",
        "SQL queries": "6",
        "requests/s": "40.0",
        "one client: p50 ms": "21.0",
        "p95 ms": "30.2",
        "bytes": "30,000",
        "gzip": "5,000",
    }
    assert cells(table, "constant")["× constant"] == "1.0"
    assert cells(table, "constant")["requests/s"] == "3,900"
    assert "- team: `/teams/data/`" in table.splitlines()


def test_page_is_compared_with_its_like_page() -> None:
    page, theirs = make_page(), Page("theirs", SERVER, "/", cpu_ms=[10, 21, 99])
    page.like = theirs
    table = make_table([CONSTANT, theirs, page], CONSTANT, "ours : theirs")
    assert cells(table, "team")["ours : theirs"] == "0.25"
    assert cells(table, "theirs")["ours : theirs"] == "–"
    assert cells(table, "theirs")["× constant"] == "100.0"


def test_first_visit_has_few_figures() -> None:
    page = Page("team, first visit", SERVER, "/", cpu_ms=[2100], waits=[1500])
    found = cells(make_table([page], CONSTANT), page.name)
    known = {head: figure for head, figure in found.items() if figure != "–"}
    assert known == {
        "page": page.name,
        "CPU ms": "2,100",
        "× constant": "10,000",
        "one client: p50 ms": "1,500",
        "p95 ms": "1,500",
    }


def test_number_of_positions_is_told_and_none_at_all_pointed_out() -> None:
    found, missed = make_page(), make_page()
    found.positions, missed.positions = 20, 0
    notes = make_table([found, missed], CONSTANT).splitlines()
    assert "- team: `/teams/data/`, shows 20 positions" in notes
    assert "- team: `/teams/data/`, **shows no position at all**" in notes


def test_failed_requests_are_pointed_out() -> None:
    page = make_page()
    page.errors = 7
    notes = make_table([page], CONSTANT).splitlines()
    assert "- team: `/teams/data/`, **7 requests failed**" in notes
