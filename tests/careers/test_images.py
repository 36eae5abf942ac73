"""Images as pages show them: formats, sizes, alternative text, crops."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from bs4 import Tag
from django.apps import apps
from django.core.files.base import ContentFile
from django.test import Client
from PIL import Image
from pytest_django import Settings
from wagtail.images.models import AbstractImage

from tests.careers import block_data
from tests.cut_images import get_soup_once_cut
from tests.factories import ImageFactory, PersonFactory, Tree
from tests.soup import get_soup, select

RED, BLUE = (255, 0, 0), (0, 0, 255)


def large_image(**values: Any) -> AbstractImage:
    return ImageFactory(file__width=1200, file__height=800, **values)


def red_and_blue(focal_point_x: int) -> AbstractImage:
    """Wide, its left half red, its right half blue, with the focal point at `focal_point_x`."""
    drawing = Image.new("RGB", (800, 200), RED)
    drawing.paste(BLUE, (400, 0, 800, 200))
    file = BytesIO()
    drawing.save(file, "PNG")
    return ImageFactory(
        file=ContentFile(file.getvalue(), f"halves-{focal_point_x}.png"),
        focal_point_x=focal_point_x,
        focal_point_y=100,
        focal_point_width=100,
        focal_point_height=100,
    )


def show_in_card(tree: Tree, client: Client, image: AbstractImage, alt: str = "") -> Tag:
    """The `picture` of a card with `image`."""
    block_data.set_body(tree.team, [block_data.latest([block_data.latest_item(image, alt)])])
    return select(get_soup_once_cut(client, tree.team.url), ".card picture")


def widths(source: Tag) -> list[str]:
    return [candidate.split()[1] for candidate in str(source["srcset"]).split(", ")]


def test_image_comes_in_three_formats_the_smallest_first(client: Client, tree: Tree) -> None:
    picture = show_in_card(tree, client, large_image())
    assert [tag.name for tag in picture.find_all(True)] == ["source", "source", "img"]
    avif, webp, image = picture.find_all(True)
    assert (avif["type"], webp["type"]) == ("image/avif", "image/webp")
    for source, ending in ((avif, "avif"), (webp, "webp"), (image, "jpg")):
        addresses = [candidate.split()[0] for candidate in str(source["srcset"]).split(", ")]
        assert all(address.endswith(f".{ending}") for address in addresses)
        assert widths(source) == ["480w", "960w"]
        assert source["sizes"]


def test_image_says_its_size_before_it_is_there(client: Client, tree: Tree) -> None:
    for tag in show_in_card(tree, client, large_image()).find_all(True):
        assert (tag["width"], tag["height"]) == ("960", "640")


def test_sizes_are_plain_digits_however_a_site_writes_its_numbers(
    client: Client, tree: Tree, settings: Settings
) -> None:
    settings.USE_THOUSAND_SEPARATOR = True
    block_data.set_body(tree.team, [block_data.image(large_image())])
    picture = select(get_soup_once_cut(client, tree.team.url), ".block-image picture")
    for tag in picture.find_all(True):
        assert (tag["width"], tag["height"]) == ("1200", "800")


def test_small_image_is_not_enlarged_and_no_width_comes_twice(client: Client, tree: Tree) -> None:
    picture = show_in_card(tree, client, ImageFactory(file__width=150, file__height=100))
    for tag in picture.find_all(True):
        assert widths(tag) == ["150w"]
        assert (tag["width"], tag["height"]) == ("150", "100")


def test_hero_has_a_crop_for_narrow_windows(client: Client, tree: Tree) -> None:
    tree.team.hero_image = ImageFactory(file__width=600, file__height=500)
    tree.team.save()
    sources = get_soup_once_cut(client, tree.team.url).select(".hero picture source")
    medias = [source.get("media") for source in sources]
    narrow, medium = "(width < 40rem)", "(width < 60rem)"
    assert medias == [narrow] * 3 + [medium] * 3 + [None] * 2
    assert (sources[0]["width"], sources[0]["height"]) == ("500", "500")


def test_image_is_lazy_and_the_hero_comes_first(client: Client, tree: Tree) -> None:
    tree.team.hero_image = ImageFactory()
    tree.team.save()
    show_in_card(tree, client, ImageFactory())
    soup = get_soup_once_cut(client, tree.team.url)
    hero, card = select(soup, ".hero img"), select(soup, ".card img")
    assert hero["fetchpriority"] == "high"
    assert "loading" not in hero.attrs
    assert card["loading"] == "lazy"
    assert "fetchpriority" not in card.attrs


@pytest.mark.parametrize("alt", ["", "A queue of parcels", '"><script>alert(1)</script>'])
def test_alternative_text_is_that_of_the_block_where_the_image_stands(
    client: Client, tree: Tree, alt: str
) -> None:
    image = ImageFactory(description="From the library")
    assert select(show_in_card(tree, client, image, alt), "img")["alt"] == alt


def test_image_used_twice_keeps_the_alternative_text_of_each_block(
    client: Client, tree: Tree
) -> None:
    image = large_image()
    described = [
        block_data.latest_item(image, alt, url=f"https://example.com/{number}")
        for number, alt in enumerate(("First", "Second", ""))
    ]
    block_data.set_body(tree.team, [block_data.latest(described)])
    images = get_soup_once_cut(client, tree.team.url).select(".card img")
    assert [image["alt"] for image in images] == ["First", "Second", ""]


def test_image_stands_beside_items_that_say_they_have_none(client: Client, tree: Tree) -> None:
    items = [
        block_data.latest_item(image, url=f"https://example.com/{number}") | extra
        for number, (image, extra) in enumerate([(large_image(), {}), (None, {"image": None})])
    ]
    block_data.set_body(tree.team, [block_data.latest(items)])
    soup = get_soup_once_cut(client, tree.team.url)
    assert (len(soup.select(".card")), len(soup.select(".card img"))) == (2, 1)


@pytest.mark.parametrize(
    ("width", "sizes"),
    [("", "(width >= 85rem) 80rem, 92vw"), ("full", "100vw"), ("narrow", "62vw, 92vw")],
)
def test_browser_learns_how_wide_an_image_will_be(
    client: Client, tree: Tree, width: str, sizes: str
) -> None:
    image = large_image()
    wide = [block_data.image(image, width=width), block_data.video(image, width=width)]
    block_data.set_body(tree.team, wide)
    images = get_soup_once_cut(client, tree.team.url).select("main img")
    assert len(images) == 2
    assert all(str(image["sizes"]).endswith(sizes) for image in images)


@pytest.mark.parametrize(
    ("own", "shown"), [("", "From the library"), ("Of this page", "Of this page")]
)
def test_hero_goes_by_the_library_where_the_page_says_nothing(
    client: Client, tree: Tree, own: str, shown: str
) -> None:
    tree.team.hero_image = ImageFactory(description="From the library")
    tree.team.hero_image_alt = own
    tree.team.save()
    assert select(get_soup_once_cut(client, tree.team.url), ".hero img")["alt"] == shown


def test_portrait_beside_a_name_is_decorative(client: Client, tree: Tree) -> None:
    block_data.set_body(tree.team, [block_data.testimonials([PersonFactory()])])
    assert select(get_soup_once_cut(client, tree.team.url), "figcaption img")["alt"] == ""


@pytest.mark.parametrize(("focal_point_x", "colour"), [(100, RED), (700, BLUE)])
def test_crop_goes_round_the_focal_point(
    client: Client, tree: Tree, media_root: Path, focal_point_x: int, colour: tuple[int, int, int]
) -> None:
    image = red_and_blue(focal_point_x)
    block_data.set_body(tree.team, [block_data.testimonials([PersonFactory(photo=image)])])
    portrait = select(get_soup_once_cut(client, tree.team.url), "figcaption img")
    with Image.open(media_root / str(portrait["src"]).removeprefix("/media/")) as crop:
        assert crop.size == (160, 160)
        for x in (5, 155):
            found = crop.convert("RGB").getpixel((x, 80))
            assert isinstance(found, tuple)
            assert all(abs(a - b) < 60 for a, b in zip(found, colour, strict=True))


def migrations() -> Iterator[Path]:
    for name in ("careers", "home"):
        yield from Path(apps.get_app_config(name).path, "migrations").glob("0*.py")


@pytest.mark.parametrize("path", [pytest.param(path, id=str(path)[-30:]) for path in migrations()])
def test_migrations_name_the_image_model_of_the_host(settings: Settings, path: Path) -> None:
    settings.WAGTAILIMAGES_IMAGE_MODEL = "host.Picture"
    specification = importlib.util.spec_from_file_location("migration", path)
    assert specification is not None
    assert specification.loader is not None
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    assert "wagtailimages.image" not in {model.lower() for model in _related_models(module)}


def _related_models(module: Any) -> Iterator[str]:
    for operation in module.Migration.operations:
        fields = dict(getattr(operation, "fields", []))
        if hasattr(operation, "field"):
            fields["field"] = operation.field
        for field in fields.values():
            if field.remote_field is not None:
                yield str(field.remote_field.model)


def test_hero_is_preloaded_once_for_each_width_in_the_best_format(
    client: Client, tree: Tree
) -> None:
    tree.team.hero_image = ImageFactory()
    tree.team.save()
    soup = get_soup_once_cut(client, tree.team.url)
    links = soup.select('head link[rel="preload"][as="image"]')
    sources = soup.select('.hero source[type="image/avif"]')
    assert [link["imagesrcset"] for link in links] == [source["srcset"] for source in sources]
    assert {link["type"] for link in links} == {"image/avif"}
    assert [link["media"] for link in links] == [
        "(width < 40rem)",
        "(not (width < 40rem)) and (width < 60rem)",
        "(not (width < 40rem)) and (not (width < 60rem))",
    ]


def test_page_without_a_hero_preloads_no_image(client: Client, tree: Tree) -> None:
    soup = get_soup(client, tree.team.url)
    assert not soup.select('link[as="image"]')
