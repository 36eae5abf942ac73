"""Images as JSON: the same files, sizes and texts as in the page's `picture` element."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import Tag
from django.core.files.base import ContentFile
from django.http import HttpRequest
from django.test import Client, RequestFactory
from pydantic import TypeAdapter
from wagtail.images.models import AbstractImage

from careers.core.image_presets import IMAGE_PRESETS
from careers.core.images import PlaceholderImage
from careers.core.representation.images import ImageJSON, represent_image
from careers.core.representation.links import change_addresses
from careers.image_library.tasks import is_avif, is_quick
from tests.careers import block_data
from tests.cut_images import get_soup_once_cut
from tests.factories import ImageFactory, Tree
from tests.soup import select

BASE = "http://localhost"


@pytest.fixture
def request_to_site(tree: Tree) -> HttpRequest:
    return RequestFactory().get("/")


def represented(image: Any, preset: str, alt: str | None, request: HttpRequest) -> ImageJSON:
    """The JSON of an image that is shown, after a look at its schema."""
    form = represent_image(image, preset, alt, request)
    assert form is not None
    return TypeAdapter(ImageJSON).validate_python(form, strict=True)


def stored(image: AbstractImage) -> AbstractImage:
    """The image as the database has it, with the renditions that there are by now."""
    found: AbstractImage = type(image).objects.get(pk=image.pk)
    return found


def absolute_srcset(element: Tag) -> str:
    return change_addresses(str(element["srcset"]), lambda address: f"{BASE}{address}")


def drawing() -> AbstractImage:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"/>'
    return ImageFactory(file=ContentFile(svg.encode(), "drawing.svg"), width=40, height=30)


def test_hero_has_the_sources_of_the_page(
    client: Client, tree: Tree, request_to_site: HttpRequest
) -> None:
    tree.team.hero_image = ImageFactory(file__width=600, file__height=500)
    tree.team.save()
    picture = select(get_soup_once_cut(client, tree.team.url), ".hero picture")
    form = represented(stored(tree.team.hero_image), "hero", "Two people", request_to_site)
    *sources, image = picture.find_all(True)
    assert [source["srcset"] for source in form["sources"]] == [
        absolute_srcset(each) for each in (*sources, image)
    ]
    assert [source["media"] for source in form["sources"][:-1]] == [
        each.get("media", "") for each in sources
    ]
    assert [(source["type"], source["sizes"]) for source in form["sources"][:-1]] == [
        (each["type"], each["sizes"]) for each in sources
    ]
    assert form["src"] == f"{BASE}{image['src']}"
    size = [str(form[name]) for name in ("width", "height")]
    assert size == [image["width"], image["height"]]
    assert form["sizes"] == image["sizes"]


def test_srcset_by_format_is_that_of_the_widest_crop(
    client: Client, tree: Tree, request_to_site: HttpRequest
) -> None:
    tree.team.hero_image = ImageFactory(file__width=600, file__height=500)
    tree.team.save()
    get_soup_once_cut(client, tree.team.url)
    form = represented(stored(tree.team.hero_image), "hero", "", request_to_site)
    widest = [source for source in form["sources"] if not source["media"]]
    assert form["srcset"] == {
        str(source["type"]).removeprefix("image/"): source["srcset"] for source in widest
    }
    assert len(form["sources"]) == 9


def test_format_that_is_not_cut_yet_has_no_files(request_to_site: HttpRequest) -> None:
    image: Any = ImageFactory(file__width=600, file__height=400)
    image.create_renditions(*filter(is_quick, IMAGE_PRESETS["card"].filters))
    form = represented(stored(image), "card", "", request_to_site)
    assert form["srcset"]["avif"] == ""
    assert form["srcset"]["webp"].startswith(f"{BASE}/media/images/")
    assert [source["type"] for source in form["sources"]] == ["image/webp", "image/jpeg"]
    image.create_renditions(*filter(is_avif, IMAGE_PRESETS["card"].filters))
    assert represented(stored(image), "card", "", request_to_site)["srcset"]["avif"]


def test_files_of_another_crop_stand_in_the_sources_alone(request_to_site: HttpRequest) -> None:
    image: Any = ImageFactory(file__width=600, file__height=400)
    image.create_renditions(*IMAGE_PRESETS["hero"].crops[0].filters["avif"])
    form = represented(stored(image), "hero", "", request_to_site)
    assert [(source["media"], source["type"]) for source in form["sources"]] == [
        ("(width < 40rem)", "image/avif"),
        ("(width < 60rem)", "image/jpeg"),
        ("", "image/jpeg"),
    ]
    assert form["srcset"]["avif"] == ""


def test_stand_in_is_shown_until_anything_is_cut(request_to_site: HttpRequest) -> None:
    image = ImageFactory(file__width=1200, file__height=800)
    form = represented(stored(image), "card", "", request_to_site)
    assert [source["type"] for source in form["sources"]] == ["image/jpeg"]
    assert form["srcset"]["jpeg"].endswith(" 1200w")
    assert (form["width"], form["height"]) == (960, 640)


def test_drawing_has_one_file_and_no_sizes(request_to_site: HttpRequest) -> None:
    form = represented(stored(drawing()), "card", "A drawing", request_to_site)
    assert form["src"].startswith(f"{BASE}/media/images/drawing")
    assert form["src"].endswith(".svg")
    assert (form["width"], form["height"], form["alt"]) == (40, 30, "A drawing")
    assert (form["sources"], form["sizes"]) == ([], "")
    assert form["srcset"] == {"avif": "", "webp": "", "jpeg": ""}


def test_image_of_a_preview_stands_in_where_the_library_is_empty(
    request_to_site: HttpRequest,
) -> None:
    form = represented(PlaceholderImage(), "card", None, request_to_site)
    assert form["src"] == f"{BASE}/static/careers/placeholder.svg"
    assert (form["focal_point"], form["placeholder_colour"]) == (None, None)


def test_nothing_is_represented_where_the_page_shows_nothing(request_to_site: HttpRequest) -> None:
    image: Any = ImageFactory()
    image.renditions.all().delete()
    assert represent_image(None, "card", None, request_to_site) is None
    assert represent_image(stored(image), "card", None, request_to_site) is None
    assert not image.renditions.exists()


@pytest.mark.parametrize(("alt", "shown"), [(None, ""), ("", ""), ('"A" & <b>', '"A" & <b>')])
def test_alternative_text_is_plain(
    request_to_site: HttpRequest, alt: str | None, shown: str
) -> None:
    assert represented(stored(ImageFactory()), "card", alt, request_to_site)["alt"] == shown


def test_focal_point_is_told_in_fractions(request_to_site: HttpRequest) -> None:
    image = ImageFactory(
        file__width=800,
        file__height=200,
        focal_point_x=200,
        focal_point_y=150,
        focal_point_width=100,
        focal_point_height=40,
    )
    form = represented(stored(image), "card", "", request_to_site)
    assert form["focal_point"] == {"x": 0.25, "y": 0.75}
    form = represented(stored(ImageFactory()), "card", "", request_to_site)
    assert form["focal_point"] is None


def test_focal_point_beyond_the_edge_is_at_the_edge(request_to_site: HttpRequest) -> None:
    image = ImageFactory(
        focal_point_x=90_000, focal_point_y=0, focal_point_width=1, focal_point_height=1
    )
    form = represented(stored(image), "card", "", request_to_site)
    assert form["focal_point"] == {"x": 1.0, "y": 0.0}


def test_image_of_a_block_has_the_files_of_the_page(
    client: Client, tree: Tree, request_to_site: HttpRequest
) -> None:
    image = ImageFactory(file__width=1200, file__height=800)
    block_data.set_body(tree.team, [block_data.image(image, "Parcels")])
    element = select(get_soup_once_cut(client, tree.team.url), ".block-image img")
    form = represented(stored(image), "image", "Parcels", request_to_site)
    assert form["srcset"]["jpeg"] == absolute_srcset(element)
    assert (form["alt"], form["sizes"]) == (element["alt"], element["sizes"])
