"""Clients of a server: `wrk` (four threads in Python where it is missing), and a single visitor."""

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

CONNECTIONS = 4
TIMEOUT = 60
MAX_REQUESTS = 100_000


@dataclass(frozen=True)
class Answer:
    """`milliseconds` is how long its client waited for all of it."""

    status: int
    headers: HTTPMessage
    body: bytes
    milliseconds: float


@dataclass(frozen=True)
class Load:
    """What several clients got. The server has answered `requests`, some after its clients left."""

    requests: int
    per_second: float
    errors: int = 0


def fetch(url: str, headers: Mapping[str, str] | None = None, timeout: float = TIMEOUT) -> Answer:
    """Send one GET request; raises `OSError` where nothing answers."""
    parts = urlsplit(url)
    path = f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"
    connection = HTTPConnection(parts.hostname or "", parts.port, timeout=timeout)
    started = time.perf_counter()
    try:
        connection.putrequest("GET", path, skip_accept_encoding=True)
        for name, value in (headers or {}).items():
            connection.putheader(name, value)
        connection.endheaders()
        response = connection.getresponse()
        body = response.read()
    except HTTPException as error:
        raise ConnectionError(str(error)) from error
    finally:
        connection.close()
    passed = (time.perf_counter() - started) * 1000
    return Answer(response.status, response.headers, body, passed)


def wrk_version() -> str | None:
    """`None` where wrk is not installed."""
    if not shutil.which("wrk"):
        return None
    said = subprocess.run(["wrk", "-v"], capture_output=True, text=True, check=False)  # status 1
    found = re.search(r"\d+(\.\d+)+", said.stdout)
    return found[0] if found else "of unknown version"


def drive_with_wrk(url: str, headers: Mapping[str, str], seconds: int) -> Load:
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", f"--timeout={TIMEOUT}s"]
    command += [f"-H{name}: {value}" for name, value in headers.items()]
    done = subprocess.run([*command, url], capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{done.stdout}{done.stderr}\nwrk failed, see above.")
    return parse_wrk(done.stdout)


def parse_wrk(output: str) -> Load:
    """The figures that wrk printed; a ValueError where they are missing.

    When its time is over, wrk leaves without the answer that each of its connections waits for.
    A gunicorn worker answers those as well.
    """
    total = re.search(r"^\s*(\d+) requests in ", output, re.MULTILINE)
    rate = re.search(r"^Requests/sec:\s+([\d.]+)$", output, re.MULTILINE)
    if not total or not rate:
        raise ValueError(f"wrk said nothing that is known:\n{output}")
    socket_errors = re.search(r"^\s*Socket errors: (.+)$", output, re.MULTILINE)
    refused = re.search(r"^\s*Non-2xx or 3xx responses: (\d+)", output, re.MULTILINE)
    failures = re.findall(r"\d+", socket_errors[1]) if socket_errors else []
    failures += [refused[1]] if refused else []
    return Load(
        requests=int(total[1]) + CONNECTIONS,
        per_second=float(rate[1]),
        errors=sum(map(int, failures)),
    )


def drive_with_python(url: str, headers: Mapping[str, str], seconds: int) -> Load:
    def ask() -> list[int]:
        statuses: list[int] = []
        while len(statuses) < MAX_REQUESTS and time.monotonic() < started + seconds:
            try:
                statuses.append(fetch(url, headers).status)
            except OSError:
                statuses.append(0)
        return statuses

    started = time.monotonic()
    with ThreadPoolExecutor(CONNECTIONS) as threads:
        asked = [threads.submit(ask) for _number in range(CONNECTIONS)]
        statuses = [status for future in asked for status in future.result()]
    passed = time.monotonic() - started
    errors = sum(status != 200 for status in statuses)
    return Load(len(statuses), len(statuses) / passed, errors)


drive = drive_with_wrk if wrk_version() else drive_with_python


def percentile(values: Sequence[float], percent: float) -> float:
    """The smallest of the values that `percent` of them don't exceed (nearest rank)."""
    if not values:
        raise ValueError("There is no percentile of nothing.")
    rank = max(1, math.ceil(len(values) * percent / 100))
    return sorted(values)[rank - 1]
