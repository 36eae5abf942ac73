"""What a message says."""

from __future__ import annotations

import json

from django.test import Client
from wagtail.models import Page

from careers.contrib.webhooks.models import Endpoint, Message
from careers.contrib.webhooks.reports import report
from careers.core.representation.links import represent_page_link
from careers.models import PositionPage
from careers.positions.lifecycle import Close, MoveToTeam
from tests.careers.contrib.webhooks.messages import (
    CLOSED,
    last_data,
    told,
)
from tests.factories import (
    Tree,
)


def test_payload_names_the_page_and_what_it_concerns(tree: Tree, position: PositionPage) -> None:
    Close(position).execute()
    message = Message.objects.get(event=CLOSED)
    payload = json.loads(message.payload)
    assert payload == {
        "type": "position.closed",
        "timestamp": payload["timestamp"],
        "data": {
            "page": {
                "type": "careers.PositionPage",
                "id": position.pk,
                "translation_key": str(position.translation_key),
                "locale": "en-gb",
                "title": "Tester",
                "slug": "tester",
                "path": "/positions/tester/",
                "url": "http://localhost/positions/tester/",
            },
            "is_live": True,
            "is_open": False,
            "team": {
                "type": "careers.TeamPage",
                "id": tree.team.pk,
                "translation_key": str(tree.team.translation_key),
                "locale": "en-gb",
                "title": "Backend Development",
                "slug": "backend-development",
                "path": "/teams/backend-development/",
                "url": "http://localhost/teams/backend-development/",
            },
            "surrogate_keys": [
                f"page-{position.pk}",
                f"page-{tree.team.pk}",
                "positions",
                "pages",
            ],
        },
    }


def test_pages_are_named_as_the_api_names_them(tree: Tree, position: PositionPage) -> None:
    Close(position).execute()
    page = Page.objects.get(pk=position.pk)
    assert last_data()["page"] == represent_page_link(page, None)
    assert last_data()["team"] == represent_page_link(tree.team, None)


def test_message_has_a_name_of_every_answer_that_is_another_now(
    tree: Tree, endpoint: Endpoint, position: PositionPage
) -> None:
    """A reader throws away what it has kept under a name that the message has."""
    addresses = ("positions/", "positions/tester/", "addresses/", "pages/?path=/", "teams/")
    before = {address: Client().get(f"/api/careers/v1/{address}") for address in addresses}
    position.title = "Baker"
    position.save_revision().publish()
    report([position.pk])
    keys = {*last_data()["surrogate_keys"]}
    for address, old in before.items():
        new = Client().get(f"/api/careers/v1/{address}")
        if new.content != old.content:
            assert keys & {*old["Surrogate-Key"].split()}, address


def test_new_team_of_a_position_concerns_both_teams(tree: Tree, position: PositionPage) -> None:
    data = tree.add_team(title="Data")
    told()
    MoveToTeam(position, team=data).execute()
    keys = [f"page-{position.pk}", f"page-{data.pk}", "positions", "pages", f"page-{tree.team.pk}"]
    assert last_data()["surrogate_keys"] == keys
