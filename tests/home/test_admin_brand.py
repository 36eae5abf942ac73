"""The brand in the admin: in the sidebar, above the sign-in, in titles and tabs."""

from __future__ import annotations

from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.images import get_image_model
from wagtail.images.models import AbstractImage
from wagtail.models import Page, Site

from home.models import BrandSettings
from tests.cut_images import cut_images
from tests.factories import HomePageFactory, ImageFactory, Tree
from tests.soup import get_soup, select, text_of

LOGIN = "/admin/login/"


@pytest.fixture
def brand(tree: Tree) -> BrandSettings:
    brand = BrandSettings.objects.create(
        site=tree.site,
        name="Halmere & Co",
        suffix="Careers",
        logo=ImageFactory(file__width=300, file__height=100),
        logo_on_dark=ImageFactory(file__width=300, file__height=100),
        icon=ImageFactory(file__width=600, file__height=600),
    )
    cut_images()
    return brand


def sidebar_brand(soup: BeautifulSoup) -> Tag:
    return select(soup, "template[data-wagtail-sidebar-branding-logo]")


def favicons(soup: BeautifulSoup) -> list[str]:
    return [str(link["href"]) for link in soup.select("link[rel~=icon]")]


def cut(image: AbstractImage) -> str:
    """The address of `image` as a logo."""
    return str(image.get_rendition("max-320x104").url)


def test_sidebar_shows_the_logo_for_dark_ground_and_the_name(
    admin_client: Client, brand: BrandSettings
) -> None:
    part = sidebar_brand(get_soup(admin_client, "/admin/"))
    logo = select(part, "img")
    assert logo["src"] == cut(brand.logo_on_dark)
    assert logo["alt"] == ""
    assert (logo["width"], logo["height"]) == ("300", "100")
    assert text_of(part) == "Halmere & Co Careers"


def test_sidebar_shows_the_one_logo_there_is(admin_client: Client, brand: BrandSettings) -> None:
    BrandSettings.objects.update(logo_on_dark=None)
    logo = select(sidebar_brand(get_soup(admin_client, "/admin/")), "img")
    assert logo["src"] == cut(brand.logo)


def test_sign_in_shows_a_logo_for_each_ground_and_the_name(
    client: Client, brand: BrandSettings
) -> None:
    soup = get_soup(client, LOGIN)
    heading = select(soup, "h1")
    assert text_of(heading) == "Sign in to Halmere & Co Careers"
    assert select(heading, "img")["src"] == cut(brand.logo)
    dark = select(heading, "source")
    assert dark["media"] == "(prefers-color-scheme: dark)"
    assert dark["srcset"] == cut(brand.logo_on_dark)
    assert "Wagtail" not in text_of(select(soup, "main"))


@pytest.mark.parametrize("path", [LOGIN, "/admin/"])
def test_titles_and_tabs_carry_the_brand(
    admin_client: Client, brand: BrandSettings, path: str
) -> None:
    browser = Client() if path == LOGIN else admin_client
    soup = get_soup(browser, path)
    assert text_of(select(soup, "title")).endswith(" - Halmere & Co Careers")
    cuts = [icon for icon in favicons(soup) if "fill-32x32" in icon]
    assert len(cuts) == 1
    assert not [icon for icon in favicons(soup) if "wagtail" in icon]


def test_dashboard_is_headed_by_the_name(admin_client: Client, brand: BrandSettings) -> None:
    assert text_of(select(get_soup(admin_client, "/admin/"), "h1")) == "Halmere & Co Careers"


def test_without_an_icon_the_tab_shows_the_drawn_one(
    admin_client: Client, brand: BrandSettings
) -> None:
    BrandSettings.objects.update(icon=None)
    assert favicons(get_soup(admin_client, "/admin/")) == ["/icon.svg"]


@pytest.mark.parametrize("saved", [True, False])
def test_without_a_name_all_is_wagtails_own(admin_client: Client, tree: Tree, saved: bool) -> None:
    if saved:
        BrandSettings.objects.create(site=tree.site, suffix="Careers", logo=ImageFactory())
    soup = get_soup(admin_client, "/admin/")
    assert not sidebar_brand(soup).select("img, span")
    assert text_of(select(soup, "title")).endswith(" - Wagtail")
    assert text_of(select(soup, "h1")) == "Careers"
    assert "wagtailadmin/images/favicon.ico" in favicons(soup)[0]
    sign_in = get_soup(Client(), LOGIN)
    assert text_of(select(sign_in, "h1")) == "Sign in to Wagtail"
    assert sign_in.select(".login-logo svg")


def test_admin_of_all_sites_carries_the_brand_of_the_default_site(
    admin_client: Client, brand: BrandSettings
) -> None:
    home = HomePageFactory(parent=Page.get_first_root_node())
    other = Site.objects.create(hostname="testserver", root_page=home)
    BrandSettings.objects.create(site=other, name="Another")
    soup = get_soup(admin_client, "/admin/", host="testserver")
    assert text_of(sidebar_brand(soup)) == "Halmere & Co Careers"


@pytest.mark.parametrize("spoilt", [None, b"", b"no picture", b"\x89PNG\r\n\x1a\n\x00\x00\x00"])
def test_spoilt_pictures_break_nothing(
    admin_client: Client, brand: BrandSettings, spoilt: bytes | None
) -> None:
    for image in get_image_model().objects.all():
        image.renditions.all().delete()
        path = Path(image.file.path)
        path.unlink() if spoilt is None else path.write_bytes(spoilt)
    cut_images()
    soup = get_soup(admin_client, "/admin/")
    assert not sidebar_brand(soup).select("img")
    assert text_of(sidebar_brand(soup)) == "Halmere & Co Careers"
    assert favicons(soup) == ["/icon.svg"]
    assert not get_soup(Client(), LOGIN).select("h1 img, h1 source")


def test_whole_logo_stands_in_until_it_is_cut(admin_client: Client, tree: Tree) -> None:
    logo = ImageFactory(file__width=3000, file__height=1000)
    BrandSettings.objects.create(site=tree.site, name="Halmere", logo=logo)
    shown = select(sidebar_brand(get_soup(admin_client, "/admin/")), "img")
    assert shown["src"] == logo.renditions.get().url
    assert (shown["width"], shown["height"]) == ("1600", "533")


def test_brand_costs_two_queries_on_any_page(admin_client: Client, brand: BrandSettings) -> None:
    def brand_queries(path: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            get_soup(admin_client, path)
        tables = ("home_brandsettings", "wagtailimages_rendition")
        return sum(any(table in query["sql"] for table in tables) for query in captured)

    assert brand_queries("/admin/") == brand_queries("/admin/account/") == 2
