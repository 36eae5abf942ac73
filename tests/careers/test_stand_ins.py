"""What pages show of images that are not cut yet, or only in part."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from bs4 import Tag
from django.core.files.base import ContentFile
from django.test import Client
from PIL import Image
from wagtail.images.models import AbstractImage

from careers.core.image_presets import (
    IMAGE_PRESETS,
    STAND_IN,
    TRANSPARENT_STAND_IN,
)
from tests.careers import block_data
from tests.careers.sharing import edit
from tests.factories import ImageFactory, Tree
from tests.soup import get_soup, select


def show_hero(client: Client, tree: Tree, image: AbstractImage) -> Tag:
    edit(tree.team, hero_image=image)
    return select(get_soup(client, tree.team.url), ".hero picture")


def stored(drawing: Image.Image, image_format: str, **options: Any) -> AbstractImage:
    file = BytesIO()
    drawing.save(file, image_format, **options)
    return ImageFactory(file=ContentFile(file.getvalue(), f"drawing.{image_format.lower()}"))


def test_whole_image_stands_in_for_each_crop_in_its_measures(client: Client, tree: Tree) -> None:
    image = ImageFactory(file__width=3000, file__height=2000)
    address = image.renditions.get().url
    tags = show_hero(client, tree, image).find_all(True)
    assert [tag.name for tag in tags] == ["source", "source", "img"]
    assert [str(tag["srcset"]) for tag in tags] == [f"{address} 1600w"] * 3
    assert [(tag["width"], tag["height"]) for tag in tags] == [
        ("960", "960"),
        ("1600", "900"),
        ("2400", "1050"),
    ]
    assert tags[0]["type"] == "image/jpeg"
    assert tags[-1]["src"] == address
    assert tags[-1]["fetchpriority"] == "high"


def test_small_image_stands_in_in_the_measures_that_its_crop_will_have(
    client: Client, tree: Tree
) -> None:
    image = ImageFactory(file__width=300, file__height=200)
    block_data.set_body(tree.team, [block_data.latest([block_data.latest_item(image)])])
    shown = select(get_soup(client, tree.team.url), ".card img")
    assert (shown["width"], shown["height"]) == ("300", "200")
    image.get_renditions(*IMAGE_PRESETS["card"].filters)
    cut = select(get_soup(client, tree.team.url), ".card img")
    assert cut["src"] != shown["src"]
    assert (cut["width"], cut["height"]) == ("300", "200")


def test_sizes_and_formats_that_are_cut_go_before_the_whole_image(
    client: Client, tree: Tree
) -> None:
    image = ImageFactory(file__width=3000, file__height=2000)
    image.get_renditions("format-jpeg|fill-480x480", "format-webp|fill-480x480")
    tags = show_hero(client, tree, image).find_all(True)
    assert [tag["type"] for tag in tags[:3]] == ["image/webp", "image/jpeg", "image/jpeg"]
    assert "fill-480x480" in str(tags[0]["srcset"])
    assert str(tags[0]["srcset"]).endswith(" 480w")
    assert (tags[0]["width"], tags[0]["height"]) == ("960", "960")
    assert STAND_IN.spec.replace("|", ".") in str(tags[2]["srcset"])


def test_image_of_which_there_is_nothing_is_left_out(client: Client, tree: Tree) -> None:
    image = ImageFactory()
    image.renditions.all().delete()
    edit(tree.team, hero_image=image)
    assert not get_soup(client, tree.team.url).select(".hero picture, .hero img")


@pytest.mark.parametrize(
    ("mode", "image_format", "expected"),
    [
        ("RGB", "JPEG", STAND_IN),
        ("RGB", "PNG", STAND_IN),
        ("RGBA", "PNG", TRANSPARENT_STAND_IN),
        ("P", "GIF", STAND_IN),
        ("RGBA", "WEBP", TRANSPARENT_STAND_IN),
    ],
)
@pytest.mark.django_db
def test_what_may_be_transparent_is_so_in_one_size_too(
    mode: str, image_format: str, expected: Any
) -> None:
    colour = (0, 0, 0, 0) if mode == "RGBA" else 0
    image = stored(Image.new(mode, (9, 9), colour), image_format)
    rendition = image.renditions.get()
    assert rendition.filter_spec == expected.spec
    with rendition.open_file() as file, Image.open(file) as shown:
        assert shown.has_transparency_data == (mode == "RGBA")


@pytest.mark.django_db
def test_stand_in_is_not_larger_than_needed() -> None:
    rendition = ImageFactory(file__width=4000, file__height=1000).renditions.get()
    assert (rendition.width, rendition.height) == (1600, 400)
