"""Clients of the site: `wrk`, and one in Python for where that is missing or one is enough."""

from __future__ import annotations

import math
import re
import shutil
import subprocess
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPMessage
from urllib.parse import urlsplit

THREADS, CONNECTIONS = 2, 4
TIMEOUT = 60
MAX_REQUESTS = 100_000
MILLISECONDS = {"us": 0.001, "ms": 1, "s": 1000, "m": 60_000, "h": 3_600_000}
THOUSANDS = {"": 1, "k": 1_000, "M": 1_000_000, "G": 1_000_000_000}


@dataclass(frozen=True)
class Answer:
    status: int
    headers: HTTPMessage
    body: bytes


@dataclass(frozen=True)
class Load:
    """What several clients got. Latencies are in milliseconds."""

    per_second: float
    p50: float
    p99: float
    errors: int = 0


def fetch(url: str, headers: Mapping[str, str] | None = None, timeout: float = TIMEOUT) -> Answer:
    """One GET request; raises `OSError` where nothing answers."""
    parts = urlsplit(url)
    connection = HTTPConnection(parts.hostname or "", parts.port, timeout=timeout)
    try:
        return _get(connection, _path_of(url), headers or {})
    finally:
        connection.close()


def _get(connection: HTTPConnection, path: str, headers: Mapping[str, str]) -> Answer:
    try:
        connection.request("GET", path, headers=dict(headers))
        response = connection.getresponse()
        return Answer(response.status, response.headers, response.read())
    except HTTPException as error:
        raise ConnectionError(str(error)) from error


def _path_of(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"


class Client:
    """One visitor, who asks again as soon as the answer is there, on the connection if it lasts."""

    def __init__(self, url: str, headers: Mapping[str, str]) -> None:
        parts = urlsplit(url)
        self.connection = HTTPConnection(parts.hostname or "", parts.port, timeout=TIMEOUT)
        self.path = _path_of(url)
        self.headers = headers
        self.latencies: list[float] = []
        self.errors = 0

    def ask(self) -> None:
        """Ask once, and note how many milliseconds it took."""
        started = time.perf_counter()
        try:
            status = _get(self.connection, self.path, self.headers).status
        except OSError:
            status = 0
            self.connection.close()
        self.latencies.append((time.perf_counter() - started) * 1000)
        self.errors += status != 200

    def ask_for(self, seconds: float) -> None:
        until = time.monotonic() + seconds
        for _number in range(MAX_REQUESTS):
            self.ask()
            if time.monotonic() >= until:
                break
        self.connection.close()


def drive_with_python(url: str, headers: Mapping[str, str], seconds: float) -> Load:
    clients = [Client(url, headers) for _number in range(CONNECTIONS)]
    started = time.monotonic()
    with ThreadPoolExecutor(CONNECTIONS) as threads:
        for future in [threads.submit(client.ask_for, seconds) for client in clients]:
            future.result()
    passed = time.monotonic() - started
    latencies = [latency for client in clients for latency in client.latencies]
    return Load(
        per_second=len(latencies) / passed,
        p50=percentile(latencies, 50),
        p99=percentile(latencies, 99),
        errors=sum(client.errors for client in clients),
    )


def drive_with_wrk(url: str, headers: Mapping[str, str], seconds: int) -> Load:
    command = ["wrk", "--latency", f"-t{THREADS}", f"-c{CONNECTIONS}", f"-d{seconds}s"]
    command += [f"--timeout={TIMEOUT}s", *(f"-H{name}: {value}" for name, value in headers.items())]
    done = subprocess.run([*command, url], capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{done.stdout}{done.stderr}\nwrk failed, see above.")
    return parse_wrk(done.stdout)


def wrk_version() -> str | None:
    """`None` where wrk is not installed."""
    if not shutil.which("wrk"):
        return None
    said = subprocess.run(["wrk", "-v"], capture_output=True, text=True, check=False)  # status 1
    found = re.search(r"\d+(\.\d+)+", said.stdout)
    return found[0] if found else "of unknown version"


def parse_wrk(output: str) -> Load:
    """Figures of `wrk --latency`; a ValueError where they are missing."""
    latencies = dict(re.findall(r"^\s+(50|99)%\s+(\S+)\s*$", output, re.MULTILINE))
    rate = re.search(r"^Requests/sec:\s+(\S+)", output, re.MULTILINE)
    if not rate or len(latencies) < 2:
        raise ValueError(f"wrk said nothing that is known:\n{output}")
    socket_errors = re.search(r"^\s*Socket errors: (.+)$", output, re.MULTILINE)
    refused = re.search(r"^\s*Non-2xx or 3xx responses: (\d+)", output, re.MULTILINE)
    failures = re.findall(r"\d+", socket_errors[1]) if socket_errors else []
    failures += [refused[1]] if refused else []
    return Load(
        per_second=parse_number(rate[1]),
        p50=parse_milliseconds(latencies["50"]),
        p99=parse_milliseconds(latencies["99"]),
        errors=sum(map(int, failures)),
    )


def parse_milliseconds(text: str) -> float:
    found = re.fullmatch(r"(-?[\d.]+)(us|ms|s|m|h)", text)
    if not found:
        raise ValueError(f"{text} is no duration.")
    return float(found[1]) * MILLISECONDS[found[2]]


def parse_number(text: str) -> float:
    found = re.fullmatch(r"([\d.]+)([kMG]?)", text)
    if not found:
        raise ValueError(f"{text} is no number.")
    return float(found[1]) * THOUSANDS[found[2]]


def percentile(values: Sequence[float], percent: float) -> float:
    """The smallest of the values that `percent` of them don't exceed (nearest rank)."""
    if not values:
        raise ValueError("There is no percentile of nothing.")
    rank = max(1, math.ceil(len(values) * percent / 100))
    return sorted(values)[rank - 1]
