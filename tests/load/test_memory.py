from __future__ import annotations

import gc

from django.db.models import Model
from django.test import Client

from tests.factories import Tree
from tests.load.memory import growth_of


def test_no_model_stays_of_content_that_has_changed(client: Client, tree: Tree) -> None:
    tree.add_position()

    def visit(rounds: int) -> int:
        """Visit pages and change the content, so often; count the models that are there then."""
        for number in range(rounds):
            for path in ("/", tree.teams.url, tree.team.url, f"/positions/?q={number}"):
                assert client.get(path).status_code == 200
            tree.team.save()
        gc.collect()
        return sum(issubclass(type(found), Model) for found in gc.get_objects())

    assert visit(rounds=3) == visit(rounds=6)


def test_growth_is_what_the_last_thousand_requests_add() -> None:
    first = [(number, 90.0) for number in range(100, 1_100, 100)]
    middle = [(number, 100.0 + number / 1_000) for number in range(1_100, 10_100, 100)]
    assert growth_of([*first, *middle]) == 8.0
