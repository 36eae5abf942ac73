"""The icon of the site: from a picture of the brand, or drawn from its name and colour."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from bs4 import Tag
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from PIL import Image
from wagtail.images.models import AbstractImage
from wagtail.models import Site
from wagtail.test.utils.form_data import nested_form_data

from careers.models import CareersSettings
from home.models import BrandSettings
from tests.cut_images import cut_images
from tests.factories import HomePageFactory, ImageFactory, Tree
from tests.html import assert_valid_html
from tests.soup import get_soup, select, text_of

SVG = "{http://www.w3.org/2000/svg}"
DRAWN = "/icon.svg"


def square(edge: int = 512) -> AbstractImage:
    return ImageFactory(file__width=edge, file__height=edge)


def set_brand(tree: Tree, **values: Any) -> BrandSettings:
    brand, _is_new = BrandSettings.objects.update_or_create(site=tree.site, defaults=values)
    cut_images()
    return brand


def icons_in_head(client: Client) -> list[Tag]:
    return list(get_soup(client, "/").select("head link[rel~=icon], head link[rel$=touch-icon]"))


def save_icon(client: Client, tree: Tree, icon: AbstractImage | None) -> list[str]:
    """Send the form of the brand with `icon`; returns what is wrong with it."""
    url = reverse("wagtailsettings:edit", args=("home", "brandsettings", tree.site.pk))
    data = {"name": "Halmere", "accent": "#ff4b1f", "icon": str(icon.pk) if icon else ""}
    response = client.post(url, nested_form_data(data))
    return [] if response.status_code == 302 else response.context["form"].errors["icon"]


def drawn(client: Client) -> ElementTree.Element:
    return ElementTree.fromstring(client.get(DRAWN).content)  # noqa: S314 – our own answer


def letter(client: Client) -> str:
    return drawn(client).findtext(f"{SVG}text") or ""


# From a picture


def test_icon_is_cut_for_tabs_and_home_screens(
    client: Client, tree: Tree, media_root: Path
) -> None:
    set_brand(tree, icon=square())
    links = [(link["rel"], link["sizes"], link["type"]) for link in icons_in_head(client)]
    assert links == [
        (["icon"], "32x32", "image/png"),
        (["icon"], "192x192", "image/png"),
        (["apple-touch-icon"], "180x180", "image/png"),
    ]
    for link in icons_in_head(client):
        with Image.open(media_root / str(link["href"]).removeprefix("/media/")) as icon:
            assert icon.format == "PNG"
            assert f"{icon.width}x{icon.height}" == link["sizes"]


def test_icon_of_a_home_screen_is_opaque(client: Client, tree: Tree, media_root: Path) -> None:
    file = BytesIO()
    Image.new("RGBA", (512, 512), (0, 0, 0, 0)).save(file, "PNG")
    set_brand(tree, icon=ImageFactory(file=ContentFile(file.getvalue(), "clear.png")))
    seen = {}
    for link in icons_in_head(client):
        with Image.open(media_root / str(link["href"]).removeprefix("/media/")) as icon:
            seen[str(link["sizes"])] = icon.convert("RGBA").getpixel((9, 9))
    assert seen["180x180"] == (255, 255, 255, 255)
    assert seen["32x32"] == (0, 0, 0, 0)


def test_favicon_leads_to_the_small_icon(client: Client, tree: Tree) -> None:
    set_brand(tree, icon=square())
    response = client.get("/favicon.ico")
    assert response.status_code == 302
    assert response["Location"] == icons_in_head(client)[0]["href"]
    assert "max-age" in response["Cache-Control"]


def test_manifest_names_the_site_and_its_icons(client: Client, tree: Tree) -> None:
    set_brand(tree, name='Hal"mere', suffix="Careers", icon=square())
    assert select(get_soup(client, "/"), "link[rel=manifest]")["href"] == "/site.webmanifest"
    response = client.get("/site.webmanifest")
    assert response["Content-Type"] == "application/manifest+json"
    assert "max-age" in response["Cache-Control"]
    members = response.json()
    assert (members["name"], members["short_name"]) == ('Hal"mere Careers', 'Hal"mere')
    assert (members["start_url"], members["display"]) == ("/", "browser")
    icons = [(icon["sizes"], icon["type"], icon["purpose"]) for icon in members["icons"]]
    assert icons == [("192x192", "image/png", "any"), ("512x512", "image/png", "any")]


def test_icon_that_is_not_cut_gives_way_to_the_drawn_one(client: Client, tree: Tree) -> None:
    icon = square()
    icon.file.storage.delete(icon.file.name)
    set_brand(tree, icon=icon)
    assert [link["href"] for link in icons_in_head(client)] == [DRAWN]
    assert client.get("/favicon.ico")["Location"] == DRAWN
    assert client.get("/site.webmanifest").json()["icons"][0]["src"] == DRAWN


# In the admin


@pytest.mark.parametrize(
    ("width", "height", "complaint"),
    [
        (600, 512, "600 × 512 pixels: choose a square one"),
        (512, 600, "512 × 600 pixels: choose a square one"),
        (500, 500, "500 × 500 pixels: choose one of at least 512 × 512"),
        (530, 511, "530 × 511 pixels: choose one of at least 512 × 512"),
    ],
)
def test_icon_that_is_not_square_or_too_small_is_refused(
    admin_client: Client, tree: Tree, width: int, height: int, complaint: str
) -> None:
    errors = save_icon(admin_client, tree, ImageFactory(file__width=width, file__height=height))
    assert len(errors) == 1
    assert complaint in errors[0]


@pytest.mark.parametrize(("width", "height"), [(512, 512), (512, 530), (2000, 2000)])
def test_square_icon_is_saved_and_can_be_taken_away(
    client: Client, admin_client: Client, tree: Tree, width: int, height: int
) -> None:
    icon = ImageFactory(file__width=width, file__height=height)
    assert save_icon(admin_client, tree, icon) == []
    assert BrandSettings.objects.get().icon == icon
    assert save_icon(admin_client, tree, None) == []
    assert icons_in_head(client)[0]["href"] == DRAWN


# Drawn


def test_site_without_an_icon_draws_one(client: Client, tree: Tree) -> None:
    set_brand(tree, name="Halmere", accent="#004499")
    (link,) = icons_in_head(client)
    assert (link["href"], link["type"]) == (DRAWN, "image/svg+xml")
    response = client.get(DRAWN)
    assert response["Content-Type"] == "image/svg+xml"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "max-age" in response["Cache-Control"]
    assert "Cookie" not in response.get("Vary", "")
    ground, text = drawn(client).find(f"{SVG}rect"), drawn(client).find(f"{SVG}text")
    assert ground is not None
    assert text is not None
    assert (ground.get("fill"), text.get("fill"), text.text) == ("#004499", "#ffffff", "H")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("halmere", "h"),
        ("הלמר", "ה"),
        ("\u200fשלום", "ש"),
        ("E\u0301cole", "É"),
        ("x\u0323\u0301y", "x\u0323\u0301"),
        ("क्षेत्र", "क्षे"),
        ("한국", "한"),
        ("👩‍🚀 Space", "👩‍🚀"),
        ("👍🏽 Good", "👍🏽"),
        ("❤️ Heart", "❤️"),
        ("🇵🇹🇮🇪", "🇵🇹"),
        ("🏴󠁧󠁢󠁳󠁣󠁴󠁿 North", "🏴󠁧󠁢󠁳󠁣󠁴󠁿"),
        ("\u00a0“Quoted”", "Q"),
        ("7even", "7"),
        ("+plus", "+"),
        ("<b>", "<"),
        ("…", ""),
        ("", "C"),
    ],
)
def test_drawn_icon_shows_the_first_letter_whole(
    client: Client, tree: Tree, name: str, expected: str
) -> None:
    set_brand(tree, name=name)
    assert letter(client) == expected


@pytest.mark.django_db
@pytest.mark.parametrize("state", ["as migrated", "without a site"])
def test_site_without_a_brand_has_an_icon(client: Client, state: str) -> None:
    if state == "without a site":
        Site.objects.all().delete()
    assert letter(client) == "C"
    response = client.get("/favicon.ico")
    assert (response.status_code, response["Location"]) == (302, DRAWN)
    members = client.get("/site.webmanifest").json()
    assert members["name"] == members["short_name"] == "Careers"
    assert [icon["src"] for icon in members["icons"]] == [DRAWN]


def test_looking_at_an_icon_writes_nothing(client: Client, tree: Tree) -> None:
    for path in (DRAWN, "/favicon.ico", "/site.webmanifest"):
        client.get(path)
        assert client.post(path).status_code == 405
    assert not BrandSettings.objects.exists()
    assert not CareersSettings.objects.exists()


def test_each_site_has_its_own_icon(client: Client, tree: Tree) -> None:
    other = Site.objects.create(
        hostname="testserver", root_page=HomePageFactory(parent=tree.home.get_parent())
    )
    BrandSettings.objects.create(site=other, name="Zorn")
    set_brand(tree, name="Halmere")
    letters = [text_of(get_soup(client, DRAWN, host=host)) for host in ("localhost", "testserver")]
    assert letters == ["H", "Z"]


@pytest.mark.parametrize("has_icon", [True, False])
def test_page_with_icons_is_valid_html(client: Client, tree: Tree, has_icon: bool) -> None:
    set_brand(tree, name="<b>", icon=square() if has_icon else None)
    assert_valid_html(client.get("/").content.decode())
