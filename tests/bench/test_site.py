from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from tests.bench.__main__ import make_constant
from tests.bench.middleware import QUERIES_HEADER
from tests.bench.peer import bakerydemo
from tests.bench.server import ROOT
from tests.bench.site import BenchSite
from tests.factories import Tree

ASK_FOR_CONSTANT = """
from django.core.wsgi import get_wsgi_application
from django.test import Client
get_wsgi_application()
answer = Client(HTTP_HOST="127.0.0.1").get("/", headers={"Accept-Encoding": "gzip"})
print(answer.status_code, len(answer.content), dict(answer.headers))
"""


def test_constant_is_20_kb_of_html_from_a_server_without_middleware_and_gzip(
    tmp_path: Path,
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", ASK_FOR_CONSTANT],
        cwd=ROOT,
        env=make_constant(tmp_path).server.environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.strip() == "200 20000 {'Content-Type': 'text/html; charset=utf-8'}"


def test_queries_are_counted_where_asked_for(
    settings: Settings,
    client: Client,
    tree: Tree,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    settings.MIDDLEWARE = ["tests.bench.middleware.count_queries", *settings.MIDDLEWARE]
    path = tree.team.get_url()
    client.get(path)  # fills Wagtail's cache of sites
    response = client.get(path, headers={QUERIES_HEADER: "1"})
    with django_assert_num_queries(int(response[QUERIES_HEADER])):
        assert QUERIES_HEADER not in client.get(path)


def test_site_knows_no_setting_of_another(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("DEBUG", "DATABASE_URL", "REDIS_URL", "MEDIA_ROOT", "GUNICORN_CMD_ARGS"):
        monkeypatch.setenv(name, "another")
    site = BenchSite(tmp_path, "sqlite:///here")
    environment = site.server.environment()
    assert "another" not in environment.values()
    assert environment["DATABASE_URL"] == "sqlite:///here"
    assert environment["BASE_URL"] == site.server.address
    assert environment["ENV_FILE"] == ""
    assert environment["PATH"] == os.environ["PATH"]


def test_page_cache_is_off_in_one_server_of_two(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PAGE_CACHE", "another")
    site = BenchSite(tmp_path, "")
    assert site.server.environment()["PAGE_CACHE"] == "0"
    assert "PAGE_CACHE" not in site.keeping_server.environment()


def test_peer_runs_in_its_folder_with_its_python_and_production_settings(tmp_path: Path) -> None:
    for needed in ("bakerydemo/wsgi.py", ".venv/bin/python"):
        (tmp_path / needed).parent.mkdir(parents=True)
        (tmp_path / needed).touch()
    peer = bakerydemo(tmp_path, tmp_path / "log")
    assert peer.folder == tmp_path
    assert peer.python == tmp_path / ".venv/bin/python"
    assert peer.environment()["DJANGO_SETTINGS_MODULE"] == "bakerydemo.settings.production"


def test_folder_without_a_peer_is_told_with_what_is_expected(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match=r"(?s)wsgi.py is missing.*load_initial_data"):
        bakerydemo(tmp_path, tmp_path / "log")
