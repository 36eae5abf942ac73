"""The plugin under settings that are odd and legal: nothing fails, and links lead somewhere."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from tests.hosts.host import PROJECTS, Host, clean_environment

PROJECT = "odd_settings"
CLOSED = ("closed-by-hand/", "closed-by-date/")
#: Their tables differ, so that each is migrated and filled on its own.
OWN_TABLES = ["no_time_zones", "own_models", "pages_in_languages"]
PLAIN_TABLES = [
    "arabic",
    "further_apps",
    "hashed_static_files",
    "included_under_a_prefix",
    "kept_answers",
    "no_appended_slash",
    "no_documents",
    "no_redirects",
    "no_translation",
    "slashless_pages",
    "under_a_prefix",
]
PREFIXES = {
    "included_under_a_prefix": "/company/",
    "kept_answers": "/company/",
    "pages_in_languages": "/en/",
    "under_a_prefix": "/company/",
}


@dataclass(frozen=True)
class Visit:
    answers: dict[str, int]
    links: dict[str, int]
    canonical: dict[str, str]
    prefix: str = "/"


@pytest.fixture(scope="module")
def plain(host_python: Path, tmp_path_factory: pytest.TempPathFactory) -> Host:
    """A filled site without anything odd, whose folder others copy."""
    folder = tmp_path_factory.mktemp("hosts") / "plain"
    shutil.copytree(PROJECTS / PROJECT, folder, ignore=shutil.ignore_patterns("__pycache__"))
    return fill(Host(folder, host_python, clean_environment()))


def fill(host: Host) -> Host:
    host.manage("makemigrations", "--no-input", "--verbosity=0")
    host.manage("migrate", "--no-input", "--verbosity=0")
    host.manage("fill", "--skip-checks")
    return host


def variant_of(plain: Host, name: str, folder: Path) -> Host:
    host = replace(plain, folder=folder, environment=clean_environment(VARIANT=name))
    if name in OWN_TABLES:
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(PROJECTS / PROJECT, folder, ignore=ignored)
        return fill(host)
    shutil.copytree(plain.folder, folder)
    if name == "further_apps":
        host.manage("migrate", "--no-input", "--verbosity=0")
    if name == "hashed_static_files":
        host.manage("collectstatic", "--no-input", "--verbosity=0")
    return host


def visit(host: Host) -> Visit:
    """Check settings and migrations, and visit the site. What checks say stands before the JSON."""
    printed: dict[str, Any] = json.loads(host.manage("visit").splitlines()[-1])
    return Visit(**printed)


@pytest.fixture(scope="module", params=["plain", *OWN_TABLES, *PLAIN_TABLES])
def found(
    request: pytest.FixtureRequest, plain: Host, tmp_path_factory: pytest.TempPathFactory
) -> Visit:
    name: str = request.param
    folder = tmp_path_factory.mktemp("variants") / name
    return replace(visit(variant_of(plain, name, folder)), prefix=PREFIXES.get(name, "/"))


def test_no_page_fails_and_all_links_lead_to_pages(found: Visit) -> None:
    assert [path for path, status in found.answers.items() if status not in {200, 302, 410}] == []
    gone = [path for path, status in found.answers.items() if status == 410]
    assert [path for path in gone if not f"{path.rstrip('/')}/".endswith(CLOSED)] == []
    assert len(gone) == len(CLOSED)
    assert {
        link: status for link, status in found.links.items() if status not in {200, 302, 410}
    } == {}


def test_addresses_have_the_prefix_of_the_site(found: Visit) -> None:
    pages = [path for path in found.links if path.startswith("/")]
    assert pages
    assert [path for path in pages if not path.startswith(found.prefix)] == []
    assert found.canonical
    assert [
        path
        for path, url in found.canonical.items()
        if not url.startswith(f"http://localhost{found.prefix}")
    ] == []
