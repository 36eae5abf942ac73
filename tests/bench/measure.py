"""Measures pages of a site: what its clients get, and what the server spends."""

from __future__ import annotations

import gzip
import random
import re
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from tests.bench.clients import CONNECTIONS, Answer, Client, Load, fetch
from tests.bench.middleware import QUERIES_HEADER
from tests.bench.results import Comparison, Figures, Row, Run, Single, mean_run
from tests.bench.site import BenchSite
from tests.bench.targets import SEARCHES, Target

GZIP = {"Accept-Encoding": "gzip"}
GZIP_LEVEL = 6
WARM_UP_ROUNDS = 6
ASKED_FOR_QUERIES = 5
#: Pictures of a first visit are cut while it waits.
FIRST_TIMEOUT = 300


@dataclass(frozen=True)
class Method:
    """How a site is driven: by whom, with which headers, and for how many seconds at a time."""

    drive: Callable[[str, Mapping[str, str], int], Load]
    headers: Mapping[str, str]
    seconds: int


def measure(
    site: BenchSite, constant: Target, targets: Sequence[Target], method: Method
) -> Iterator[Row]:
    """Each target between two runs of the constant view, which is a row of its own at last."""
    warm_up(site, constant)
    constants = [run(site, constant, method)]
    for target in targets:
        if not warm_up(site, target):
            yield Row(target.name, target.path)
            continue
        measured = run(site, target, method)
        constants.append(run(site, constant, method))
        figures = measure_rest(site, target, method, measured)
        yield Row(target.name, target.path, figures, mean_run(constants[-2:]))
    mean = mean_run(constants)
    figures = measure_rest(site, constant, method, mean)
    yield Row(constant.name, constant.path, figures, mean, constants)


def run(site: BenchSite, target: Target, method: Method) -> Run:
    """Several clients at once."""
    before = site.usage()
    load = method.drive(site.address + target.path, method.headers, method.seconds)
    after = site.usage(quiet_seconds=max(0.3, 2 * load.p99 / 1000))
    return Run(load, after.cpu_ms_since(before))


def measure_rest(site: BenchSite, target: Target, method: Method, measured: Run) -> Figures:
    """One client, and what doesn't depend on how many there are."""
    url = site.address + target.path
    plain, packed = fetch(url), fetch(url, GZIP)
    queries = count_queries(url)
    client = Client(url, method.headers)
    client.ask_for(method.seconds)
    return Figures(
        run=measured,
        single=Single.of(client),
        queries=queries,
        raw_bytes=len(plain.body),
        gzip_bytes=packed_size(packed),
        packed_by_server=is_packed(packed),
        positions=count_positions(plain) if target.name in SEARCHES else None,
    )


def warm_up(site: BenchSite, target: Target) -> bool:
    """Have each worker know the page; whether there is one. `SystemExit` if it fails."""
    url = site.address + target.path
    try:
        status = fetch(url, timeout=FIRST_TIMEOUT).status
    except OSError as error:
        raise SystemExit(f"{site.log_end()}\n{target.path} has no answer: {error}") from None
    if status == 404:
        return False
    if status != 200:
        raise SystemExit(f"{site.log_end()}\n{target.path} answers {status}, not 200.")
    clients = [Client(url, GZIP) for _number in range(CONNECTIONS)]
    for _round in range(WARM_UP_ROUNDS):
        with ThreadPoolExecutor(CONNECTIONS) as threads:
            list(threads.map(Client.ask, clients))
    return True


def compare(
    small: BenchSite, large: BenchSite, target: Target, method: Method
) -> Comparison | None:
    """One client asks both sites in turn, for so many seconds each; `None` for no such page."""
    there = [warm_up(site, target) for site in (small, large)]
    if not all(there):
        return None
    urls = [site.address + target.path for site in (small, large)]
    clients = [Client(url, method.headers) for url in urls]
    until = time.monotonic() + 2 * method.seconds
    while time.monotonic() < until:
        for client in random.sample(clients, 2):
            client.ask()
    few, many = [count_positions(fetch(url)) for url in urls]
    return Comparison(
        target.name,
        target.path,
        single=(Single.of(clients[0]), Single.of(clients[1])),
        queries=(count_queries(urls[0]), count_queries(urls[1])),
        positions=(few, many),
    )


def count_queries(url: str) -> tuple[int, int]:
    """The fewest and the most SQL queries of a request."""
    counts = [
        int(fetch(url, {QUERIES_HEADER: "1"}).headers[QUERIES_HEADER])
        for _number in range(ASKED_FOR_QUERIES)
    ]
    return min(counts), max(counts)


def is_packed(answer: Answer) -> bool:
    return answer.headers.get("Content-Encoding") == "gzip"


def packed_size(answer: Answer) -> int:
    body = answer.body
    return len(body if is_packed(answer) else gzip.compress(body, GZIP_LEVEL))


def count_positions(page: Answer) -> int:
    """How many positions the page leads to."""
    links = re.findall(r'href="[^"?#]*/positions/([\w-]+)/"', page.body.decode())
    return len(set(links))
