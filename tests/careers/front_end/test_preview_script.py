"""The script of previews is a module that front ends on any origin load."""

from __future__ import annotations

from django.test import Client


def test_script_is_for_all_origins(client: Client) -> None:
    response = client.get("/api/careers/v1/preview.js")
    assert response.status_code == 200
    assert response["Content-Type"] == "text/javascript; charset=utf-8"
    assert response["Access-Control-Allow-Origin"] == "*"
    assert b"export const showPreview" in response.content


def test_script_that_is_known_is_not_sent_again(client: Client) -> None:
    etag = client.get("/api/careers/v1/preview.js")["ETag"]
    response = client.get("/api/careers/v1/preview.js", headers={"If-None-Match": etag})
    assert response.status_code == 304


def test_script_can_be_read_only(client: Client) -> None:
    assert client.post("/api/careers/v1/preview.js").status_code == 405
