"""The files of the page that shows the API's document."""

from __future__ import annotations

import pytest
from django.test import Client

DOCS = "/api/careers/v1/docs"


def test_page_has_a_policy_of_its_own_and_is_not_kept(client: Client, db: None) -> None:
    first, second = client.get(DOCS), client.get(DOCS)
    policy = first["Content-Security-Policy"]
    assert "script-src 'nonce-" in policy
    assert "default-src 'none'" in policy
    assert policy != second["Content-Security-Policy"]
    assert first["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("name", "kind"),
    [("swagger-ui-bundle.js", "text/javascript"), ("swagger-ui.css", "text/css")],
)
def test_files_come_from_here(client: Client, db: None, name: str, kind: str) -> None:
    response = client.get(f"{DOCS}/{name}")
    assert response.status_code == 200
    assert response["Content-Type"] == kind
    assert "immutable" in response["Cache-Control"]
    assert len(b"".join(response.streaming_content)) > 100_000  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", ["swagger-ui.css.map", "..%2f..%2f__init__.py", "nothing.js"])
def test_no_other_file_is_served(client: Client, db: None, name: str) -> None:
    response = client.get(f"{DOCS}/{name}")
    assert response.status_code == 404
    assert response["Content-Type"] == "application/problem+json"
