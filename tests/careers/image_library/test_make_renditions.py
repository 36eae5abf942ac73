"""The command `make_renditions`, alone and beside others."""

from __future__ import annotations

import os
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from wagtail.images import get_image_model

from careers.core.image_presets import STAND_IN, filters_of
from careers.models import ImageFailure
from tests.cms.servers import ROOT, database_url
from tests.factories import ImageFactory, PersonFactory

PORTRAIT = len(filters_of("portrait"))


def run(*options: str) -> list[str]:
    output = StringIO()
    call_command("make_renditions", *options, stdout=output)
    return output.getvalue().splitlines()


def spoil(path: str) -> None:
    Path(path).write_bytes(b"\x89PNG\r\n\x1a\n" + b"\0" * 30)


@pytest.mark.django_db
def test_command_says_how_far_it_is_and_then_has_nothing_to_do() -> None:
    for _number in range(12):
        PersonFactory()
    assert run() == [
        *("Pictures in JPEG and WebP: 10 of 12", "Pictures in JPEG and WebP: 12 of 12"),
        *("Pictures in AVIF: 10 of 12", "Pictures in AVIF: 12 of 12"),
    ]
    assert run() == []


@pytest.mark.django_db
def test_image_that_nothing_shows_is_not_cut() -> None:
    image = ImageFactory()
    assert run() == []
    assert image.renditions.get().filter_spec == STAND_IN.spec


@pytest.mark.django_db
def test_stand_in_that_is_missing_is_made() -> None:
    image = PersonFactory().photo
    image.renditions.all().delete()
    run()
    assert image.renditions.filter(filter_spec=STAND_IN.spec).exists()


@pytest.mark.django_db
def test_failure_is_told_once_and_tried_again_only_when_asked() -> None:
    good, bad = PersonFactory().photo, PersonFactory().photo
    spoil(bad.file.path)
    with pytest.raises(CommandError, match="1 could not be cut"):
        run()
    assert good.renditions.count() == PORTRAIT + 1
    assert run() == []
    assert ImageFailure.objects.get().image == bad
    with pytest.raises(CommandError, match="1 could not be cut"):
        run("--retry")


@pytest.mark.slow
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_two_commands_and_a_worker_cut_no_image_twice(media_root: Path) -> None:
    images = [ImageFactory(file__width=800, file__height=800) for _number in range(6)]
    for image in images:
        PersonFactory(photo=image)
    environment = os.environ | {"DATABASE_URL": database_url(), "MEDIA_ROOT": str(media_root)}
    worker = ("db_worker", "--backend", "background", "--batch", "-v", "0")
    processes = [
        subprocess.Popen(
            [sys.executable, "manage.py", *command], cwd=ROOT, env=environment, stdout=-3
        )
        for command in (("make_renditions",), ("make_renditions",), worker)
    ]
    assert [process.wait(timeout=120) for process in processes] == [0, 0, 0]
    run()
    rows = get_image_model().get_rendition_model().objects.count()
    assert rows == len(images) * (PORTRAIT + 1)
    files = [path for path in (media_root / "images").rglob("*") if path.is_file()]
    assert len(files) == rows  # what is cut twice leaves a file without a row
