from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Self

import psycopg
import pytest
from psycopg.sql import Composed

from tests.bench import scratch
from tests.bench.scratch import drop, scratch_database

URL = "postgres://ann:p%40ss@db.example.com:5433/careers?sslmode=require"


class FakeServer:
    """Stands for `psycopg.connect`; remembers how it was reached and what it was told."""

    def __init__(self) -> None:
        self.connections: list[dict[str, Any]] = []
        self.statements: list[str] = []
        self.refused = ""
        self.on_statement = lambda: None

    def connect(self, **options: Any) -> Self:
        self.connections.append(options)
        return self

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        pass

    def execute(self, statement: Composed) -> None:
        text = statement.as_string()
        if self.refused and text.startswith(self.refused):
            raise psycopg.OperationalError("no")
        self.on_statement()
        self.statements.append(text)


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> FakeServer:
    server = FakeServer()
    monkeypatch.setattr(psycopg, "connect", server.connect)
    return server


@pytest.fixture
def _signals() -> Iterator[None]:
    before = {number: signal.getsignal(number) for number in scratch.INTERRUPTS}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


def name_of(url: str) -> str:
    return url.rpartition("/")[2].partition("?")[0]


def test_database_is_made_and_dropped_beside_the_named_one(
    server: FakeServer, tmp_path: Path
) -> None:
    with scratch_database(URL, tmp_path) as url:
        name = name_of(url)
        assert url == URL.replace("/careers?", f"/{name}?")
        assert server.statements == [f'CREATE DATABASE "{name}"']
    assert server.statements[1:] == [f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)']
    for options in server.connections:
        assert options["dbname"] == "postgres"
        assert (options["user"], options["password"]) == ("ann", "p@ss")
        assert (options["host"], options["port"]) == ("db.example.com", 5433)
        assert options["sslmode"] == "require"


def test_each_run_has_a_database_of_its_own(server: FakeServer, tmp_path: Path) -> None:
    with scratch_database(URL, tmp_path) as first, scratch_database(URL, tmp_path) as second:
        assert first != second


@pytest.mark.parametrize("failure", [RuntimeError, SystemExit, KeyboardInterrupt])
def test_database_is_dropped_after_a_failure(
    server: FakeServer, tmp_path: Path, failure: type[BaseException]
) -> None:
    with pytest.raises(failure), scratch_database(URL, tmp_path):
        raise failure
    assert server.statements[-1].startswith("DROP DATABASE")


@pytest.mark.usefixtures("_signals")
@pytest.mark.parametrize("number", scratch.INTERRUPTS)
def test_interrupt_while_the_database_is_made_comes_after_it_and_drops_it(
    server: FakeServer, tmp_path: Path, number: int
) -> None:
    scratch.stop_at_interrupts()
    server.on_statement = lambda: signal.raise_signal(number)
    with pytest.raises(SystemExit) as stop, scratch_database(URL, tmp_path):
        pytest.fail("went on")
    assert stop.value.code == 128 + number
    assert [statement.split()[0] for statement in server.statements] == ["CREATE", "DROP"]


@pytest.mark.parametrize(
    ("refused", "sentence"),
    [("CREATE", "No scratch database can be made"), ("DROP", "may still be there")],
)
def test_server_that_refuses_is_told_in_one_sentence(
    server: FakeServer, tmp_path: Path, refused: str, sentence: str
) -> None:
    server.refused = refused
    with pytest.raises(SystemExit, match=sentence) as stop, scratch_database(URL, tmp_path):
        pass
    assert "p%40ss" not in str(stop.value)
    assert len(server.statements) == (1 if refused == "DROP" else 0)


@pytest.mark.parametrize("name", ["careers", "postgres", ""])
def test_no_other_database_is_dropped(server: FakeServer, name: str) -> None:
    with pytest.raises(ValueError, match="no scratch database"):
        drop(URL, name)
    assert not server.connections


@pytest.mark.parametrize("url", ["", "sqlite:////srv/careers.sqlite3"])
def test_sqlite_is_a_new_file_in_the_folder(server: FakeServer, tmp_path: Path, url: str) -> None:
    with scratch_database(url, tmp_path) as found:
        assert found == f"sqlite:///{tmp_path}/db.sqlite3"
    assert not server.connections


def test_other_kinds_of_database_are_refused(server: FakeServer, tmp_path: Path) -> None:
    wanted = "must be an address such as postgres://"
    with (
        pytest.raises(SystemExit, match=wanted) as stop,
        scratch_database("mysql://ann:secret@db/careers", tmp_path),
    ):
        pass
    assert "secret" not in str(stop.value)


@pytest.mark.every_database
@pytest.mark.skipif(
    not os.environ["DATABASE_URL"].startswith("postgres"), reason="There is no PostgreSQL server."
)
def test_connected_database_is_gone_afterwards(tmp_path: Path) -> None:
    with scratch_database(os.environ["DATABASE_URL"], tmp_path) as url:
        connection = psycopg.connect(url)
        connection.execute("CREATE TABLE something (id int)")
    with pytest.raises(psycopg.OperationalError):
        connection.execute("SELECT 1")
    connection.close()
    with pytest.raises(psycopg.OperationalError, match="does not exist"):
        psycopg.connect(url)
