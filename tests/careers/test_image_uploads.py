"""Whatever picture is accepted can be shown, and tells nothing but what it shows."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import OperationalError
from django.test import Client
from django.urls import reverse
from PIL import ExifTags, Image, ImageCms
from wagtail.images import get_image_model
from wagtail.images.models import AbstractImage, Filter

from careers.core import image_files
from careers.core.image_files import MAX_EDGE
from careers.core.image_uploads import UNUSABLE
from careers.core.images import shared_rendition
from careers.core.renditions import renditions_of
from careers.models import PositionPage
from tests.factories import ImageFactory, Tree
from tests.soup import get_soup

MODES = ("1", "CMYK", "F", "HSV", "I", "I;16", "L", "LA", "LAB", "P", "PA", "RGB", "RGBA", "YCbCr")
FORMATS = {"AVIF": "avif", "GIF": "gif", "JPEG": "jpg", "PNG": "png", "WEBP": "webp"}
SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
LAB = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
PROFILES = {"none": b"", "sRGB": SRGB, "of other colours": LAB, "broken": b"no profile at all"}
SMALL = [Filter(f"fill-16x16|format-{name}") for name in ("avif", "webp", "jpeg")]
CAMERA = b"Camera of Ada"


def drawing(mode: str = "RGB", size: tuple[int, int] = (40, 30)) -> Image.Image:
    if mode in {"LAB", "PA", "HSV"}:
        return Image.new(mode, size)
    return Image.linear_gradient("L").resize(size).convert(mode)


def content_of(image: Image.Image, name: str = "JPEG", **options: Any) -> bytes:
    file = BytesIO()
    image.save(file, name, **options)
    return file.getvalue()


def photo(name: str = "JPEG", size: tuple[int, int] = (40, 30), orientation: int = 6) -> bytes:
    """A picture as a phone makes it: with place and camera, and lying on its side."""
    exif = Image.Exif()
    exif[ExifTags.Base.Make] = CAMERA.decode()
    exif[ExifTags.Base.Orientation] = orientation
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitude] = (52.0, 31.0, 12.0)
    return content_of(drawing(size=size), name, exif=exif.tobytes())


def stored(content: bytes, name: str = "photo.jpg", /, **values: Any) -> AbstractImage:
    return get_image_model().objects.create(
        title="Photo", file=ContentFile(content, name=name), **values
    )


def metadata_of(file: Any) -> set[str]:
    with file.storage.open(file.name) as opened:
        image = Image.open(opened)
        found = {name for name in ("exif", "xmp", "icc_profile") if image.info.get(name)}
        return found | ({"exif"} if image.getexif() else set())


def upload(client: Client, content: bytes, name: str = "photo.jpg") -> Any:
    file = SimpleUploadedFile(name, content)
    return client.post(reverse("wagtailimages:add"), {"title": "Photo", "file": file})


def legal_files() -> Iterator[tuple[str, str, bytes]]:
    """Every mode in every format that can hold it, with every kind of profile."""
    for mode in MODES:
        for name, suffix in FORMATS.items():
            for profile, icc in PROFILES.items():
                options = {"icc_profile": icc} if icc else {}
                try:
                    content = content_of(drawing(mode), name, **options)
                except (OSError, ValueError, KeyError, TypeError):
                    continue
                yield f"{mode} {name} {profile}", suffix, content


@pytest.mark.parametrize("name", ["JPEG", "PNG", "WEBP", "AVIF"])
@pytest.mark.parametrize("orientation", [1, 6])
def test_camera_data_is_gone_from_original_and_renditions(
    tree: Tree, name: str, orientation: int
) -> None:
    image = stored(photo(name, orientation=orientation), f"photo.{FORMATS[name]}")
    files = [image.file, *(item.file for item in (renditions_of(image, SMALL) or {}).values())]
    files.append(shared_rendition(image).file)
    assert len(files) == 5
    for file in files:
        assert metadata_of(file) == set(), file.name
        with file.storage.open(file.name) as opened:
            assert CAMERA not in opened.read()


@pytest.mark.parametrize(("orientation", "size"), [(1, (40, 30)), (6, (30, 40)), (3, (40, 30))])
def test_photo_stands_upright(tree: Tree, orientation: int, size: tuple[int, int]) -> None:
    image = stored(photo(orientation=orientation))
    image.refresh_from_db()
    assert (image.width, image.height) == size
    with image.file.open() as file:
        assert Image.open(file).size == size


def test_size_and_hash_are_those_of_the_stored_file(admin_client: Client, tree: Tree) -> None:
    assert upload(admin_client, photo()).status_code == 302
    image = get_image_model().objects.get()
    size, digest = image.file_size, image.file_hash
    image._set_image_file_metadata()
    image.file.close()
    assert (size, digest) == (image.file_size, image.file_hash)


@pytest.mark.parametrize("way", ["several at once", "in the chooser", "another file"])
def test_every_way_of_uploading_is_guarded(admin_client: Client, tree: Tree, way: str) -> None:
    file = SimpleUploadedFile("photo.jpg", photo())
    if way == "several at once":
        admin_client.post(reverse("wagtailimages:add_multiple"), {"files[]": file})
    elif way == "in the chooser":
        values: dict[str, Any] = {
            "image-chooser-upload-title": "Photo",
            "image-chooser-upload-file": file,
        }
        admin_client.post(reverse("wagtailimages_chooser:create"), values)
    else:
        values = {"title": "Photo", "file": file, "collection": "1"}
        admin_client.post(reverse("wagtailimages:edit", args=[ImageFactory().pk]), values)
    image = get_image_model().objects.latest("pk")
    assert image.height == 40
    assert metadata_of(image.file) == set()


def test_file_without_anything_to_mend_stays_as_it_is(tree: Tree) -> None:
    for name in ("JPEG", "PNG", "WEBP"):
        content = content_of(drawing(), name)
        with stored(content, f"drawing.{FORMATS[name]}").file.open() as file:
            assert file.read() == content


def test_every_mode_format_and_profile_can_be_shown(tree: Tree) -> None:
    names = []
    for name, suffix, content in legal_files():
        image = stored(content, f"drawing.{suffix}")
        assert renditions_of(image, SMALL), name
        names.append(name)
    assert len(names) > 100


@pytest.mark.parametrize(
    "content",
    [
        photo()[:300],
        b"",
        b"GIF89a" + b"\xff" * 40,
        content_of(drawing(), "PNG")[:60] + b"\0" * 40,
    ],
    ids=["truncated", "empty", "broken GIF", "broken PNG"],
)
def test_broken_file_is_refused_in_words(admin_client: Client, tree: Tree, content: bytes) -> None:
    response = upload(admin_client, content)
    assert response.status_code == 200
    assert response.context["form"].errors["file"]
    assert not get_image_model().objects.exists()


def test_code_can_not_store_what_the_form_refuses(
    tree: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(image_files, "MAX_PIXELS", 100)
    with pytest.raises(ValidationError, match="save it as JPEG or PNG"):
        stored(content_of(drawing()))
    assert not get_image_model().objects.exists()


def test_form_says_what_to_do_with_a_picture_that_can_not_be_shown(
    admin_client: Client, tree: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(image_files, "MAX_PIXELS", 100)
    response = upload(admin_client, content_of(drawing()))
    assert response.context["form"].errors["file"] == [str(UNUSABLE)]


def test_large_picture_is_made_smaller_with_its_focal_point(tree: Tree) -> None:
    content = content_of(drawing(size=(MAX_EDGE * 2, 80)))
    focal_point = dict.fromkeys(("focal_point_x", "focal_point_width"), 1000)
    focal_point |= dict.fromkeys(("focal_point_y", "focal_point_height"), 20)
    image = stored(content, **focal_point)
    image.refresh_from_db()
    assert (image.width, image.height) == (MAX_EDGE, 40)
    assert (image.focal_point_x, image.focal_point_y) == (500, 10)
    assert (image.focal_point_width, image.focal_point_height) == (500, 10)


def raises(error: Exception) -> Any:
    def fail(*args: Any, **kwargs: Any) -> None:
        raise error

    return fail


FAILURES = {
    "a full disk": (FileSystemStorage, "_save", OSError(errno.ENOSPC, "No space left on device")),
    "a locked database": (
        AbstractImage,
        "create_rendition",
        OperationalError("database is locked"),
    ),
    "an odd picture": (Filter, "run", ValueError("cannot convert")),
}


@pytest.mark.parametrize("failure", FAILURES)
def test_page_goes_without_a_picture_that_can_not_be_cut(
    client: Client,
    tree: Tree,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
    failure: str,
) -> None:
    tree.team.hero_image = tree.team.social_image = ImageFactory(title="Odd")
    tree.team.save()
    position: PositionPage = tree.add_position()
    owner, name, error = FAILURES[failure]
    monkeypatch.setattr(owner, name, raises(error))
    for page in (tree.team, position):
        soup = get_soup(client, page.url)
        assert not soup.select("main picture")
        assert not soup.select("meta[property='og:image']")
    (record,) = [record for record in caplog.records if record.name == "careers.core.renditions"]
    assert "“Odd”" in record.message  # one line, and no second try for a minute
    monkeypatch.undo()


def test_new_file_is_tried_at_once(
    tree: Tree, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    image = ImageFactory()
    with monkeypatch.context() as patch:
        patch.setattr(Filter, "run", raises(ValueError("odd")))
        assert renditions_of(image, SMALL) is None
    assert renditions_of(image, SMALL) is None
    image.file = ContentFile(content_of(drawing()), name="other.jpg")
    image.save()
    assert renditions_of(image, SMALL)


def test_command_prepares_what_was_uploaded_before(
    tree: Tree, capsys: pytest.CaptureFixture[str]
) -> None:
    clean, old, broken = ImageFactory(), ImageFactory(), ImageFactory()
    assert renditions_of(old, SMALL)
    for image, content in ((old, photo()), (broken, b"no picture")):
        with image.file.storage.open(image.file.name, "wb") as file:
            file.write(content)
    previous = old.file.name
    call_command("prepare_images")
    said = capsys.readouterr()
    assert said.out == "Changed 1 images. 1 could not be read.\n"
    assert f"Image {broken.pk}" in said.err
    old.refresh_from_db()
    assert metadata_of(old.file) == set()
    assert (old.width, old.height) == (30, 40)
    assert not old.renditions.exists()
    assert not old.file.storage.exists(previous)
    assert clean.file.storage.exists(clean.file.name)
    call_command("prepare_images")
    assert capsys.readouterr().out == "Changed 0 images. 1 could not be read.\n"
