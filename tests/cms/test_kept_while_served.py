"""Several processes serve the site: what one writes, the next request of any other shows."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from bs4 import BeautifulSoup
from django.db import transaction

from careers.models import TeamPage
from tests.cms.servers import free_port, redis_server, served_site
from tests.factories import Tree
from tests.soup import select, text_of

pytestmark = [
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]


@contextmanager
def local_memory() -> Iterator[dict[str, str]]:
    """Each process keeps its own pages."""
    yield {}


@contextmanager
def redis() -> Iterator[dict[str, str]]:
    """All processes share what they keep."""
    port = free_port()
    with redis_server(port):
        yield {"REDIS_URL": f"redis://127.0.0.1:{port}/0"}


MADE = "careers; fwd=miss"


class Visits:
    """Several of one page, to whichever process answers, after each write."""

    def __init__(self, visitor: httpx.Client, url: str) -> None:
        self.visitor = visitor
        self.url = url
        #: How often the page was made for the visits after a write.
        self.made: list[int] = []

    def headings(self) -> set[str]:
        answers = [self.visitor.get(self.url) for _visit in range(8)]
        said = [answer.headers["Cache-Status"] for answer in answers]
        assert set(said) == {MADE, "careers; hit"}
        self.made.append(said.count(MADE))
        pages = [BeautifulSoup(answer.text, "html.parser") for answer in answers]
        return {text_of(select(page, "h1")) for page in pages}


@pytest.mark.parametrize("cache", [local_memory, redis])
def test_write_is_seen_by_the_next_request_of_every_process(cache: Any, tmp_path: Path) -> None:
    with transaction.atomic():
        team = Tree().team
    with (
        cache() as settings,
        served_site(tmp_path, "--workers=2", **settings) as address,
        httpx.Client(timeout=60) as visitor,
    ):
        visits = Visits(visitor, f"{address}{team.url}")
        assert visits.headings() == {"Meet the Backend Development team"}
        for name in ("Payments", "Data", "Design"):
            TeamPage.objects.filter(pk=team.pk).update(title=name)
            assert visits.headings() == {f"Meet the {name} team"}
    if cache is redis:
        assert visits.made.count(1) >= 3  # all pages are made anew each quarter of an hour, too
