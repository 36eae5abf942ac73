"""The database is killed and started again while visitors ask for pages."""

from __future__ import annotations

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from threading import Event

import httpx
import pytest
from django.db import connection, transaction

from careers.models import TeamPage
from tests.cms.servers import StoppableDatabase, served_site
from tests.factories import Tree

pytestmark = [
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]
VISITORS = 4
TIMEOUT = 60


class Crowd:
    """Visitors who ask for a page again and again."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.answers: list[tuple[float, httpx.Response]] = []
        self.goes_home = Event()

    def ask(self) -> None:
        with httpx.Client(timeout=TIMEOUT) as visitor:
            while not self.goes_home.is_set():
                self.answers.append((time.monotonic(), visitor.get(self.url)))

    @contextmanager
    def asking(self) -> Iterator[None]:
        with ThreadPoolExecutor(VISITORS) as pool:
            asked = [pool.submit(self.ask) for _visitor in range(VISITORS)]
            try:
                yield
            finally:
                self.goes_home.set()
            for visitor in asked:
                visitor.result()

    def next_answers(self, number: int = 50) -> list[httpx.Response]:
        """Answers to `number` requests that begin from now on."""
        now = time.monotonic()
        found: list[httpx.Response] = []
        while len(found) < number:
            assert time.monotonic() < now + TIMEOUT, f"Only {len(found)} answers"
            time.sleep(0.02)
            found = [answer for asked_at, answer in self.answers if asked_at > now]
        return found

    def wait_for_fresh_answers(self) -> None:
        """What failed just before is not asked again for as long as it took to fail."""
        ends_at = time.monotonic() + TIMEOUT
        while "Age" in self.next_answers()[-1].headers:
            assert time.monotonic() < ends_at, "No answer is fresh"


@pytest.fixture
def database(tmp_path: Path) -> Iterator[StoppableDatabase]:
    database = StoppableDatabase(tmp_path)
    database.start()
    yield database
    database.stop()


def test_pages_go_on_without_the_database_and_are_fresh_with_it_again(
    database: StoppableDatabase, tmp_path: Path
) -> None:
    with transaction.atomic():
        team = Tree().team
    settings = {"DATABASE_URL": database.url}
    if connection.vendor == "sqlite":
        settings["DJANGO_SETTINGS_MODULE"] = "tests.cms.short_connections"
    with served_site(tmp_path, "--threads=4", **settings) as address:
        crowd = Crowd(f"{address}{team.url}")
        assert httpx.get(crowd.url, timeout=TIMEOUT).status_code == 200
        with crowd.asking():
            assert not any("Age" in answer.headers for answer in crowd.next_answers())
            database.stop()
            assert all("Age" in answer.headers for answer in crowd.next_answers())
            assert httpx.get(f"{address}/teams/", timeout=TIMEOUT).status_code >= 500
            database.start()
            TeamPage.objects.filter(pk=team.pk).update(title="Payments")
            crowd.wait_for_fresh_answers()
            for answer in crowd.next_answers():
                assert "Age" not in answer.headers
                assert "Meet the Payments team" in answer.text
        assert {answer.status_code for _asked_at, answer in crowd.answers} == {200}
