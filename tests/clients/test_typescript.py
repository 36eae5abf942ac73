"""The typed client: generated from the document, compiled strictly, and run against the demo."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from pytest_django.live_server_helper import LiveServer

from careers.models import Location, PositionPage, PositionType, TeamPage
from home.models import StandardPage
from tests.clients.node import install, run
from tests.home.demo import load, pretend_renditions

ROOT = Path(__file__).parents[2]
CLIENT = ROOT / "clients" / "typescript"
CLOSED = "/positions/backend-engineer-webhooks/"

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def client_folder() -> Path:
    install(CLIENT)
    return CLIENT


def test_types_are_those_of_the_document(client_folder: Path, tmp_path: Path) -> None:
    made = tmp_path / "schema.ts"
    document = str(ROOT / "docs" / "openapi.json")
    run(client_folder, "npx", "openapi-typescript", document, "--output", str(made))
    assert made.read_text() == (CLIENT / "src" / "schema.ts").read_text(), "run `make openapi`"


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_client_reads_the_demo_site(
    django_db_setup: None,  # before the server, which would share one connection in memory
    client_folder: Path,
    live_server: LiveServer,
) -> None:
    load()
    pretend_renditions()
    run(client_folder, "npm", "run", "build")
    run(client_folder, "npm", "run", "check")
    address = f"{live_server.url}/api/careers/v1/"
    printed = run(client_folder, "node", "test/demo.ts", address, "/teams", "/nothing/", CLOSED)
    found: Any = json.loads(printed)

    pages, teams = found["pages"], TeamPage.objects.live()
    positions = PositionPage.objects.open()
    assert pages["/"] == "home.HomePage: Build what others build on."
    assert pages["/teams/"] == f"careers.TeamIndexPage: {teams.count()} teams"
    assert pages["/positions/"] == f"careers.PositionIndexPage: {positions.count()} positions"
    assert pages["/teams/data/"] == "careers.TeamPage: Meet the Data team"
    for standard_page in StandardPage.objects.live():
        assert pages[standard_page.url] == f"home.StandardPage: {standard_page.intro}"
    for position in positions:
        name = position.get_workplace_display()
        assert pages[position.url] == f"careers.PositionPage: {name}"
    assert pages["/teams"] == "to /teams/"
    assert pages["/nothing/"] == "nothing"
    assert pages[CLOSED].startswith("gone, ")

    backend = positions.filter(team__slug="backend-development")
    assert found["openPositions"] == backend.count()
    assert f"{backend.count()} positions" in found["blocks"]
    wanted = positions.filter(
        team__slug__in=["backend-development", "data"], workplace="remote"
    ).count()
    assert found["found"] == {"total": wanted, "workplaces": ["remote"] * min(wanted, 3)}
    assert found["slim"] == ["title", "url"]
    assert found["missing"] == "not-found"
    assert found["refusal"] == "limit"
    assert set(found["teams"]) == {team.slug for team in teams}
    assert found["locations"] == Location.objects.count()
    assert set(found["types"]) == {kind.slug for kind in PositionType.objects.all()}
    assert found["redirects"] == 0
    assert found["changed"] == len(pages) - 3
