"""Questions to Wagtail's API v2."""

from __future__ import annotations

from typing import Any

from django.test import Client

ROOT = "/api/v2/"


def ask(
    client: Client, path: str, status: int = 200, /, *, host: str = "localhost", **query: Any
) -> Any:
    """Return what the endpoint at `path` answers with `status` to `query`."""
    response = client.get(ROOT + path, query, headers={"host": host})
    assert response.status_code == status, response.content.decode()
    return response.json()


def titles(client: Client, **query: Any) -> set[str]:
    """Return the titles of the pages in a list."""
    answer = ask(client, "pages/", **query)
    found = {item["title"] for item in answer["items"]}
    assert answer["meta"]["total_count"] == len(answer["items"])
    return found
