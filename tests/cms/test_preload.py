from __future__ import annotations

import gc
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import OperationalError, close_old_connections, connection
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings
from wagtail.models import Page, Site

from cms import preload, serve
from tests.cms.servers import ROOT
from tests.factories import (
    HomePageFactory,
    PositionIndexPageFactory,
    StandardPageFactory,
    Tree,
    make_private,
)


class Recorder:
    """An application that notes what it is asked for and does nothing else."""

    def __init__(self) -> None:
        self.steps: list[str] = []
        self.ports: set[str] = set()
        self.broken_paths: set[str] = set()

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Recorder:
        self.steps.append(
            f"{environ['wsgi.url_scheme']}://{environ['HTTP_HOST']}{environ['PATH_INFO']}"
        )
        self.ports.add(environ["SERVER_PORT"])
        if environ["PATH_INFO"] in self.broken_paths:
            raise ValueError("This page is broken.")
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
    assert recorder.ports == {"443"}


def test_visits_are_of_public_pages_of_the_default_site(recorder: Recorder, tree: Tree) -> None:
    make_private(StandardPageFactory(parent=tree.home))
    public = StandardPageFactory(parent=tree.home)
    other_home = HomePageFactory(parent=Page.get_first_root_node())
    Site.objects.create(hostname="example.org", root_page=other_home)
    StandardPageFactory(parent=other_home, slug="elsewhere")
    tree.positions.delete()
    PositionIndexPageFactory(parent=other_home)
    preload.preloaded_application("http://localhost:8000")
    paths = {step.removesuffix(" done").partition(":8000")[2] for step in recorder.steps[:-1]}
    team, page = (urlsplit(page.url).path for page in (tree.team, public))
    assert paths == {"/", "/teams/", team, page, "/admin/login/"}
    assert recorder.ports == {"8000"}


def test_page_that_raises_stops_neither_the_start_nor_other_visits(
    recorder: Recorder, tree: Tree, caplog: pytest.LogCaptureFixture
) -> None:
    recorder.broken_paths = {"/"}
    assert preload.preloaded_application("http://localhost:8000") is recorder
    assert "http://localhost:8000/teams/ done" in recorder.steps
    assert "This page is broken." in caplog.text


@pytest.mark.django_db
def test_database_that_is_away_does_not_stop_the_start(
    recorder: Recorder, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*args: Any) -> None:
        raise OperationalError("The database is away.")

    monkeypatch.setattr(connection, "cursor", fail)
    assert preload.preloaded_application("http://localhost:8000") is recorder
    assert recorder.steps == ["connections closed"]
    assert "The database is away." in caplog.text


@pytest.mark.parametrize(("debug", "visits"), [("0", True), ("1", False)])
def test_application_for_any_server_is_preloaded_unless_it_is_for_development(
    tmp_path: Path, debug: str, visits: bool
) -> None:
    """Without tables, the visits end with a warning."""
    environment = {"ENV_FILE": "", "SECRET_KEY": "x" * 50, "MEDIA_ROOT": str(tmp_path)}
    environment |= {"DATABASE_URL": "sqlite:///:memory:", "DEBUG": debug}
    result = subprocess.run(
        [sys.executable, "-c", "import gc, cms.wsgi; print(gc.get_freeze_count())"],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"]} | environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert (int(result.stdout) > 0) == visits
    assert ("before the first visitor comes" in result.stderr) == visits


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
        response = client.get(tree.team.url, headers={"host": "localhost:8000"}, SERVER_PORT="8000")
    assert response.status_code == 200
