from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.bench.clients import Load, parse_milliseconds, parse_number, parse_wrk, percentile

OUTPUT = """\
Running 5s test @ http://127.0.0.1:40000/
  2 threads and 4 connections
  Thread Stats   Avg      Stdev     Max   +/- Stdev
    Latency     2.45ms    1.50ms  35.00ms   92.90%
    Req/Sec     0.99k    51.02     1.10k    66.00%
  Latency Distribution
     50%  812.00us
     75%    2.40ms
     90%    3.11ms
     99%    1.02s
  9876 requests in 5.00s, 196.10MB read
Requests/sec:   1974.83
Transfer/sec:     39.21MB
"""
ERRORS = """\
  Socket errors: connect 0, read 2, write 1, timeout 4
  Non-2xx or 3xx responses: 30
"""


def test_wrk_tells_rate_and_latencies() -> None:
    assert parse_wrk(OUTPUT) == Load(per_second=1974.83, p50=0.812, p99=1020, errors=0)


def test_wrk_tells_all_errors() -> None:
    output = OUTPUT.replace("Requests/sec", f"{ERRORS}Requests/sec")
    assert parse_wrk(output).errors == 37


@pytest.mark.parametrize("missing", ["Requests/sec:", "     99%"])
def test_output_without_a_figure_is_an_error(missing: str) -> None:
    with pytest.raises(ValueError, match="nothing that is known"):
        parse_wrk(OUTPUT.replace(missing, "Nothing"))


@pytest.mark.parametrize(
    ("text", "milliseconds"),
    [("250.00us", 0.25), ("1.50ms", 1.5), ("2.00s", 2000), ("1.50m", 90_000), ("1.00h", 3.6e6)],
)
def test_units_of_time(text: str, milliseconds: float) -> None:
    assert parse_milliseconds(text) == pytest.approx(milliseconds)


@pytest.mark.parametrize(
    ("text", "number"), [("19.00", 19), ("1.25k", 1250), ("2.00M", 2_000_000), ("1.00G", 1e9)]
)
def test_units_of_number(text: str, number: float) -> None:
    assert parse_number(text) == pytest.approx(number)


@pytest.mark.parametrize("text", ["", "ms", "1.5", "1.5 ms", "5d", "1,5ms"])
def test_no_duration_is_an_error(text: str) -> None:
    with pytest.raises(ValueError, match="no duration"):
        parse_milliseconds(text)


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
