from __future__ import annotations

import gzip
import os
from pathlib import Path

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory
from pytest_django import DjangoAssertNumQueries, Settings

from tests.bench import site
from tests.bench.constant import PATH, SIZE
from tests.bench.middleware import QUERIES_HEADER, BenchMiddleware, served
from tests.bench.site import BenchSite, Usage, cpu_seconds
from tests.factories import Tree


@pytest.fixture
def _bench(settings: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("BENCH_FOLDER", str(tmp_path))
    settings.ROOT_URLCONF = "tests.bench.urls"
    settings.MIDDLEWARE = ["tests.bench.middleware.BenchMiddleware", *settings.MIDDLEWARE]


@pytest.mark.usefixtures("_bench")
class TestSettings:
    def test_constant_view_is_20_kb_of_html_without_a_query(self, client: Client) -> None:
        response = client.get(PATH, headers={QUERIES_HEADER: "1"})
        assert len(response.content) == SIZE == 20_000
        assert response["Content-Type"].startswith("text/html")
        assert response[QUERIES_HEADER] == "0"

    def test_constant_view_passes_the_middleware_of_the_site(self, client: Client) -> None:
        response = client.get(PATH, headers={"Accept-Encoding": "gzip"})
        assert response["Content-Encoding"] == "gzip"
        assert response["X-Frame-Options"] == "DENY"
        assert gzip.decompress(response.content) == client.get(PATH).content
        assert 3 < SIZE / len(response.content) < 7

    def test_queries_are_counted_where_asked_for(
        self, client: Client, tree: Tree, django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        path = tree.team.get_url()
        client.get(path)  # fills Wagtail's cache of sites
        response = client.get(path, headers={QUERIES_HEADER: "1"})
        with django_assert_num_queries(int(response[QUERIES_HEADER])):
            assert QUERIES_HEADER not in client.get(path)


def test_each_process_counts_its_own_answers(
    rf: RequestFactory, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("BENCH_FOLDER", str(tmp_path))
    middleware = BenchMiddleware(lambda request: HttpResponse())
    files = set()
    assert served(tmp_path) == {}
    for process, requests in ((7, 3), (8, 1)):  # gunicorn forks what it has loaded
        monkeypatch.setattr(os, "getpid", lambda process=process: process)
        for _number in range(requests):
            middleware(rf.get("/"))
            files.add(middleware.file)
    assert served(tmp_path) == {7: 3, 8: 1}
    for file in files:
        os.close(file)


TWO = frozenset({1, 2})


def test_cpu_time_is_shared_out_among_the_requests_between() -> None:
    before, after = Usage(TWO, 100, 2.0), Usage(TWO, 300, 3.0)
    assert after.cpu_ms_since(before) == pytest.approx(5)


@pytest.mark.parametrize(
    "after",
    [
        Usage(frozenset({1, 3}), 300, 3.0),
        Usage(frozenset({1, 2, 3}), 300, 3.0),
        Usage(TWO, 300, None),
        Usage(TWO, 100, 3.0),
    ],
    ids=["worker replaced", "worker added", "not told", "no request"],
)
def test_cpu_time_is_unknown_where_it_can_not_be_shared_out(after: Usage) -> None:
    assert after.cpu_ms_since(Usage(TWO, 100, 2.0)) is None


def test_cpu_time_is_user_and_system_time(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(site, "PROC", tmp_path)
    monkeypatch.setattr(os, "sysconf", {"SC_CLK_TCK": 100}.__getitem__)
    for process, user, system in ((7, 250, 50), (8, 30, 70)):
        (tmp_path / str(process)).mkdir()
        line = f"{process} (a) b) S 1 7 7 0 -1 4194560 900 0 1 0 {user} {system} 9 9 20 0 1 0"
        (tmp_path / str(process) / "stat").write_text(line)
    assert cpu_seconds([7, 8]) == pytest.approx(4)
    assert cpu_seconds([7, 9]) is None


def test_site_knows_no_setting_of_another(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("DEBUG", "DATABASE_URL", "REDIS_URL", "MEDIA_ROOT", "GUNICORN_CMD_ARGS"):
        monkeypatch.setenv(name, "another")
    environment = BenchSite(tmp_path, "sqlite:///here").environment()
    assert "another" not in environment.values()
    assert environment["DATABASE_URL"] == "sqlite:///here"
    assert environment["ENV_FILE"] == ""
    assert environment["PATH"] == os.environ["PATH"]
