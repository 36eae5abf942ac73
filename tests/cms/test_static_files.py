"""Static files as browsers get them."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from pathlib import Path

import brotli
import pytest
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import call_command
from django.http.response import HttpResponseBase, StreamingHttpResponse
from django.test import Client
from pytest_django import Settings

pytestmark = pytest.mark.django_db  # an answer that is closed looks after the connection
SHEET = b".careers { color: #123456; background: #654321 }\n" * 50


@pytest.fixture
def sheet_url(settings: Settings, tmp_path: Path) -> str:
    """The address of a static file that is gathered as `make run` does."""
    source = tmp_path / "source"
    source.mkdir()
    (source / "sheet.css").write_bytes(SHEET)
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STATICFILES_DIRS = [source]
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    backend = "whitenoise.storage.CompressedManifestStaticFilesStorage"
    settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": backend}}
    call_command("collectstatic", interactive=False, verbosity=0)
    return str(staticfiles_storage.url("sheet.css"))


def body_of(response: HttpResponseBase) -> bytes:
    assert isinstance(response, StreamingHttpResponse)
    return b"".join(response)


@pytest.mark.parametrize(
    ("accepted", "encoding", "decode"),
    [
        ("gzip, deflate, br, zstd", "br", brotli.decompress),
        ("gzip, deflate", "gzip", gzip.decompress),
        ("", None, bytes),
    ],
)
def test_static_file_comes_in_the_smallest_encoding_that_is_accepted(
    client: Client,
    sheet_url: str,
    accepted: str,
    encoding: str | None,
    decode: Callable[[bytes], bytes],
) -> None:
    response = client.get(sheet_url, headers={"accept-encoding": accepted})
    body = body_of(response)
    response.close()
    assert response.headers.get("Content-Encoding") == encoding
    assert response.headers["Content-Length"] == str(len(body))
    assert decode(body) == SHEET
    assert (len(body) < len(SHEET) / 5) == bool(encoding)


def test_static_file_is_kept_for_ever_and_carries_no_policy_for_pages(
    client: Client, sheet_url: str
) -> None:
    response = client.get(sheet_url)
    response.close()
    headers = response.headers
    assert "immutable" in headers["Cache-Control"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert not {"Content-Security-Policy", "Permissions-Policy"} & {*headers}


def test_script_may_be_loaded_by_a_page_of_another_origin(client: Client, sheet_url: str) -> None:
    """As modules are: a front end's, or a page's that shows positions."""
    response = client.get(sheet_url)
    response.close()
    assert response.headers["Access-Control-Allow-Origin"] == "*"
