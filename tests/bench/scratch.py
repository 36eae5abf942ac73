"""A database that nobody else knows of, gone afterwards."""

from __future__ import annotations

import secrets
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import dj_database_url
import psycopg
from psycopg.sql import SQL, Identifier

PREFIX = "careers_bench_"
#: The database that every PostgreSQL server has, to give orders from.
MAINTENANCE = "postgres"
POSTGRESQL = {"postgres", "postgresql", "pgsql"}
INTERRUPTS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


@contextmanager
def scratch_database(url: str, folder: Path) -> Iterator[str]:
    """The address of an empty database: on the PostgreSQL server of `url`, else a file in `folder`.

    The database that `url` names is neither read nor changed. Raises `SystemExit` for a server that
    doesn't answer, doesn't allow it, or is of another kind.
    """
    scheme = urlsplit(url).scheme
    if scheme in {"", "sqlite"}:
        yield f"sqlite:///{folder / 'db.sqlite3'}"
        return
    if scheme not in POSTGRESQL:
        raise SystemExit("DATABASE_URL must be an address such as postgres://user@host:5432/name.")
    name = f"{PREFIX}{secrets.token_hex(6)}"
    made = True
    try:
        try:
            with interrupts_later():
                order(url, "CREATE DATABASE {}", name)
        except psycopg.Error as error:
            made = False
            raise SystemExit(
                f"No scratch database can be made on the server of DATABASE_URL: {error}"
            ) from None
        yield with_name(url, name)
    finally:
        if made:
            drop(url, name)


def drop(url: str, name: str) -> None:
    """Drop a scratch database, whoever is still connected to it."""
    if not name.startswith(PREFIX):
        raise ValueError(f"{name} is no scratch database.")
    try:
        order(url, "DROP DATABASE IF EXISTS {} WITH (FORCE)", name)
    except psycopg.Error as error:
        raise SystemExit(f"The scratch database {name} may still be there: {error}") from None


def order(url: str, statement: str, name: str) -> None:
    """Have the server of `url` execute a statement about the database `name`."""
    server = dj_database_url.parse(url)
    options: dict[str, Any] = dict(server.get("OPTIONS") or {})
    with psycopg.connect(
        dbname=MAINTENANCE,
        user=server.get("USER") or None,
        password=server.get("PASSWORD") or None,
        host=server.get("HOST") or None,
        port=server.get("PORT") or None,
        autocommit=True,
        **{"connect_timeout": 10, **options},
    ) as connection:
        connection.execute(SQL(statement).format(Identifier(name)))


def with_name(url: str, name: str) -> str:
    return urlunsplit(urlsplit(url)._replace(path=f"/{name}"))


def stop_at_interrupts() -> None:
    """A signal to end, the first one, lets all that was begun be cleared away."""
    for number in INTERRUPTS:
        signal.signal(number, _stop)


@contextmanager
def interrupts_later() -> Iterator[None]:
    """What would be half done by an interrupt is done first."""
    signal.pthread_sigmask(signal.SIG_BLOCK, INTERRUPTS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, INTERRUPTS)


def ignore_interrupts() -> None:
    """Clearing away, once begun, goes on to its end."""
    for number in INTERRUPTS:
        signal.signal(number, signal.SIG_IGN)


def _stop(number: int, frame: FrameType | None) -> None:
    ignore_interrupts()
    raise SystemExit(128 + number)
