"""The mean colours of images, found while these are cut."""

from __future__ import annotations

from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.test import Client, RequestFactory
from PIL import Image
from PIL.JpegImagePlugin import JpegImageFile
from pytest_django import DjangoAssertNumQueries
from wagtail.images.models import AbstractImage

from careers.core.images import prefetch_renditions
from careers.core.representation.images import represent_image
from careers.models import ImageColour
from tests.cut_images import cut_images
from tests.factories import ImageFactory, PersonFactory, Tree

pytestmark = pytest.mark.django_db

RED, BLUE, CLEAR = (255, 0, 0, 255), (0, 0, 255, 255), (0, 255, 0, 0)
#: How far a channel may be from the colour that was drawn: JPEG and WebP keep none exactly.
TOLERANCE = 4


def drawn(left: Any, right: Any, image_format: str = "PNG") -> ContentFile:
    """A file with one colour on the left half and one on the right."""
    picture = Image.new("RGBA", (200, 100), left)
    picture.paste(right, (100, 0, 200, 100))
    if image_format == "JPEG" or left[3] == right[3] == 255:
        picture = picture.convert("RGB")
    file = BytesIO()
    picture.save(file, image_format)
    return ContentFile(file.getvalue(), f"halves.{image_format.lower()}")


def svg() -> ContentFile:
    return ContentFile(b'<svg xmlns="http://www.w3.org/2000/svg" width="4" height="3"/>', "a.svg")


def colour_of(image: AbstractImage) -> str | None:
    return ImageColour.objects.filter(image=image).values_list("colour", flat=True).first()


def is_like(colour: str | None, expected: tuple[int, ...]) -> bool:
    channels = bytes.fromhex((colour or "").removeprefix("#"))
    return len(channels) == 3 and all(
        abs(channel - other) <= TOLERANCE
        for channel, other in zip(channels, expected[:3], strict=True)
    )


@pytest.mark.parametrize(
    ("left", "right", "image_format", "expected"),
    [
        (RED, RED, "PNG", RED),
        (RED, BLUE, "PNG", (128, 0, 128)),
        (RED, BLUE, "JPEG", (128, 0, 128)),
        (RED, CLEAR, "PNG", RED),
        (RED, CLEAR, "WEBP", RED),
    ],
)
def test_colour_is_that_of_all_that_can_be_seen(
    left: Any, right: Any, image_format: str, expected: Any
) -> None:
    image = ImageFactory(file=drawn(left, right, image_format))
    assert is_like(colour_of(image), expected)


@pytest.mark.parametrize("file", [drawn(CLEAR, CLEAR), svg()], ids=["transparent", "drawing"])
def test_what_shows_no_pixel_of_its_own_has_no_colour(file: ContentFile) -> None:
    assert colour_of(ImageFactory(file=file)) is None


@pytest.mark.parametrize(
    ("file", "expected"),
    [(drawn(BLUE, BLUE), BLUE), (drawn(CLEAR, CLEAR), None), (svg(), None)],
    ids=["blue", "transparent", "drawing"],
)
def test_other_file_has_another_colour(file: ContentFile, expected: Any) -> None:
    image: Any = ImageFactory(file=drawn(RED, RED))
    assert is_like(colour_of(image), RED)
    image.renditions.all().delete()  # as Wagtail's form does
    image.file = file
    image.save()
    colour = colour_of(image)
    assert is_like(colour, expected) if expected else colour is None


def test_colour_goes_with_its_image() -> None:
    image = ImageFactory()
    assert colour_of(image)
    image.delete()
    assert not ImageColour.objects.exists()


def test_colour_is_found_when_all_is_cut_at_once() -> None:
    image = PersonFactory(photo=ImageFactory(file=drawn(RED, RED))).photo
    image.renditions.all().delete()
    ImageColour.objects.all().delete()
    cut_images()
    assert is_like(colour_of(image), RED)


def test_image_whose_colour_is_not_found_is_cut_all_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(*args: Any) -> None:
        raise OSError("truncated")

    monkeypatch.setattr(JpegImageFile, "draft", fail)
    image: Any = ImageFactory()
    assert image.renditions.exists()
    assert colour_of(image) is None


# The command


def run() -> list[str]:
    output = StringIO()
    call_command("make_renditions", stdout=output)
    return output.getvalue().splitlines()


def test_command_finds_the_colours_of_images_that_were_cut_before() -> None:
    images = [ImageFactory(file=drawn(RED, RED)) for _ in range(3)]
    ImageFactory(file=svg())
    ImageColour.objects.all().delete()
    assert run() == ["Colours of pictures: 3"]
    assert all(is_like(colour_of(image), RED) for image in images)
    assert run() == []


def test_command_passes_over_files_that_are_gone() -> None:
    gone: Any = ImageFactory(file=drawn(RED, RED))
    here = ImageFactory(file=drawn(RED, RED))
    ImageColour.objects.all().delete()
    Path(gone.renditions.get().file.path).unlink()
    assert run() == ["Colours of pictures: 1"]
    assert (colour_of(gone), is_like(colour_of(here), RED)) == (None, True)


# Reading


def test_colours_come_with_the_renditions_of_all_images(
    tree: Tree, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    images = [ImageFactory(file=drawn(colour, colour)) for colour in (RED, BLUE)]
    request = RequestFactory().get("/")
    represent_image(ImageFactory(), "card", None, request)
    with django_assert_num_queries(1):
        prefetch_renditions(images)
        forms = [represent_image(image, "card", None, request) for image in images]
    colours = [form and form["placeholder_colour"] for form in forms]
    assert is_like(colours[0], RED)
    assert is_like(colours[1], BLUE)


def test_no_request_finds_a_colour(client: Client, tree: Tree) -> None:
    tree.team.hero_image = ImageFactory()
    tree.team.save()
    ImageColour.objects.all().delete()
    assert client.get(tree.team.url).status_code == 200
    form = represent_image(tree.team.hero_image, "hero", None, RequestFactory().get("/"))
    assert form is not None
    assert form["placeholder_colour"] is None
    assert not ImageColour.objects.exists()
