from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib.auth.models import AnonymousUser, User
from django.core.files.base import ContentFile
from django.db.models import FileField
from django.http import Http404, HttpResponseBase
from django.test import Client, RequestFactory

from cms.media import serve_media
from tests.careers import block_data
from tests.cut_images import get_soup_once_cut
from tests.factories import ImageFactory, Tree

pytestmark = pytest.mark.django_db  # the end of an answer looks after the connection


def get(name: str, user: User | AnonymousUser | None = None) -> HttpResponseBase:
    request = RequestFactory().get("/")
    request.user = user or AnonymousUser()
    return serve_media(request, name)


@pytest.fixture
def editor() -> User:
    return User.objects.create_superuser("editor")


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


@pytest.mark.parametrize(
    ("name", "content_type"),
    [
        ("images/a.html", "application/octet-stream"),
        ("images/a.svg", "image/svg+xml"),  # without which no page could show it
        ("images/a.js", "application/octet-stream"),
        ("images/a", "application/octet-stream"),
    ],
)
def test_whatever_could_run_is_a_download_in_a_sandbox(
    media_root: Path, name: str, content_type: str
) -> None:
    upload(media_root, name, b"<script>alert(1)</script>")
    response = get(name)
    assert response["Content-Type"] == content_type
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
        "a.webp",
        "imagesother/a.webp",
        "other/images/a.webp",
        "Images/a.webp",
    ],
)
@pytest.mark.parametrize("is_editor", [False, True])
def test_nothing_else_is_found(
    media_root: Path, editor: User, name: str, *, is_editor: bool
) -> None:
    for folder in ("", "imagesother/", "other/images/", "Images/"):
        upload(media_root, f"{folder}a.webp")
    upload(media_root, "images/a.webp")
    upload(media_root, "documents/private.pdf")
    upload(media_root, "../outside.webp")
    with pytest.raises(Http404):
        get(name, editor if is_editor else None)


@pytest.mark.parametrize("folder", ["original_images", "avatar_images"])
def test_originals_and_faces_of_users_are_for_those_who_may_use_the_admin(
    media_root: Path, editor: User, folder: str
) -> None:
    upload(media_root, f"{folder}/photo.jpg")
    reader = User.objects.create_user("reader")
    for user in (None, reader):
        with pytest.raises(Http404):
            get(f"{folder}/photo.jpg", user)
    response = get(f"{folder}/photo.jpg", editor)
    assert response.status_code == 200
    assert response["Cache-Control"] == "private"
    response.close()


#: Whom the site shows what is in a folder of MEDIA_ROOT; "" for nobody, by this way.
READERS = {
    "images": "everybody",
    "original_images": "editors",
    "avatar_images": "editors",
    "documents": "",  # Wagtail's view asks who may read them
    "wagtail_uploads": "",
}


def folders_of_models() -> Iterator[str]:
    """The folder in which each field for files stores an upload."""
    for model in apps.get_models():
        for field in model._meta.get_fields():
            if isinstance(field, FileField):
                yield field.generate_filename(model(), "a.webp").partition("/")[0]


def test_every_folder_that_a_field_stores_files_in_is_accounted_for() -> None:
    assert set(folders_of_models()) == set(READERS)


@pytest.mark.parametrize(("folder", "readers"), READERS.items())
def test_every_folder_is_shown_to_its_readers_alone(
    media_root: Path, editor: User, folder: str, readers: str
) -> None:
    upload(media_root, f"{folder}/a.webp")
    for user, may_read in ((None, readers == "everybody"), (editor, bool(readers))):
        if may_read:
            get(f"{folder}/a.webp", user).close()
        else:
            with pytest.raises(Http404):
                get(f"{folder}/a.webp", user)


def test_what_pages_show_is_in_a_public_folder(client: Client, tree: Tree) -> None:
    """No page of ours names an original."""
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 60"></svg>'
    drawing = ImageFactory(file=ContentFile(svg, "drawing.svg"))
    photo = ImageFactory()
    tree.team.hero_image = tree.team.social_image = photo
    body = [block_data.image(photo), block_data.image(drawing), block_data.gallery([drawing])]
    block_data.set_body(tree.team, body)
    soup = get_soup_once_cut(client, tree.team.url)
    names = set(re.findall(r"/media/([^\s\"']+)", str(soup)))
    assert {name.rpartition(".")[2] for name in names} == {"avif", "jpg", "svg", "webp"}
    for name in names:
        get(name).close()
    for image in (photo, drawing):
        with pytest.raises(Http404):
            get(image.file.name)


def test_uploads_are_read_only(media_root: Path) -> None:
    upload(media_root, "images/a.webp")
    response = serve_media(RequestFactory().post("/"), "images/a.webp")
    assert response.status_code == 405


def test_uploads_have_no_address_unless_asked_for(client: Client, media_root: Path) -> None:
    upload(media_root, "images/a.webp")
    assert client.get("/media/images/a.webp").status_code == 404
