"""Measures pages in turn: what their clients get, and what their server spends."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from tests.bench.clients import CONNECTIONS, Answer, Load, drive, fetch
from tests.bench.middleware import QUERIES_HEADER
from tests.bench.server import QUIET_SECONDS, Server
from tests.bench.targets import SEARCHES

GZIP = {"Accept-Encoding": "gzip"}
WARM_UP_SECONDS = 1
#: A load that accepts gzip lasts that part of one that doesn't.
GZIP_PART = 4
REQUESTS_OF_ONE_CLIENT = 25
#: Pictures of a first visit are cut while it waits.
FIRST_TIMEOUT = 300


@dataclass
class Page:
    """A page of a server, and what was found: lists have a figure a round, waits one a request.

    `like` is the page that it is compared with, `aim` how many times the constant it may cost,
    `headers` are sent with each request.
    """

    name: str
    server: Server
    path: str
    like: Page | None = None
    aim: float | None = None
    headers: dict[str, str] = field(default_factory=dict)
    cpu_ms: list[float] = field(default_factory=list)
    gzip_cpu_ms: list[float] = field(default_factory=list)
    per_second: list[float] = field(default_factory=list)
    waits: list[float] = field(default_factory=list)
    errors: int = 0
    queries: int | None = None
    raw_bytes: int | None = None
    gzip_bytes: int | None = None
    positions: int | None = None

    @property
    def url(self) -> str:
        return self.server.address + self.path


def measure(pages: Sequence[Page], rounds: int, seconds: int) -> Iterator[int]:
    """Measure all pages in each round, which tells of its end by its number."""
    for page in pages:
        visit(page)
        drive(page.url, page.headers, WARM_UP_SECONDS)
        look_at(page)
    for number in range(1, rounds + 1):
        for page in pages:
            measure_once(page, seconds)
        yield number


def measure_once(page: Page, seconds: int) -> None:
    """Several clients, then the same with gzip where the server has it, then one client."""
    drive(page.url, page.headers, WARM_UP_SECONDS)
    load, cpu_ms = cpu_of_load(page, page.headers, seconds)
    page.cpu_ms.append(cpu_ms)
    page.per_second.append(load.per_second)
    if page.gzip_bytes is not None:
        _load, cpu_ms = cpu_of_load(page, GZIP, max(1, seconds // GZIP_PART))
        page.gzip_cpu_ms.append(cpu_ms)
    page.waits += [visit(page).milliseconds for _number in range(REQUESTS_OF_ONE_CLIENT)]


def cpu_of_load(page: Page, headers: dict[str, str], seconds: int) -> tuple[Load, float]:
    """The load, and the milliseconds of CPU that the server spent on each of its requests."""
    before = page.server.cpu_seconds()
    load = drive(page.url, headers, seconds)
    one_answer = CONNECTIONS / load.per_second if load.per_second else QUIET_SECONDS
    after = page.server.cpu_seconds(quiet_seconds=max(QUIET_SECONDS, 2 * one_answer))
    page.errors += load.errors
    return load, (after - before) / load.requests * 1000


def measure_first_visit(page: Page) -> None:
    """One request, for which the server has yet to do what it does once for all others."""
    before = page.server.cpu_seconds()
    page.waits.append(visit(page).milliseconds)
    page.cpu_ms.append((page.server.cpu_seconds() - before) * 1000)


def visit(page: Page, headers: dict[str, str] | None = None) -> Answer:
    """The page's answer; `SystemExit` unless it is there, or the client has it already."""
    try:
        answer = fetch(page.url, page.headers | (headers or {}), FIRST_TIMEOUT)
    except OSError as error:
        raise SystemExit(f"{page.server.log_end()}\n{page.url} has no answer: {error}") from None
    wanted = 304 if "If-None-Match" in page.headers else 200
    if answer.status != wanted:
        said = f"{page.url} answers {answer.status}, not {wanted}."
        raise SystemExit(f"{page.server.log_end()}\n{said}")
    return answer


def look_at(page: Page) -> None:
    """Note what doesn't depend on how many clients there are."""
    plain, packed = visit(page), visit(page, GZIP)
    page.raw_bytes = len(plain.body)
    if packed.headers.get("Content-Encoding") == "gzip" and not page.headers:
        page.gzip_bytes = len(packed.body)
    queries = visit(page, {QUERIES_HEADER: "1"}).headers.get(QUERIES_HEADER)
    page.queries = None if queries is None else int(queries)
    if page.name.startswith(SEARCHES):
        page.positions = count_positions(plain)


def count_positions(answer: Answer) -> int:
    """How many positions the page leads to."""
    links = re.findall(r'href="[^"?#]*/positions/([\w-]+)/"', answer.body.decode())
    return len(set(links))
