from __future__ import annotations

from http.client import HTTPMessage
from pathlib import Path

import pytest

from tests.bench import measure as module
from tests.bench.__main__ import at_scale, kept_pages, like_page, pages_of
from tests.bench.clients import Answer, Load
from tests.bench.measure import Page, measure, measure_first_visit
from tests.bench.middleware import QUERIES_HEADER
from tests.bench.server import Server
from tests.bench.site import BenchSite
from tests.bench.targets import Target

REQUESTS = 100


class FakeServer(Server):
    """Spends `cpu_ms` on each answer, twice that if it is packed. Remembers what it was asked."""

    def __init__(self, asked: list[str], cpu_ms: float, *, gzip: bool) -> None:
        super().__init__("any", Path("log"), {}, port=80)
        self.asked, self.cpu_ms, self.gzip = asked, cpu_ms, gzip
        self.spent = 0.0

    def cpu_seconds(self, quiet_seconds: float = 0) -> float:
        return self.spent / 1000

    def answer(self, path: str, headers: dict[str, str], requests: int) -> Answer:
        packed = self.gzip and "Accept-Encoding" in headers
        self.spent += requests * self.cpu_ms * (2 if packed else 1)
        told = HTTPMessage()
        if packed:
            told["Content-Encoding"] = "gzip"
        if QUERIES_HEADER in headers:
            told[QUERIES_HEADER] = "6"
        return Answer(200, told, b"packed" if packed else b'<a href="/positions/one/">', 2.5)


@pytest.fixture
def pages(monkeypatch: pytest.MonkeyPatch) -> list[Page]:
    loads: list[str] = []
    ours, theirs = FakeServer(loads, 20, gzip=True), FakeServer(loads, 40, gzip=False)
    pages = [Page("search", ours, "/ours/"), Page("theirs", theirs, "/theirs/")]

    def server_of(url: str) -> tuple[FakeServer, str]:
        return (ours if url.endswith("/ours/") else theirs), url.split("/")[3]

    def fetch(url: str, headers: dict[str, str] | None, timeout: float) -> Answer:
        server, path = server_of(url)
        return server.answer(path, headers or {}, 1)

    def drive(url: str, headers: dict[str, str], seconds: int) -> Load:
        server, path = server_of(url)
        loads.append(f"{path} {seconds} s {' '.join(headers)}".strip())
        server.answer(path, headers, REQUESTS)
        return Load(REQUESTS, per_second=50, errors=1)

    monkeypatch.setattr(module, "fetch", fetch)
    monkeypatch.setattr(module, "drive", drive)
    return pages


def loads_of(page: Page) -> list[str]:
    assert isinstance(page.server, FakeServer)
    return page.server.asked


def test_pages_are_measured_in_turn(pages: list[Page]) -> None:
    assert list(measure(pages, rounds=2, seconds=8)) == [1, 2]
    a_round = ["ours 1 s", "ours 8 s", "ours 2 s Accept-Encoding", "theirs 1 s", "theirs 8 s"]
    assert loads_of(pages[0]) == ["ours 1 s", "theirs 1 s", *a_round, *a_round]


def test_figures_are_what_the_server_spends_on_one_request(pages: list[Page]) -> None:
    list(measure(pages, rounds=2, seconds=8))
    ours, theirs = pages
    assert ours.cpu_ms == pytest.approx([20, 20])
    assert ours.gzip_cpu_ms == pytest.approx([40, 40])
    assert theirs.cpu_ms == pytest.approx([40, 40])
    assert theirs.gzip_cpu_ms == []
    assert ours.waits == [2.5] * 50
    assert ours.errors == 4
    assert (ours.queries, ours.positions, ours.gzip_bytes) == (6, 1, 6)
    assert (theirs.positions, theirs.gzip_bytes) == (None, None)


def test_first_visit_is_one_request(pages: list[Page]) -> None:
    measure_first_visit(pages[0])
    assert pages[0].cpu_ms == pytest.approx([20])
    assert pages[0].waits == [2.5]
    assert loads_of(pages[0]) == []


def test_page_that_fails_ends_the_run(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, pages: list[Page]
) -> None:
    pages[0].server.log = tmp_path / "log"
    pages[0].server.log.write_text("ZeroDivisionError")
    broken = Answer(500, HTTPMessage(), b"", 1)
    monkeypatch.setattr(module, "fetch", lambda *arguments: broken)
    with pytest.raises(SystemExit, match=r"(?s)ZeroDivisionError.*/ours/ answers 500, not 200"):
        list(measure(pages, rounds=1, seconds=8))
    pages[0].headers = {"If-None-Match": "*"}
    with pytest.raises(SystemExit, match="answers 500, not 304"):
        list(measure(pages, rounds=1, seconds=8))


def test_pages_are_also_measured_as_the_page_cache_sends_them(tmp_path: Path) -> None:
    site = BenchSite(tmp_path, "")
    site.targets = [Target("teams", "/teams/"), Target("team", "/teams/a/")]
    found = kept_pages(site, ["teams", "team"])
    assert [page.name for page in found] == ["team, kept", "team, brotli, kept", "team, 304, kept"]
    assert [page.headers for page in found] == [
        {},
        {"Accept-Encoding": "br"},
        {"If-None-Match": "*"},
    ]
    assert {page.url for page in found} == {f"{site.keeping_server.address}/teams/a/"}
    assert kept_pages(site, ["teams"]) == []


def test_page_is_compared_with_the_like_page_of_the_peer(tmp_path: Path) -> None:
    peer = Server("any", tmp_path, {})
    position, teams = Page("position", peer, "/positions/a/"), Page("teams", peer, "/teams/")
    [theirs] = like_page(position, peer)
    assert position.like is theirs
    assert theirs.name == "bakerydemo: bread page"
    assert list(like_page(teams, peer)) == []


def test_page_of_the_larger_site_is_compared_with_that_of_the_smaller_one(tmp_path: Path) -> None:
    small, large = BenchSite(tmp_path, ""), BenchSite(tmp_path, "")
    small.targets = [Target("search", "/positions/")]
    large.targets = [Target("team", "/teams/a/"), Target("search", "/positions/")]
    large.positions = 100_080
    [page] = pages_of(small, ["search"])
    larger = at_scale(page, large)
    assert (larger.name, larger.url) == ("search, 100,080", f"{large.server.address}/positions/")
    assert larger.like is page
    assert (page.aim, larger.aim) == (50, None)
