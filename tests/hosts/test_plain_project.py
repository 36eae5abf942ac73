"""The plugin in a project that `wagtail start` has just made."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.hosts.host import Host, make_host


@pytest.fixture(scope="module")
def host(host_python: Path, tmp_path_factory: pytest.TempPathFactory) -> Host:
    return make_host("wagtail_start", tmp_path_factory.mktemp("hosts") / "plain", host_python)


@pytest.fixture(scope="module")
def address(host: Host) -> Iterator[str]:
    with host.serve() as address:
        yield address


def test_checks_find_no_error(host: Host) -> None:
    assert "System check identified no issues" in host.manage("check", "--fail-level=ERROR")


def test_migrations_are_complete(host: Host) -> None:
    assert "No changes detected" in host.manage("makemigrations", "--check", "--dry-run")


@pytest.mark.parametrize("path", ["/", "/admin/login/", "/static/careers/careers.css"])
def test_pages_and_style_sheet_answer(address: str, path: str) -> None:
    assert httpx.get(f"{address}{path}").status_code == 200
