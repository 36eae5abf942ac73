"""The admin's own views: pages, listings, choosers and uploads."""

from __future__ import annotations

import struct
import zlib
from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from wagtail.images import get_image_model
from wagtail.models import Page
from wagtail.test.utils import WagtailPageTestCase
from wagtail.test.utils.form_data import nested_form_data, querydict_from_html, streamfield

from careers.admin.viewsets import VIEWSETS
from careers.models import (
    Location,
    Person,
    PositionIndexPage,
    PositionPage,
    PositionType,
    TeamIndexPage,
    TeamPage,
)
from home.models import HomePage, StandardPage
from tests.factories import (
    ImageFactory,
    LocationFactory,
    PositionTypeFactory,
    StandardPageFactory,
    Tree,
)
from tests.soup import get_soup, select, text_of

REGISTERED: list[Any] = list(VIEWSETS)
PNG = b"\x89PNG\r\n\x1a\n"


class PageTypeTests(WagtailPageTestCase):
    def setUp(self) -> None:
        super().setUp()
        self.editor = self.create_superuser("editor")
        self.tree = Tree()
        self.position = self.tree.add_position(
            locations=[LocationFactory()], types=[PositionTypeFactory()]
        )
        self.standard = StandardPageFactory(parent=self.tree.home)
        self.pages: list[Any] = [
            self.tree.home,
            self.tree.teams,
            self.tree.team,
            self.tree.positions,
            self.position,
            self.standard,
        ]

    def form_of(self, page: Page) -> dict[str, Any]:
        """What the admin's form of `page` sends when nobody has touched it."""
        self.client.force_login(self.editor)
        html = self.client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
        data = dict(querydict_from_html(html, form_id="page-edit-form").items())
        return data | nested_form_data({"body": streamfield([])})

    def test_every_page_type_renders(self) -> None:
        for page in self.pages:
            with self.subTest(page=page):
                self.assertPageIsRenderable(page)

    def test_every_page_type_can_be_edited(self) -> None:
        for page in self.pages:
            with self.subTest(page=page):
                before = page.revisions.count()
                self.assertPageIsEditable(page, post_data=self.form_of(page))
                assert page.revisions.count() == before + 1, "the form was refused"

    def test_every_page_type_can_be_previewed(self) -> None:
        for page in self.pages:
            with self.subTest(page=page):
                self.assertPageIsPreviewable(page, post_data=self.form_of(page))

    def test_closed_position_is_gone_for_visitors_but_can_be_edited_and_previewed(self) -> None:
        self.position.closed_at = datetime(2026, 1, 20, tzinfo=UTC)
        self.position.save()
        assert self.client.get(self.position.url).status_code == 410
        self.assertPageIsEditable(self.position, post_data=self.form_of(self.position))
        self.assertPageIsPreviewable(self.position, post_data=self.form_of(self.position))

    def test_tree_keeps_its_shape(self) -> None:
        children: dict[type[Page], set[type[Page]]] = {
            HomePage: {TeamIndexPage, PositionIndexPage, StandardPage},
            TeamIndexPage: {TeamPage},
            TeamPage: set(),
            PositionIndexPage: {PositionPage},
            PositionPage: set(),
            StandardPage: {StandardPage},
        }
        for parent, allowed in children.items():
            with self.subTest(parent=parent):
                self.assertAllowedSubpageTypes(parent, allowed)
        self.assertAllowedParentPageTypes(TeamPage, {TeamIndexPage})
        self.assertAllowedParentPageTypes(PositionPage, {PositionIndexPage})
        self.assertAllowedParentPageTypes(StandardPage, {HomePage, StandardPage})


def test_a_site_has_one_index_of_each_kind(tree: Tree) -> None:
    assert not TeamIndexPage.can_create_at(tree.home)
    assert not PositionIndexPage.can_create_at(tree.home)


def test_positions_of_an_unpublished_team_are_not_open(client: Client, tree: Tree) -> None:
    position = tree.add_position()
    tree.team.unpublish()
    assert not PositionPage.objects.open().exists()
    assert client.get(position.url).status_code == 404
    assert position.title not in client.get(tree.positions.url).content.decode()


@pytest.mark.parametrize(
    "viewset",
    [viewset for viewset in REGISTERED if getattr(viewset, "has_menu_entry", False)],
    ids=lambda viewset: viewset.name,
)
def test_menu_leads_to_a_listing(admin_client: Client, tree: Tree, viewset: Any) -> None:
    tree.add_position(locations=[LocationFactory()], types=[PositionTypeFactory()])
    menu = text_of(select(get_soup(admin_client, "/admin/"), "#wagtail-sidebar-props"))
    assert f'"label": "{viewset.menu_label}"' in menu
    assert f'"{viewset.menu_url}"' in menu
    assert admin_client.get(viewset.menu_url).status_code == 200


def test_teams_positions_and_people_stand_in_the_menu() -> None:
    labels = [str(viewset.menu_label) for viewset in REGISTERED]
    assert {"Teams", "Positions", "People"} <= set(labels)


@pytest.mark.parametrize(
    ("name", "title"), [("careers_teams", "Backend Development"), ("careers_positions", "Tester")]
)
def test_listing_shows_its_pages(admin_client: Client, tree: Tree, name: str, title: str) -> None:
    tree.add_position(title="Tester")
    assert title in text_of(get_soup(admin_client, reverse(f"{name}:index")))


@pytest.mark.parametrize(
    ("model", "values"),
    [
        (Location, {"name": "São Paulo", "country": "BR"}),
        (PositionType, {"name": "Full time"}),
        (Person, {"name": "Alma Reyes", "job_title": "Developer"}),
    ],
)
def test_chooser_makes_what_is_missing(
    admin_client: Client, model: type[Any], values: dict[str, str]
) -> None:
    address = reverse(f"wagtailsnippetchoosers_careers_{model._meta.model_name}:choose")
    shown = admin_client.get(address).json()
    assert "data-chooser-modal-creation-form" in shown["html"]

    create = address + "create/"
    assert admin_client.post(create, {}).json()["step"] == "reshow_creation_form"
    chosen = admin_client.post(create, values).json()

    made = model.objects.get(name=values["name"])
    assert chosen["step"] == "chosen"
    assert chosen["result"]["string"] == values["name"]
    assert made.locale_id


@pytest.mark.parametrize(("name", "slug"), [("São Paulo", "são-paulo"), ("Full time", "full-time")])
def test_chooser_makes_the_slug_of_the_name(admin_client: Client, name: str, slug: str) -> None:
    address = reverse("wagtailsnippetchoosers_careers_location:create")
    admin_client.post(address, {"name": name, "country": "PT"})
    assert Location.objects.get().slug == slug


@pytest.mark.parametrize("name", ["Lisbon", "lisbon ", "!?"])
def test_chooser_refuses_a_name_that_is_taken_or_has_no_letter(
    admin_client: Client, name: str
) -> None:
    LocationFactory(name="Lisbon", slug="lisbon")
    address = reverse("wagtailsnippetchoosers_careers_location:create")
    answer = admin_client.post(address, {"name": name, "country": "PT"}).json()
    assert answer["step"] == "reshow_creation_form"
    assert "name" in answer["htmlFragment"]
    assert Location.objects.count() == 1


def png_header(width: int, height: int) -> bytes:
    """A PNG of some bytes that claims to have `width` × `height` pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        checksum = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + checksum

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return PNG + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"not a picture at all", "Upload a valid image."),
        (PNG + b"\0" * 100, "Upload a valid image."),
        (png_header(7_000, 7_500), "This file has too many pixels (52500000)."),
        (png_header(9_000, 9_900), "This file has too many pixels (89100000)."),
        (png_header(60_000, 60_000), "This file has too many pixels"),
        (png_header(10, 10) + b"\0" * 10 * 1024 * 1024, "This file is too big (10.0\xa0MB)."),
        (b"", "The submitted file is empty."),
    ],
    ids=["text", "broken", "52 million pixels", "89 million", "3,600 million", "11 MB", "empty"],
)
@pytest.mark.parametrize("url_name", ["wagtailimages:add", "wagtailimages:add_multiple"])
def test_upload_that_can_not_be_used_is_refused_in_words(
    admin_client: Client, url_name: str, content: bytes, message: str
) -> None:
    file = SimpleUploadedFile("picture.png", content, "image/png")
    if url_name.endswith("multiple"):
        response = admin_client.post(reverse(url_name), {"files[]": file, "title": "Picture"})
        shown = response.json()["error_message"]
    else:
        data = {"title": "Picture", "file": file, "collection": "1"}
        response = admin_client.post(reverse(url_name), data)
        shown = str(response.context["form"].errors["file"])
    assert message in shown
    assert not get_image_model().objects.exists()


def test_picture_that_can_be_used_is_stored(admin_client: Client) -> None:
    source = ImageFactory(file__format="PNG", file__filename="good.png")
    with source.file.open() as file:
        upload = SimpleUploadedFile("good.png", file.read(), "image/png")
    data = {"title": "Good", "file": upload, "collection": str(source.collection_id)}
    assert admin_client.post(reverse("wagtailimages:add"), data).status_code == 302
    image = get_image_model().objects.get(title="Good")
    assert (image.width, image.height) == (100, 100)
