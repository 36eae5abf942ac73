"""Views of Wagtail's admin that cut a picture, for one that can't be cut."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from wagtail.images import get_image_model
from wagtail.images.models import Filter

from careers.roles import MARKETING, RECRUITERS, create_roles
from tests.careers.image_library.pictures import photo
from tests.careers.roles import sign_in
from tests.factories import ImageFactory, Tree

pytestmark = pytest.mark.django_db

MISHAPS = ("garbage", "missing", "truncated")


def spoilt_image(mishap: str) -> Any:
    """An image whose file has been changed past the site."""
    image = ImageFactory(title="Harbour at noon", description="A harbour")
    path = Path(image.file.path)
    if mishap == "missing":
        path.unlink()
    elif mishap == "garbage":
        path.write_bytes(b"no picture")
    else:
        path.write_bytes(path.read_bytes()[:200])
    return image


def address(image: Any, spec: str) -> str:
    return reverse("wagtailimages:preview", args=[image.pk, spec])


def test_preview_shows_an_image(admin_client: Client) -> None:
    response = admin_client.get(address(ImageFactory(), "fill-30x20"))
    assert response.status_code == 200
    assert response["Content-Type"] == "image/jpeg"
    assert b"".join(response.streaming_content).startswith(b"\xff\xd8")  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("mishap", "status"), [("garbage", 400), ("missing", 404), ("truncated", 400)]
)
def test_preview_of_an_image_that_can_not_be_cut_is_refused_and_logged(
    admin_client: Client, caplog: pytest.LogCaptureFixture, mishap: str, status: int
) -> None:
    image = spoilt_image(mishap)
    response = admin_client.get(address(image, "width-100"))
    assert response.status_code == status
    assert response["Content-Type"].startswith("text/plain")
    assert f"No preview of image {image.pk} as “width-100”" in caplog.text


@pytest.mark.parametrize("spec", ["fill-0x0", "fill-0x5", "width-x", "width", "fill-9", "nonsense"])
def test_preview_in_a_size_that_can_not_be_is_refused(admin_client: Client, spec: str) -> None:
    assert admin_client.get(address(ImageFactory(), spec)).status_code == 400


def test_preview_is_for_those_who_may_change_the_image(tree: Tree) -> None:
    create_roles()
    assert sign_in(MARKETING).get(address(ImageFactory(), "width-10")).status_code == 200
    assert sign_in(RECRUITERS).get(address(ImageFactory(), "width-10")).status_code == 302
    assert Client().get(address(ImageFactory(), "width-10")).status_code == 302


@pytest.mark.parametrize("mishap", MISHAPS)
def test_image_that_can_not_be_cut_can_be_chosen(admin_client: Client, mishap: str) -> None:
    image = spoilt_image(mishap)
    url = reverse("wagtailimages_chooser:chosen", args=[image.pk])
    assert_chosen(admin_client.get(url).json()["result"], image)


@pytest.mark.parametrize("mishap", MISHAPS)
def test_image_that_can_not_be_cut_can_be_chosen_among_others(
    admin_client: Client, mishap: str
) -> None:
    images = [spoilt_image(mishap), ImageFactory()]
    url = reverse("wagtailimages_chooser:chosen_multiple")
    response = admin_client.get(url, {"id": [image.pk for image in images]})
    by_id = {int(item["id"]): item for item in response.json()["result"]}
    assert_chosen(by_id[images[0].pk], images[0])
    assert by_id[images[1].pk]["preview"]["width"] > 0


@pytest.mark.parametrize("mishap", MISHAPS)
def test_image_that_can_not_be_cut_can_be_put_into_a_text(
    admin_client: Client, mishap: str
) -> None:
    image = spoilt_image(mishap)
    url = reverse("wagtailimages_chooser:select_format", args=[image.pk])
    assert admin_client.get(url).status_code == 200
    names = {"format": "left", "alt_text": "A quay"}
    data = {f"image-chooser-insertion-{name}": value for name, value in names.items()}
    result = admin_client.post(url, data).json()["result"]
    assert_chosen(result, image)
    assert (result["format"], result["alt"]) == ("left", "A quay")
    assert "A quay" in result["html"]


def test_image_that_is_uploaded_while_none_can_be_cut_is_chosen(
    admin_client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: Any, **kwargs: Any) -> Any:
        raise OSError("No space left on device")

    monkeypatch.setattr(Filter, "run", fail)
    file = SimpleUploadedFile("photo.jpg", photo(), "image/jpeg")
    names = {"title": "Harbour", "file": file, "collection": 1}
    data = {f"image-chooser-upload-{name}": value for name, value in names.items()}
    response = admin_client.post(reverse("wagtailimages_chooser:create"), data)
    assert_chosen(response.json()["result"], get_image_model().objects.get())


def assert_chosen(result: dict[str, Any], image: Any) -> None:
    """As the form shows it when it is opened again: named, and with a link to mend it."""
    assert result["id"] == str(image.pk)
    assert result["title"] == image.title
    assert result["edit_url"] == reverse("wagtailimages:edit", args=[image.pk])
    assert result["default_alt_text"] == image.default_alt_text
    assert result["preview"]["width"] == 0
