from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bench import server
from tests.bench.server import Server, cpu_seconds


@pytest.fixture
def proc(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setattr(server, "PROC", tmp_path)
    monkeypatch.setattr(os, "sysconf", {"SC_CLK_TCK": 100}.__getitem__)
    (tmp_path / "self").mkdir()
    return tmp_path


def add(proc: Path, process: int, parent: int, ticks: str) -> None:
    """`ticks` are those of the process and of its children that have ended, user and system."""
    (proc / str(process)).mkdir()
    line = f"{process} (a) b) S {parent} 7 7 0 -1 4194560 900 0 1 0 {ticks} 20 0 1 0"
    (proc / str(process) / "stat").write_text(line)


def test_cpu_time_is_that_of_all_descendants_also_of_those_that_have_ended(proc: Path) -> None:
    add(proc, 7, 1, "200 50 20 30")
    add(proc, 9, 8, "10 0 0 0")
    add(proc, 8, 7, "30 60 0 0")
    add(proc, 10, 1, "5000 5000 0 0")
    (proc / "11").mkdir()  # it has ended meanwhile
    assert cpu_seconds(7) == pytest.approx(4)
    assert cpu_seconds(8) == pytest.approx(1)


def test_system_that_does_not_tell_of_processes_is_an_error(proc: Path) -> None:
    (proc / "self").rmdir()
    with pytest.raises(SystemExit, match="Linux"):
        cpu_seconds(7)


@pytest.mark.parametrize(
    ("readings", "told"),
    [([1, 1], 1), ([1, 2, 3, 3.01, 9], 3.01)],
    ids=["quiet at once", "answers what is left, and rests"],
)
def test_cpu_time_is_read_when_the_server_is_quiet(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, readings: list[float], told: float
) -> None:
    left: Iterator[float] = iter(readings)
    monkeypatch.setattr(server, "cpu_seconds", lambda process: next(left))
    assert Server("any", tmp_path, {}).cpu_seconds(quiet_seconds=0) == told


def test_server_that_is_never_quiet_is_not_waited_for_without_end(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    used = iter(range(1_000_000))
    monkeypatch.setattr(server, "cpu_seconds", lambda process: next(used))
    monkeypatch.setattr(server, "MAX_BUSY_SECONDS", 0.01)
    assert Server("any", tmp_path, {}).cpu_seconds(quiet_seconds=0) > 0


def test_server_that_does_not_start_is_told_with_its_log(tmp_path: Path) -> None:
    broken = Server("tests.bench.none_such", tmp_path / "log", {})
    with pytest.raises(SystemExit, match=r"(?s)none_such.*does not answer"), broken.running():
        pass
