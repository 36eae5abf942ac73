"""Servers that fail in a way of their own, a Redis that comes and goes, and the site itself."""

from __future__ import annotations

import os
import shutil
import socket
import socketserver
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import quote

import httpx
import pytest
from django.db import connection

ROOT = Path(__file__).resolve().parents[2]


def free_port() -> int:
    """A port at which nobody listens, so that connections are refused."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


@contextmanager
def silent_server() -> Iterator[int]:
    """The port of a server that takes calls and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


@contextmanager
def closing_server() -> Iterator[int]:
    """The port of a server that takes calls and hangs up."""

    class HangUp(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            pass

    with _serving(HangUp) as port:
        yield port


@contextmanager
def mail_server(
    refuses: str = "", hangs_up: str = "", says_nothing_more: str = ""
) -> Iterator[int]:
    """The port of a mail server that takes all mail, or fails at the command that is named."""

    class Answer(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            self.wfile.write(b"220 mail.example.com\r\n")
            while line := self.rfile.readline().decode():
                command = line.split()[0].upper()
                if command == hangs_up:
                    return
                if command == says_nothing_more:
                    self.rfile.read()
                elif command == refuses:
                    self.wfile.write(b"550 no\r\n")
                elif command == "DATA":
                    self.wfile.write(b"354 go on\r\n")
                    while self.rfile.readline() not in (b".\r\n", b""):
                        pass
                    self.wfile.write(b"250 taken\r\n")
                else:
                    self.wfile.write(b"221 bye\r\n" if command == "QUIT" else b"250 yes\r\n")

    with _serving(Answer) as port:
        yield port


@contextmanager
def refusing_postgresql(sqlstate: str, message: str) -> Iterator[int]:
    """The port of a PostgreSQL that refuses every login with these words."""

    class Refuse(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            while size := self.request.recv(4):
                start = self.request.recv(int.from_bytes(size) - 4)
                if start[:2] == b"\x04\xd2":  # it asks for encryption
                    self.request.sendall(b"N")
                    continue
                fields = f"SFATAL\0VFATAL\0C{sqlstate}\0M{message}\0\0".encode()
                self.request.sendall(b"E" + (len(fields) + 4).to_bytes(4) + fields)
                return

    with _serving(Refuse) as port:
        yield port


class StoppableDatabase:
    """The database of the test, at an address of its own at which it can be stopped and started.

    On PostgreSQL it is a port that passes everything on, on SQLite a link to the folder of the
    file, which itself must not be moved while it is open. Who has it open doesn't notice.
    """

    def __init__(self, folder: Path) -> None:
        self.port, self.link = free_port(), folder / "database"
        self.path = Path(connection.settings_dict["NAME"])
        is_file = connection.vendor == "sqlite"
        self.url = f"sqlite:///{self.link / self.path.name}" if is_file else database_url(self.port)
        self.served = ExitStack()

    def start(self) -> None:
        if connection.vendor == "postgresql":
            self.served.enter_context(_serving(PassOn, self.port))
        else:
            self.link.symlink_to(self.path.parent)
            self.served.callback(self.link.unlink)

    def stop(self) -> None:
        self.served.close()


class PassOn(socketserver.BaseRequestHandler):
    """Passes on what a client and the PostgreSQL of the test have to say to each other."""

    def handle(self) -> None:
        found = connection.settings_dict
        address = (found["HOST"] or "localhost", int(found["PORT"] or 5432))
        with socket.create_connection(address) as server:
            back = Thread(target=self.pass_on, args=(server, self.request), daemon=True)
            back.start()
            self.pass_on(self.request, server)

    def pass_on(self, giver: socket.socket, taker: socket.socket) -> None:
        with suppress(OSError):  # one of them has hung up
            while said := giver.recv(65_536):
                taker.sendall(said)
            taker.shutdown(socket.SHUT_RDWR)


@contextmanager
def redis_server(port: int) -> Iterator[None]:
    """Redis on `port`, or what stands in for it on a machine without one."""
    if not shutil.which("redis-server"):
        with _serving(StandInForRedis, port):
            yield
        return
    options = ["--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
    process = subprocess.Popen(["redis-server", *options], stdout=subprocess.DEVNULL)
    try:
        _wait_for(port)
        yield
    finally:
        process.terminate()
        process.wait(timeout=30)


class StandInForRedis(socketserver.StreamRequestHandler):
    """As much of Redis as the cache needs to keep and to find values, and to forget them."""

    def handle(self) -> None:
        values: dict[bytes, bytes] = self.server.values  # type: ignore[attr-defined]
        while line := self.rfile.readline():
            name, *rest = [self._argument() for _number in range(int(line[1:]))]
            match name.upper():
                case b"SET":
                    values[rest[0]] = rest[1]
                    answer = b"+OK\r\n"
                case b"GET" if rest[0] in values:
                    answer = b"$%d\r\n%s\r\n" % (len(values[rest[0]]), values[rest[0]])
                case b"GET":
                    answer = b"$-1\r\n"
                case b"DEL":
                    deleted = [key for key in rest if values.pop(key, None) is not None]
                    answer = b":%d\r\n" % len(deleted)
                case b"CLIENT" | b"SELECT":
                    answer = b"+OK\r\n"
                case _:
                    answer = b"-ERR unknown command\r\n"
            self.wfile.write(answer)

    def _argument(self) -> bytes:
        size = int(self.rfile.readline()[1:])
        return self.rfile.read(size + 2)[:-2]


@contextmanager
def _serving(handler: type[socketserver.BaseRequestHandler], port: int = 0) -> Iterator[int]:
    server = _Server(("127.0.0.1", port), handler)
    thread = Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        thread.join()
        server.hang_up()
        server.server_close()


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, *arguments: Any) -> None:
        self.values: dict[bytes, bytes] = {}
        self.calls: list[socket.socket] = []
        super().__init__(*arguments)

    def get_request(self) -> tuple[socket.socket, Any]:
        call, address = super().get_request()
        self.calls.append(call)
        return call, address

    def hang_up(self) -> None:
        for call in self.calls:
            with suppress(OSError):  # most have ended by themselves
                call.shutdown(socket.SHUT_RDWR)


def _wait_for(port: int) -> None:
    for _attempt in range(200):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise TimeoutError(port)


@contextmanager
def served_site(folder: Path, *options: str, **settings: str) -> Iterator[str]:
    """The address of the site, served by gunicorn on the database of the test."""
    port = free_port()
    address = f"http://localhost:{port}"
    environment = os.environ | {
        "BASE_URL": address,
        "DATABASE_URL": database_url(),
        "DEBUG": "1",  # static files need not be gathered
        "DJANGO_SETTINGS_MODULE": "cms.settings",
        "PAGE_CACHE": "1",
        **settings,
    }
    command = [sys.executable, "-m", "gunicorn", "cms.wsgi", "--no-control-socket", *options]
    errors = folder / "gunicorn.log"
    with errors.open("w") as log:
        process = subprocess.Popen(
            [*command, f"--bind=127.0.0.1:{port}"], cwd=ROOT, env=environment, stderr=log
        )
        try:
            _wait_for_site(f"{address}/admin/login/", process, errors)
            yield address
        finally:
            process.terminate()
            process.wait(timeout=30)


def database_url(port: int = 0) -> str:
    """The address of the test's database, for another process; it may come by another port."""
    found = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{found['NAME']}"
    login = ":".join(quote(found[name], safe="") for name in ("USER", "PASSWORD") if found[name])
    host = f"{found['HOST'] or 'localhost'}:{port or found['PORT'] or 5432}"
    return f"postgres://{login}@{host}/{found['NAME']}"


def _wait_for_site(url: str, process: subprocess.Popen[bytes], errors: Path) -> None:
    for _attempt in range(600):
        assert process.poll() is None, errors.read_text()
        try:
            httpx.get(url, timeout=60)
        except httpx.TransportError:
            time.sleep(0.1)
        else:
            return
    pytest.fail(errors.read_text())
