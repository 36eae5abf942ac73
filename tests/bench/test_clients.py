from __future__ import annotations

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.bench import clients
from tests.bench.clients import Load, drive_with_python, fetch, parse_wrk, percentile

OUTPUT = """\
Running 8s test @ http://127.0.0.1:40000/
  1 threads and 4 connections
  Thread Stats   Avg      Stdev     Max   +/- Stdev
    Latency     2.45ms    1.50ms  35.00ms   92.90%
    Req/Sec     0.99k    51.02     1.10k    66.00%
  9876 requests in 8.00s, 196.10MB read
Requests/sec:   1234.53
Transfer/sec:     39.21MB
"""
ERRORS = """\
  Socket errors: connect 0, read 2, write 1, timeout 4
  Non-2xx or 3xx responses: 30
"""


def test_requests_that_wrk_left_behind_were_answered_as_well() -> None:
    assert parse_wrk(OUTPUT) == Load(requests=9876 + 4, per_second=1234.53, errors=0)


def test_wrk_tells_all_errors() -> None:
    output = OUTPUT.replace("Requests/sec", f"{ERRORS}Requests/sec")
    assert parse_wrk(output).errors == 37


@pytest.mark.parametrize("missing", ["Requests/sec:", "requests in"])
def test_output_without_a_figure_is_an_error(missing: str) -> None:
    with pytest.raises(ValueError, match="nothing that is known"):
        parse_wrk(OUTPUT.replace(missing, "Nothing"))


class Handler(BaseHTTPRequestHandler):
    """Answers 404 to `/none`, and tells how the page was asked for."""

    def do_GET(self) -> None:
        self.send_response(404 if self.path == "/none" else 200)
        self.end_headers()
        self.wfile.write(f"{self.path} {self.headers.get('Accept-Encoding')}".encode())

    def log_message(self, *arguments: object) -> None:
        pass


@pytest.fixture
def address() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def test_no_encoding_is_accepted_unless_told(address: str) -> None:
    assert fetch(f"{address}/a/?q=s").body == b"/a/?q=s None"
    assert fetch(address, {"Accept-Encoding": "gzip"}).body == b"/ gzip"


@pytest.mark.parametrize(("path", "errors"), [("/", 0), ("/none", 20)])
def test_client_in_python_counts_requests_and_errors(
    address: str, monkeypatch: pytest.MonkeyPatch, path: str, errors: int
) -> None:
    monkeypatch.setattr(clients, "MAX_REQUESTS", 5)
    load = drive_with_python(address + path, {}, seconds=60)
    assert (load.requests, load.errors) == (4 * 5, errors)
    assert load.per_second > 20 / 60


@pytest.mark.parametrize(("percent", "value"), [(50, 10), (95, 19), (99, 20), (100, 20)])
def test_percentile_is_the_nearest_rank(percent: float, value: float) -> None:
    assert percentile([*range(20, 0, -1)], percent) == value


@given(st.lists(st.floats(0, 1e6), min_size=1), st.sampled_from([1, 50, 95, 99, 100]))
def test_percentile_is_exceeded_by_no_more_than_the_rest(
    values: list[float], percent: float
) -> None:
    found = percentile(values, percent)
    assert found in values
    assert sum(value <= found for value in values) * 100 >= len(values) * percent
    assert sum(value < found for value in values) * 100 < len(values) * percent


def test_no_values_have_no_percentile() -> None:
    with pytest.raises(ValueError, match="of nothing"):
        percentile([], 50)
