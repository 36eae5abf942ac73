"""The command `prepare_images`, for images that were stored before."""

from __future__ import annotations

from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage
from django.core.management import CommandError, call_command
from wagtail.images import get_image_model
from wagtail.images.models import AbstractImage
from wagtail.users.models import UserProfile

from careers.models import ImageFailure
from tests.careers.image_library.pictures import SECRET, decode, photo
from tests.factories import ImageFactory

pytestmark = pytest.mark.django_db

SPEC = "max-50x50|format-jpeg"


def stored_before(orientation: int = 6, size: tuple[int, int] = (60, 40), **values: Any) -> Any:
    """An image whose file was stored as a camera made it, with a rendition of that."""
    image = ImageFactory(file__filename="holiday.jpg", **values)
    content = photo(orientation, size)
    Path(image.file.path).write_bytes(content)
    type(image).objects.filter(pk=image.pk).update(width=size[0], height=size[1], file_hash="old")
    image = get_image_model().objects.get(pk=image.pk)
    assert SECRET in bytes_of(image.get_rendition(SPEC))
    return image


def bytes_of(stored: Any) -> bytes:
    return Path(stored.file.path).read_bytes()


def run() -> list[str]:
    out = StringIO()
    call_command("prepare_images", stdout=out, stderr=StringIO())
    return out.getvalue().splitlines()


def test_photo_and_what_is_cut_of_it_lose_what_the_camera_says(media_root: Path) -> None:
    image = stored_before(title="Holiday")
    lines = run()
    assert lines[0].startswith(f"Image {image.pk} (Holiday, original_images/holiday")
    assert lines[-1] == "1 prepared, 0 unchanged, 0 failed."
    image = get_image_model().objects.get(pk=image.pk)
    assert (image.width, image.height) == decode(bytes_of(image)).size == (40, 60)
    assert image.file_hash != "old"
    assert image.file_size == len(bytes_of(image))
    image.get_rendition(SPEC)
    files = [path for path in media_root.rglob("*") if path.is_file()]
    assert len(files) == 3  # the image, its rendition, and what stands in for others
    assert not [path for path in files if SECRET in path.read_bytes()]


def test_second_run_changes_nothing() -> None:
    stored_before()
    stored_before(orientation=1)
    ImageFactory()
    assert run()[-1] == "2 prepared, 1 unchanged, 0 failed."
    names = set(get_image_model().objects.values_list("file", flat=True))
    assert run() == ["0 prepared, 3 unchanged, 0 failed."]
    assert set(get_image_model().objects.values_list("file", flat=True)) == names


def test_rendition_that_was_made_meanwhile_goes_with_the_next_run() -> None:
    image = stored_before()
    old = bytes_of(image.get_rendition(SPEC))
    run()
    image = get_image_model().objects.get(pk=image.pk)
    Path(image.get_rendition(SPEC).file.path).write_bytes(old)
    assert run()[-1] == "1 prepared, 0 unchanged, 0 failed."
    assert not image.renditions.filter(filter_spec=SPEC).exists()


def test_focal_point_stays_where_it_is_in_the_photo() -> None:
    point = {"focal_point_x": 20, "focal_point_y": 3000}
    point |= {"focal_point_width": 10, "focal_point_height": 600}
    image = stored_before(orientation=6, size=(6000, 40), **point)
    run()
    image.refresh_from_db()
    assert image.height < 6000
    assert image.focal_point_y == round(3000 * image.height / 6000)
    assert image.focal_point_height == round(600 * image.height / 6000)


def test_broken_and_missing_files_are_named_and_the_rest_goes_on() -> None:
    broken, missing = ImageFactory(title="Broken"), ImageFactory(title="Missing")
    Path(broken.file.path).write_bytes(b"no picture")
    Path(missing.file.path).unlink()
    ImageFactory(
        file=ContentFile(b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>', "a.svg")
    )
    photo_stored_before = stored_before()
    errors = StringIO()
    with pytest.raises(CommandError, match="2 images could not be prepared"):
        call_command("prepare_images", stdout=StringIO(), stderr=errors)
    named = errors.getvalue().splitlines()
    assert [line.split(" (")[1].split(",")[0] for line in named] == ["Broken", "Missing"]
    assert "the file is broken" in named[0]
    assert "No such file" in named[1]
    photo_stored_before.refresh_from_db()
    assert SECRET not in bytes_of(photo_stored_before)


def test_nothing_is_lost_where_the_new_file_can_not_be_stored(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    image = stored_before()
    before = image.file.name

    def fail(*args: Any, **kwargs: Any) -> Any:
        raise OSError("No space left on device")

    monkeypatch.setattr(FileSystemStorage, "_save", fail)
    with pytest.raises(CommandError):
        run()
    image.refresh_from_db()
    assert image.file.name == before
    assert bytes_of(image)


def test_file_that_two_images_share_stays_for_the_other() -> None:
    image = stored_before()
    other: AbstractImage = get_image_model().objects.get(pk=image.pk)
    other.pk, other._state.adding = None, True
    get_image_model().objects.bulk_create([other])
    assert run()[-1] == "2 prepared, 0 unchanged, 0 failed."
    for stored in get_image_model().objects.all():
        assert SECRET not in bytes_of(stored)


def test_failure_is_forgotten_with_its_file() -> None:
    image = stored_before()
    ImageFailure.objects.create(
        image=image, file=image.file.name, reason="Broken", failed_at=image.created_at
    )
    run()
    assert not ImageFailure.objects.exists()


def test_photo_that_is_called_a_drawing_becomes_the_photo_that_it_is() -> None:
    image = ImageFactory(file__filename="photo.jpg")
    name = image.file.storage.save("original_images/photo.svg", ContentFile(photo()))
    type(image).objects.filter(pk=image.pk).update(file=name)
    assert run()[-1] == "1 prepared, 0 unchanged, 0 failed."
    image = get_image_model().objects.get(pk=image.pk)
    assert image.file.name.endswith(".jpg")
    assert SECRET not in bytes_of(image)


def test_profile_picture_loses_what_the_camera_says(media_root: Path) -> None:
    profile = UserProfile.get_for_user(User.objects.create_user("anna"))
    name = profile.avatar.storage.save("avatar_images/photo.jpg", ContentFile(photo()))
    UserProfile.objects.update(avatar=name)
    assert run() == [
        "Profile picture of anna (avatar_images/photo.jpg): prepared",
        "1 prepared, 0 unchanged, 0 failed.",
    ]
    [stored] = [path for path in media_root.rglob("*") if path.is_file()]
    profile.refresh_from_db()
    assert str(stored) == profile.avatar.path
    assert SECRET not in stored.read_bytes()
    assert run() == ["0 prepared, 1 unchanged, 0 failed."]


def test_renditions_of_every_format_stay_with_the_next_run() -> None:
    image = ImageFactory()
    specs = [f"max-9x9|format-{name}" for name in ("avif", "gif", "jpeg", "png", "webp", "ico")]
    image.get_renditions("original", *specs)
    number = image.renditions.count()
    assert run() == ["0 prepared, 1 unchanged, 0 failed."]
    assert image.renditions.count() == number


@pytest.mark.parametrize("image_format", ["GIF", "JPEG", "PNG", "WEBP"])
def test_rendition_with_more_than_pixels_goes(image_format: str) -> None:
    image = ImageFactory()
    rendition = image.get_rendition(f"max-9x9|format-{image_format.lower()}")
    path = Path(rendition.file.path)
    path.write_bytes(path.read_bytes() + SECRET)
    assert run()[-1] == "1 prepared, 0 unchanged, 0 failed."
    assert not image.renditions.filter(pk=rendition.pk).exists()
