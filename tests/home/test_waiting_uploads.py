"""Uploads whose form nobody fills in are cleared away after a day."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from wagtail.models import UploadedFile

pytestmark = pytest.mark.django_db
HOUR = 3600


def wait(media_root: Path, name: str, hours: float) -> UploadedFile:
    """An upload that has waited for so many hours."""
    upload = UploadedFile.objects.create(file=ContentFile(b"content", name))
    stored = time.time() - hours * HOUR
    os.utime(media_root / upload.file.name, (stored, stored))
    return upload


def test_upload_is_deleted_with_its_file_after_a_day(media_root: Path) -> None:
    old, new = wait(media_root, "old.jpg", 25), wait(media_root, "new.jpg", 23)
    call_command("clear_waiting_uploads", verbosity=0)
    assert list(UploadedFile.objects.all()) == [new]
    assert not (media_root / old.file.name).exists()
    assert (media_root / new.file.name).exists()


def test_upload_without_its_file_is_deleted_too(
    media_root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    upload = wait(media_root, "gone.jpg", 0)
    (media_root / upload.file.name).unlink()
    call_command("clear_waiting_uploads")
    assert not UploadedFile.objects.exists()
    assert capsys.readouterr().out == "Deleted 1 waiting uploads.\n"
