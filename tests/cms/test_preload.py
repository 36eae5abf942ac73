from __future__ import annotations

import gc
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from cms import preload, serve
from tests.factories import StandardPageFactory, Tree


class Recorder:
    """An application that notes what it is asked for and does nothing else."""

    def __init__(self) -> None:
        self.steps: list[str] = []

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Recorder:
        self.steps.append(
            f"{environ['wsgi.url_scheme']}://{environ['HTTP_HOST']}{environ['PATH_INFO']}"
        )
        return self

    def close(self) -> None:
        self.steps[-1] += " done"


@pytest.fixture
def recorder(monkeypatch: pytest.MonkeyPatch) -> Iterator[Recorder]:
    recorder = Recorder()
    monkeypatch.setattr(preload, "get_wsgi_application", lambda: recorder)
    monkeypatch.setattr(
        preload.connections, "close_all", lambda: recorder.steps.append("connections closed")
    )
    yield recorder
    gc.unfreeze()


def test_one_page_of_each_type_is_visited_before_workers_are_forked(
    recorder: Recorder, tree: Tree, settings: Settings
) -> None:
    settings.BASE_URL = "https://careers.example.com"
    tree.add_team()
    position = tree.add_position()
    tree.add_position()
    StandardPageFactory(parent=tree.home, live=False)
    StandardPageFactory(parent=tree.home, slug="über-uns")
    server = serve.Server("127.0.0.1:8000", lambda: None)
    assert server.load() is recorder
    *visits, last = recorder.steps
    paths = ["/", "/teams/", tree.team.url, "/positions/", position.url, "/admin/login/"]
    utf_8 = "/über-uns/".encode().decode("latin-1")
    assert sorted(visits) == sorted(
        f"https://careers.example.com{path} done" for path in (*paths, utf_8)
    )
    assert last == "connections closed"


@pytest.mark.django_db
def test_garbage_collector_passes_over_what_was_loaded(recorder: Recorder) -> None:
    loaded = len(gc.get_objects())
    preload.preloaded_application("http://localhost:8000")
    assert gc.get_freeze_count() > 0.9 * loaded
    assert len(gc.get_objects()) < 0.1 * loaded


@pytest.fixture
def _connection_stays_open() -> Iterator[None]:
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)  # as the test client does
    yield
    for signal in signals:
        signal.connect(close_old_connections)


@pytest.mark.usefixtures("_connection_stays_open")
def test_first_visitor_finds_what_was_kept_of_the_visits(
    client: Client,
    tree: Tree,
    settings: Settings,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    settings.ALLOWED_HOSTS = ["localhost"]
    preload.visit(get_wsgi_application(), "http://localhost:8000", tree.team.url)
    with django_assert_max_num_queries(2):  # whether the content is still the same
        response = client.get(tree.team.url, headers={"host": "localhost:8000"})
    assert response.status_code == 200
