"""The command `make_renditions`, alone and beside others."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from wagtail.images import get_image_model

from careers.core.image_presets import STAND_IN, filters_of
from careers.management.commands import make_renditions
from careers.models import ImageClaim, ImageFailure
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


@pytest.mark.django_db
def test_command_waits_for_an_image_that_another_process_has(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    free, taken = PersonFactory().photo, PersonFactory().photo
    claim = ImageClaim.objects.create(image=taken, claimed_at=timezone.now())
    at_the_pause = []

    def let_the_other_die(_seconds: float) -> None:
        at_the_pause.extend([free.renditions.count(), taken.renditions.count()])
        claim.delete()

    monkeypatch.setattr(make_renditions.time, "sleep", let_the_other_die)
    assert run() == [
        *("Pictures in JPEG and WebP: 1 of 2", "Pictures in AVIF: 1 of 2"),
        "Waiting for another process, which has 1",
        *("Pictures in JPEG and WebP: 1 of 1", "Pictures in AVIF: 1 of 1"),
    ]
    assert at_the_pause == [PORTRAIT + 1, 1]
    assert taken.renditions.count() == PORTRAIT + 1


@pytest.mark.django_db
def test_command_that_is_terminated_gives_up_its_claim(monkeypatch: pytest.MonkeyPatch) -> None:
    PersonFactory()
    before = signal.getsignal(signal.SIGTERM)
    monkeypatch.setattr(
        get_image_model(), "create_renditions", lambda *_: signal.raise_signal(signal.SIGTERM)
    )
    signal.signal(signal.SIGTERM, signal.SIG_IGN)  # without the command's own, the test goes on
    try:
        with pytest.raises(SystemExit) as end:
            run()
    finally:
        signal.signal(signal.SIGTERM, before)
    assert end.value.code == 128 + signal.SIGTERM
    assert not ImageClaim.objects.exists()


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
