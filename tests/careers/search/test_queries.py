"""How many queries a search costs, whatever stands behind it."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from careers.kept.facts import forget
from careers.models import PositionPage
from tests.factories import LocationFactory, PositionTypeFactory, Tree
from tests.load.management.commands.load_positions import Command as LoadPositions

#: Query strings, and how many queries each costs at the most.
SEARCHES = {
    "": 22,
    "q=engineer": 23,
    "q=engineer&team=backend-development&workplace=remote": 23,
    "q=enginere&location=harbour": 24,
    "team=nobody": 19,
    "q=zzzzzz": 20,
}


def queries(client: Client, query: str) -> int:
    """How many queries a search costs of which nothing is kept."""
    forget()
    with CaptureQueriesContext(connection) as captured:
        assert client.get(f"/positions/?{query}").status_code == 200
    asked = [query["sql"] for query in captured if "set_config" not in query["sql"]]
    return sum(sql.startswith(("SELECT", "WITH")) for sql in asked)


@pytest.fixture(autouse=True)
def _no_cache(settings: Settings) -> None:
    nothing = {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}
    settings.CACHES = {"default": nothing, "renditions": nothing}


@pytest.mark.slow
def test_search_costs_the_same_at_any_number_of_positions(client: Client, tree: Tree) -> None:
    place, kind = LocationFactory(slug="harbour"), PositionTypeFactory()
    for number in range(10):
        tree.add_position(
            title=f"Engineer {number}", locations=[place], types=[kind], workplace="remote"
        )
    client.get("/positions/")
    few = {query: queries(client, query) for query in SEARCHES}
    assert all(few[query] <= most for query, most in SEARCHES.items()), few
    call_command(LoadPositions(), "--count", "1000", "--seed", "1", "--no-input", verbosity=0)
    assert PositionPage.objects.open().count() > 800
    assert {query: queries(client, query) for query in SEARCHES} == few
