from __future__ import annotations

from pathlib import Path

import pytest
from django.http import Http404, HttpResponseBase
from django.test import Client, RequestFactory

from cms.media import serve_media

pytestmark = pytest.mark.django_db  # the end of an answer looks after the connection


def get(name: str) -> HttpResponseBase:
    return serve_media(RequestFactory().get("/"), name)


def upload(media_root: Path, name: str, content: bytes = b"content") -> None:
    path = media_root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


@pytest.mark.parametrize(
    ("name", "content_type"),
    [
        ("images/a.avif", "image/avif"),
        ("images/a.jpg", "image/jpeg"),
        ("images/a.PNG", "image/png"),
        ("images/a.webp", "image/webp"),
    ],
)
def test_picture_is_shown_and_kept(media_root: Path, name: str, content_type: str) -> None:
    upload(media_root, name)
    response = get(name)
    assert response["Content-Type"] == content_type
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "immutable" in response["Cache-Control"]
    assert not response["Content-Disposition"].startswith("attachment")
    response.close()


@pytest.mark.parametrize("name", ["a.html", "images/a.svg", "a.js", "a"])
def test_whatever_could_run_is_a_download_in_a_sandbox(media_root: Path, name: str) -> None:
    upload(media_root, name, b"<script>alert(1)</script>")
    response = get(name)
    assert response["Content-Type"] == "application/octet-stream"
    assert response["Content-Disposition"] == "attachment"
    assert "sandbox" in response["Content-Security-Policy"]
    response.close()


@pytest.mark.parametrize(
    "name",
    [
        "images/missing.webp",
        "images/",
        "images",
        ".",
        "../outside.webp",
        "images/../../outside.webp",
        "documents/private.pdf",
        "images/../documents/private.pdf",
        "/documents/private.pdf",
        "a" * 300,
        "images/" + "a" * 300,
        "images/" + "a/" * 3000,
        "images/a\0.webp",
        "images/a.webp\0",
    ],
)
def test_nothing_else_is_found(media_root: Path, name: str) -> None:
    upload(media_root, "images/a.webp")
    upload(media_root, "documents/private.pdf")
    upload(media_root, "../outside.webp")
    with pytest.raises(Http404):
        get(name)


def test_uploads_are_read_only(media_root: Path) -> None:
    upload(media_root, "images/a.webp")
    response = serve_media(RequestFactory().post("/"), "images/a.webp")
    assert response.status_code == 405


def test_uploads_have_no_address_unless_asked_for(client: Client, media_root: Path) -> None:
    upload(media_root, "images/a.webp")
    assert client.get("/media/images/a.webp").status_code == 404
