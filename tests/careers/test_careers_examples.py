"""The examples of `careers_start`, and how they are taken out again."""

from __future__ import annotations

import tempfile
from unittest import mock

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError
from django.test import Client, TestCase, override_settings
from wagtail.images import get_image_model
from wagtail.models import Collection, Page

from careers.blocks.catalogue import team_page_blocks
from careers.models import Location, Person, PositionPage, PositionType, TeamPage
from careers.site_setup import example_images
from home.models import HomePage
from tests.careers.roles import SUPERUSER, sign_in
from tests.careers.test_careers_start import _small_pictures, home, make_home, start, tiny  # noqa: F401
from tests.factories import ImageFactory, PersonFactory, PositionPageFactory, TeamPageFactory
from tests.html import problems
from tests.soup import get_soup, text_of

SIX_PARTS = ["about", "open_positions", "pillars", "latest", "testimonials"]
SNIPPETS = (Location, Person, PositionType)


@pytest.fixture
def examples(home: HomePage) -> None:  # noqa: F811
    start("--examples", "--no-roles")


def number_of_all() -> list[int]:
    models = (Page, *SNIPPETS, get_image_model(), Collection)
    return [model._default_manager.count() for model in models]


@pytest.mark.slow
class ExampleTests(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        folder = cls.enterClassContext(tempfile.TemporaryDirectory())
        with override_settings(MEDIA_ROOT=folder), mock.patch.object(example_images, "draw", tiny):
            make_home()
            start("--examples", "--no-roles")

    def test_first_team_has_the_parts_of_the_model_page(self) -> None:
        team = TeamPage.objects.get(title="Backend")
        assert [block.block_type for block in team.body] == SIX_PARTS
        page = get_soup(self.client, "/teams/backend/")
        assert "Meet the Backend team" in text_of(page)
        assert "Showing 5 out of 6" in text_of(page)

    def test_every_block_of_team_pages_stands_on_one_of_them(self) -> None:
        used = {block.block_type for team in TeamPage.objects.all() for block in team.body}
        assert used == set(team_page_blocks())

    def test_positions_are_open_and_closed_remote_and_paid(self) -> None:
        assert PositionPage.objects.open().count() >= 6
        assert PositionPage.objects.filter(workplace="remote").exclude(countries="").exists()
        assert "€48,000" in text_of(get_soup(self.client, "/positions/backend-engineer/"))
        closed = PositionPage.objects.exclude(closed_at=None).get()
        assert self.client.get(f"/positions/{closed.slug}/").status_code == 410

    def test_pages_are_valid_html(self) -> None:
        for address in ("/teams/backend/", "/teams/design/", "/positions/illustrator/"):
            with self.subTest(address):
                assert problems(self.client.get(address).content.decode()) == []

    def test_every_picture_has_an_alternative_text(self) -> None:
        images = get_image_model().objects.all()
        assert images
        assert all(image.description for image in images)

    def test_search_finds_a_mistyped_position(self) -> None:
        found = get_soup(self.client, "/positions/?q=ilustrator")
        assert "Illustrator" in text_of(found)


def test_examples_are_taken_out_and_nothing_else(home: HomePage) -> None:  # noqa: F811
    start()
    own_team = TeamPageFactory(parent=Page.objects.get(slug="teams"), title="Backend", slug="own")
    PositionPageFactory(
        parent=Page.objects.get(slug="positions"), title="Backend Engineer", team=own_team
    )
    PersonFactory(name="Aidan Walsh")
    ImageFactory(title="Example: a room")
    start("--remove-examples")  # the first types and locations
    before = number_of_all()
    start("--examples", "--no-roles")
    assert number_of_all() != before
    assert "Kept" not in start("--remove-examples")
    assert number_of_all() == before


def test_example_that_was_closed_is_taken_out(examples: None) -> None:
    position = PositionPage.objects.get(title="Backend Engineer")
    sign_in(SUPERUSER).post(f"/admin/careers/positions/close/{position.pk}/")
    start("--remove-examples")
    assert not PositionPage.objects.exists()


def test_changed_example_is_kept_with_what_it_needs_and_told(examples: None) -> None:
    position = PositionPage.objects.get(title="Backend Intern")
    position.title = "Student assistant"
    position.save_revision(user=User.objects.create(username="editor"), log_action=True).publish()
    said = start("--remove-examples")
    assert list(PositionPage.objects.values_list("title", flat=True)) == ["Student assistant"]
    assert list(TeamPage.objects.values_list("title", flat=True)) == ["Backend"]
    assert list(Location.objects.values_list("name", flat=True)) == ["Toronto"]
    assert "Kept the position “Student assistant”: somebody has changed it" in said
    assert "Kept the team page “Backend”" in said
    start("--remove-examples", "--with-changed")
    assert not TeamPage.objects.exists()
    assert not any(model._default_manager.exists() for model in SNIPPETS)


def test_example_that_something_else_uses_is_kept(examples: None) -> None:
    PositionPageFactory(
        parent=Page.objects.get(slug="positions"),
        title="Own",
        team=TeamPage.objects.get(title="Design"),
        types=[PositionType.objects.get(name="Intern")],
    )
    said = start("--remove-examples")
    assert [page.title for page in TeamPage.objects.all()] == ["Design"]
    assert "Intern" in set(PositionType.objects.values_list("name", flat=True))
    assert "“Design”" in said


def test_snippet_and_picture_that_an_editor_has_changed_are_kept(examples: None) -> None:
    browser = sign_in(SUPERUSER)
    person = Person.objects.get(name="Aidan Walsh")
    url = f"/admin/snippets/careers/person/edit/{person.pk}/"
    browser.post(url, {"name": "Own name", "job_title": "", "unit": "", "photo": ""})
    assert Person.objects.filter(name="Own name").exists()
    start("--remove-examples")
    assert [person.name for person in Person.objects.all()] == ["Own name"]


def test_own_picture_in_the_collection_of_examples_stays(examples: None) -> None:
    ImageFactory(title="Own", collection=Collection.objects.get(name="Careers examples"))
    start("--remove-examples")
    assert [image.title for image in get_image_model().objects.all()] == ["Own"]
    assert Collection.objects.filter(name="Careers examples").exists()


def test_copy_of_an_example_is_no_example(examples: None) -> None:
    team = TeamPage.objects.get(title="Backend")
    team.copy(update_attrs={"title": "Copied", "slug": "copied"})
    start("--remove-examples")
    assert [page.title for page in TeamPage.objects.all()] == ["Copied"]


def test_image_model_that_needs_more_than_a_file_leaves_out_pictures(
    home: HomePage,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
    client: Client,
) -> None:
    def refuse(self: object, *args: object, **kwargs: object) -> None:
        raise IntegrityError("NOT NULL constraint failed: images.photographer_id")

    monkeypatch.setattr(get_image_model(), "save", refuse)
    start("--examples", "--no-roles")
    assert client.get("/teams/design/").status_code == 200
