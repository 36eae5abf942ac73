"""Two `make run` at once: the second waits until the first serves."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from cms import run_lock, serve, start

TAKE = "import sys; from pathlib import Path; from cms import run_lock; take = run_lock.take"


@pytest.fixture(autouse=True)
def _no_lock_is_left(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv(run_lock.VARIABLE, "")
    yield
    run_lock.release()


def python(code: str, *arguments: object) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", f"{TAKE}; {code}", *map(str, arguments)],
        cwd=start.ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def line_of(process: subprocess.Popen[str]) -> str:
    assert process.stdout
    return process.stdout.readline().strip()


def end(process: subprocess.Popen[str]) -> None:
    process.kill()
    process.communicate()


def second(folder: Path) -> subprocess.Popen[str]:
    """A process that says, once the lock is its own, whether the first one was ready."""
    code = "folder = Path(sys.argv[1]); take(folder); print((folder / 'ready').exists())"
    return python(code, folder)


def test_second_waits_and_says_so(tmp_path: Path) -> None:
    assert not run_lock.take(tmp_path)
    waiting = second(tmp_path)
    try:
        assert line_of(waiting) == "Another `make` is preparing this site: waiting for it …"
        (tmp_path / "ready").touch()
        run_lock.release()
        assert line_of(waiting) == "True"
    finally:
        end(waiting)


def test_lock_goes_over_to_the_program_that_is_executed_and_ends_with_it(tmp_path: Path) -> None:
    """As from `cms.start` to `cms.serve`."""
    execute = (
        "import os; take(Path(sys.argv[1])); os.execv(sys.executable, "
        "[sys.executable, '-c', \"print('executed', flush=True); input()\"])"
    )
    first = python(execute, tmp_path)
    assert line_of(first) == "executed"
    waiting = second(tmp_path)
    try:
        assert line_of(waiting).startswith("Another `make` is preparing")
        (tmp_path / "ready").touch()
        end(first)
        assert line_of(waiting) == "True"
    finally:
        end(first)
        end(waiting)


def test_release_counts_while_a_forked_process_goes_on(tmp_path: Path) -> None:
    """As the processes of gunicorn, one of which says that it is ready."""
    run_lock.take(tmp_path)
    held = os.dup(int(os.environ[run_lock.VARIABLE]))
    try:
        run_lock.release()
        free = second(tmp_path)
        assert line_of(free) == "False"
        end(free)
    finally:
        os.close(held)


def test_drive_without_locks_stops_nobody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(*arguments: object) -> None:
        raise OSError("no locks available")

    monkeypatch.setattr(run_lock.fcntl, "flock", refuse)
    assert not run_lock.take(tmp_path)
    assert capsys.readouterr().out == ""
    run_lock.release()


@pytest.mark.parametrize("command", ["run", "dev"])
def test_start_locks_before_it_makes_anything(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, command: str
) -> None:
    steps: list[str] = []

    def step(name: str) -> Any:
        return lambda *arguments: steps.append(name)

    def take(folder: Path) -> bool:
        steps.append("lock")
        return True

    monkeypatch.setattr(start, "check_port_is_free", step("port"))
    monkeypatch.setattr(run_lock, "take", take)
    monkeypatch.setattr(start.VirtualEnvironment, "provide", step("venv"))
    monkeypatch.setattr(start, "write_env_file", step("env"))
    monkeypatch.setattr(start.os, "chdir", step("chdir"))
    monkeypatch.setattr(start.os, "execv", step("serve"))
    for name in ("BASE_URL", "PORT", "ENV_FILE"):
        monkeypatch.setenv(name, "")
    monkeypatch.setenv("ENV_FILE", str(tmp_path / ".env"))
    start.main([command])
    assert steps == ["port", "lock", "port", "venv", "env", "chdir", "serve"]


@pytest.mark.parametrize(
    ("command", "expected"),
    [
        ("run", ["prepare", "static", "worker", "release", "serve"]),
        ("dev", ["prepare", "worker", "release", "serve"]),
    ],
)
def test_lock_is_kept_until_the_site_is_served(
    monkeypatch: pytest.MonkeyPatch, command: str, expected: list[str]
) -> None:
    steps: list[str] = []

    def step(name: str) -> Any:
        return lambda *arguments: steps.append(name)

    def serve_now(*arguments: Any) -> None:
        if callable(arguments[-1]):
            arguments[-1]()
        steps.append("serve")
        raise KeyboardInterrupt

    monkeypatch.setenv("PORT", "8123")
    monkeypatch.setenv("DEBUG", "")
    monkeypatch.setattr(serve, "prepare", step("prepare"))
    monkeypatch.setattr(serve, "collect_static", step("static"))
    monkeypatch.setattr(serve.connections, "close_all", lambda: None)
    monkeypatch.setattr(serve.worker, "start", step("worker"))
    monkeypatch.setattr(serve.run_lock, "release", step("release"))
    monkeypatch.setattr(serve.os, "execv", serve_now)
    monkeypatch.setattr(serve, "Server", serve_now)
    with pytest.raises(KeyboardInterrupt):
        serve.main([command])
    assert steps == expected
