"""The image beside a link to a page."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile
from django.test import Client
from PIL import Image
from pytest_django import Settings
from wagtail.images import get_image_model

from careers.models import CareersSettings
from tests.careers.sharing import edit, every_page_type, small, tags
from tests.cut_images import cut_images
from tests.factories import ImageFactory, Tree


def image_of(client: Client, page: Any) -> str:
    """The title of the image beside a link to `page`, or "" where there is none."""
    address = tags(client, page.url).get("og:image", "")
    for image in get_image_model().objects.all():
        if any(address.endswith(rendition.url) for rendition in image.renditions.all()):
            return str(image.title)
    assert not address
    return ""


def test_image_is_the_page_s_own_before_that_of_its_top(client: Client, tree: Tree) -> None:
    for page in (tree.home, tree.team):
        edit(page, hero_image=small(title=f"Top of {page.title}"))
        assert image_of(client, page) == f"Top of {page.title}"
        edit(page, social_image=small(title=f"For {page.title}"))
        assert image_of(client, page) == f"For {page.title}"


@every_page_type
def test_every_page_can_have_an_image_of_its_own(
    client: Client, tree: Tree, get_page: Callable[[Tree], Any]
) -> None:
    page = edit(get_page(tree), social_image=small(title="Its own"))
    assert image_of(client, page) == "Its own"


def test_position_has_the_image_of_its_team(client: Client, tree: Tree) -> None:
    edit(tree.team, hero_image=small(title="The team"), hero_image_alt="People at a table")
    position = tree.add_position()
    assert image_of(client, position) == "The team"
    assert tags(client, position.url)["og:image:alt"] == "People at a table"


@every_page_type
def test_page_without_an_image_has_that_of_the_settings(
    client: Client, tree: Tree, get_page: Callable[[Tree], Any]
) -> None:
    CareersSettings.objects.create(site=tree.site, social_image=small(title="For all"))
    assert image_of(client, get_page(tree)) == "For all"


def test_image_is_a_jpeg_of_1200_by_630_at_a_full_address(
    client: Client, tree: Tree, media_root: Path
) -> None:
    large = ImageFactory(file__width=1400, file__height=900, description="A harbour")
    edit(tree.team, social_image=large)
    cut_images()
    found = tags(client, tree.team.url)
    address = found["og:image"]
    assert address.startswith("http://localhost/media/")
    with Image.open(media_root / address.removeprefix("http://localhost/media/")) as picture:
        assert (picture.format, picture.size) == ("JPEG", (1200, 630))
    assert (found["og:image:width"], found["og:image:height"]) == ("1200", "630")
    assert found["og:image:alt"] == found["twitter:image:alt"] == "A harbour"
    assert found["twitter:card"] == "summary_large_image"


def test_image_in_a_bucket_keeps_its_address(
    client: Client, tree: Tree, settings: Settings
) -> None:
    settings.MEDIA_URL = "https://files.example/"
    edit(tree.team, social_image=small())
    assert tags(client, tree.team.url)["og:image"].startswith("https://files.example/images/")


def test_image_without_a_description_has_no_alternative_text(client: Client, tree: Tree) -> None:
    edit(tree.team, social_image=small(description=""))
    assert not {"og:image:alt", "twitter:image:alt"} & set(tags(client, tree.team.url))


@every_page_type
def test_page_without_any_image_is_a_plain_card(
    client: Client, tree: Tree, get_page: Callable[[Tree], Any]
) -> None:
    found = tags(client, get_page(tree).url)
    assert found["twitter:card"] == "summary"
    assert not [name for name in found if "image" in name]


def test_image_of_which_nothing_is_cut_gives_way_to_the_next(client: Client, tree: Tree) -> None:
    own, top = small(title="Own"), small(title="Top")
    edit(tree.team, social_image=own, hero_image=top)
    own.renditions.all().delete()
    assert image_of(client, tree.team) == "Top"
    top.renditions.all().delete()
    assert image_of(client, tree.team) == ""


def test_whole_image_is_shared_until_it_is_cut(client: Client, tree: Tree) -> None:
    edit(tree.team, social_image=ImageFactory(file__width=2000, file__height=1000))
    found = tags(client, tree.team.url)
    assert (found["og:image:width"], found["og:image:height"]) == ("1600", "800")


def test_drawing_gives_way_to_an_image(client: Client, tree: Tree) -> None:
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"></svg>'
    drawing = ImageFactory(file=ContentFile(svg, "drawing.svg"))
    edit(tree.team, social_image=drawing, hero_image=small(title="Top"))
    assert image_of(client, tree.team) == "Top"
