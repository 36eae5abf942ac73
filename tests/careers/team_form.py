"""The admin's form of a team, filled in and sent."""

from __future__ import annotations

import json
from typing import Any

from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data, streamfield

from careers.models import TeamPage


def post_team(client: Client, team: TeamPage, body: list[Any], action: str = "publish") -> Any:
    """Send the team's form with `body`; returns the form if it was refused."""
    data = {
        "title": team.title,
        "slug": team.slug,
        "body": streamfield(body),
        **({"action-publish": "1"} if action == "publish" else {}),
    }
    url = reverse("wagtailadmin_pages:edit", args=[team.pk])
    response = client.post(url, nested_form_data(data))
    return None if response.status_code == 302 else response.context["form"]


def list_items(*values: dict[str, Any]) -> dict[str, Any]:
    """The items of a list block as a form sends them."""
    items = {
        str(index): {"value": value, "order": str(index), "deleted": ""}
        for index, value in enumerate(values)
    }
    return {"count": str(len(values)), **items}


def draftail(text: str, *links: str) -> str:
    """What the editor of rich text sends: one paragraph, all of it linked to each of `links`."""
    ranges = [{"key": key, "offset": 0, "length": len(text)} for key in range(len(links))]
    block = {
        "key": "a",
        "type": "unstyled",
        "depth": 0,
        "text": text,
        "inlineStyleRanges": [],
        "entityRanges": ranges,
    }
    entities = {
        str(key): {"type": "LINK", "mutability": "MUTABLE", "data": {"url": url}}
        for key, url in enumerate(links)
    }
    return json.dumps({"blocks": [block], "entityMap": entities})
