"""Asking the API, and what all of its answers have in common."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.test import Client

API = "/api/careers/v1/"


def get(path: str, query: Any = None, client: Client | None = None, **headers: str) -> Any:
    """Return the answer at a path of the API; headers are written as keyword arguments."""
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    address = f"{API}{path}{f'?{urlencode(query, doseq=True)}' if query else ''}"
    return (client or Client()).get(address, headers=names)


def read(path: str, query: Any = None, *, status: int = 200) -> Any:
    """Return the JSON that stands there."""
    response = get(path, query)
    assert response.status_code == status, response.content
    return response.json()


def read_page(path: str, *, status: int = 200) -> Any:
    """Return the JSON of the page at a path of the site."""
    return read("pages/", {"path": path}, status=status)
