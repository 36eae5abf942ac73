"""A disk for uploads that is really full: pages go on, nothing half-written stays."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image
from pytest_django import Settings
from wagtail.documents.models import Document
from wagtail.images import get_image_model
from wagtail.models import Collection

from tests.careers.roles import SUPERUSER
from tests.careers.roles import sign_in as sign_in_as
from tests.careers.sharing import edit
from tests.cut_images import cut_images
from tests.factories import ImageFactory, Tree
from tests.soup import get_soup, select

SIZE = 4 * 1024 * 1024

pytestmark = [pytest.mark.django_db, pytest.mark.every_database]


@pytest.fixture
def disk(settings: Settings, tmp_path: Path) -> Iterator[Path]:
    """A small disk of its own for uploads; only root may make one."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", str(folder)]
    mounted = subprocess.run(mount, capture_output=True, text=True, check=False)
    if mounted.returncode:
        pytest.skip(f"no disk can be mounted: {mounted.stderr.strip()}")
    settings.MEDIA_ROOT = folder
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def photo(edge: int = 300) -> bytes:
    """A picture of noise, which no format makes small."""
    content = BytesIO()
    Image.frombytes("RGB", (edge, edge), os.urandom(edge * edge * 3)).save(content, "JPEG")
    return content.getvalue()


def fill(disk: Path) -> Path:
    """Leave no more than a few pages of memory."""
    ballast = disk / "ballast"
    free = os.statvfs(disk)
    ballast.write_bytes(b"0" * (free.f_bavail * free.f_frsize - 8192))
    return ballast


def files_in(disk: Path) -> set[str]:
    return {path.name for path in disk.rglob("*") if path.is_file()}


def test_picture_stays_whole_until_there_is_room_to_cut_it(
    client: Client, tree: Tree, disk: Path, caplog: pytest.LogCaptureFixture
) -> None:
    edit(tree.team, hero_image=ImageFactory(file=ContentFile(photo(), "harbour.jpg")))
    ballast = fill(disk)
    before = files_in(disk)
    for _try in range(2):
        cut_images()
        assert select(get_soup(client, tree.team.url), ".hero picture").select("img[src*=max-1600]")
    assert "No space left on device" in caplog.text
    assert files_in(disk) == before
    ballast.unlink()
    cache.clear()  # as it is after ten seconds
    cut_images()
    assert select(get_soup(client, tree.team.url), ".hero picture").select("img[src*=fill-1440]")


@pytest.mark.parametrize(
    ("app", "model", "name", "content"),
    [
        ("images", get_image_model(), "roof.jpg", photo()),
        ("docs", Document, "plan.pdf", b"%PDF-1.4" + b"0" * 100_000),
    ],
    ids=["image", "document"],
)
def test_upload_that_finds_no_room_is_told(
    tree: Tree, disk: Path, app: str, model: Any, name: str, content: bytes
) -> None:
    admin = sign_in_as(SUPERUSER)
    admin.raise_request_exception = False
    ballast = fill(disk)

    def upload() -> int:
        answers: dict[str, Any] = {"title": "Roof", "file": SimpleUploadedFile(name, content)}
        answers["collection"] = str(Collection.get_first_root_node().pk)
        return admin.post(reverse(f"wagtail{app}:add"), answers).status_code

    assert upload() == 503
    assert not model.objects.exists()
    ballast.unlink()
    assert upload() == 302
    assert model.objects.get().file.size > 1000
