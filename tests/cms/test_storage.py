"""Uploads whose names no file system takes, through every form that takes an upload."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any

import pytest
from django.core.files.storage import default_storage, storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from wagtail.documents.models import Document
from wagtail.models import UploadedFile

from cms.storage import MAX_NAME_BYTES, TOKEN, UploadStorage, short_name, unguessable_name
from tests.careers.roles import SUPERUSER, sign_in
from tests.factories import ImageFactory

NAMES = ["a" * 400, "ä" * 200, "ä" * 300, "漢" * 120, "漢" * 300, "𠀀" * 100]


def image() -> bytes:
    content = BytesIO()
    Image.new("RGB", (8, 8)).save(content, "PNG")
    return content.getvalue()


class LongNamed(SimpleUploadedFile):
    """An upload with the name that a browser sends; Django cuts it when it reads the request."""

    def _set_name(self, name: str) -> None:
        self._name = name

    name = property(lambda self: self._name, _set_name)


def upload(name: str, extension: str) -> LongNamed:
    content = image() if extension == ".png" else b"%PDF-1.4"
    return LongNamed(f"{name}{extension}", content)


def post_to_many(app: str, name: str, extension: str) -> Any:
    return sign_in(SUPERUSER).post(
        reverse(f"wagtail{app}:add_multiple"),
        {"files[]": upload(name, extension), "title": name},
        headers={"X-Requested-With": "XMLHttpRequest"},
    )


all_names = pytest.mark.parametrize("name", NAMES, ids=lambda name: f"{len(name.encode())} bytes")
images_and_documents = pytest.mark.parametrize(
    ("app", "extension"), [("images", ".png"), ("docs", ".pdf")]
)


@pytest.mark.django_db
@all_names
@images_and_documents
def test_form_keeps_an_upload_with_a_long_name(app: str, extension: str, name: str) -> None:
    data = {"title": "A title", "file": upload(name, extension), "collection": "1", "tags": ""}
    assert sign_in(SUPERUSER).post(reverse(f"wagtail{app}:add"), data).status_code == 302


@pytest.mark.django_db
@all_names
@images_and_documents
def test_form_for_many_keeps_an_upload_with_a_long_name(
    app: str, extension: str, name: str
) -> None:
    assert post_to_many(app, name, extension).json()["success"] is True


@pytest.mark.django_db
def test_upload_that_waits_for_a_shorter_title_is_kept_too() -> None:
    post_to_many("docs", "漢" * 300, ".pdf")
    assert not Document.objects.exists()
    with UploadedFile.objects.get().file.open() as waiting:
        assert waiting.read() == b"%PDF-1.4"


def test_short_names_stay() -> None:
    assert isinstance(storages["default"], UploadStorage)
    assert default_storage.get_available_name("documents/ä.pdf") == "documents/ä.pdf"


@given(
    stem=st.text().filter(lambda text: "/" not in text),
    extension=st.sampled_from([".pdf", ".jpeg", "." + "x" * 300, ""]),
)
def test_short_name_fits_and_keeps_its_extension(stem: str, extension: str) -> None:
    name = (stem * 100)[:400] + extension
    short = short_name(name)
    assert len(short.encode()) <= MAX_NAME_BYTES
    if 0 < len(extension) < 10:
        assert short.endswith(extension)


# Names of pictures


@pytest.mark.django_db
def test_name_of_a_picture_tells_no_other_one() -> None:
    picture = ImageFactory(file__filename="Halmere roof.jpg")
    cut = [picture.get_rendition(spec) for spec in ("width-40", "max-165x165")]
    names = [picture.file.name, *(rendition.file.name for rendition in cut)]
    assert [TOKEN.sub("", name) for name in names] == [
        "original_images/Halmere_roof.jpg",
        "images/Halmere_roof.width-40.jpg",
        "images/Halmere_roof.max-165x165.jpg",
    ]
    tokens = [token for name in names for token in TOKEN.findall(name)]
    assert len(set(tokens)) == 3


@pytest.mark.django_db
def test_long_name_of_a_picture_is_cut_and_its_token_is_not() -> None:
    picture = ImageFactory(file__filename="roof" * 60 + ".jpg")
    rendition = picture.get_rendition("fill-40x40")
    for name in (picture.file.name, rendition.file.name):
        assert len(name) <= 100
        assert len(TOKEN.findall(name)) == 1
        assert re.search(r"--[0-9a-f]{16}\.jpg$", name)


@given(stem=st.text(alphabet="ab-.0", max_size=300), length=st.integers(30, 247))
def test_unguessable_name_fits_and_forgets_the_token_before(stem: str, length: int) -> None:
    first = unguessable_name(f"{stem}.jpg", length)
    second = unguessable_name(first, length)
    token = first[-len("0123456789abcdef.jpg") : -len(".jpg")]
    assert max(len(first), len(second)) <= length
    assert token not in second
