"""`careers_start`: what a new host's careers section is made of."""

from __future__ import annotations

from io import StringIO
from typing import Any
from unittest import mock

import pytest
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command
from django.test import Client
from PIL import Image
from wagtail.models import Locale, Page, Site

from careers.models import (
    CareersSettings,
    Location,
    PositionIndexPage,
    PositionType,
    TeamIndexPage,
)
from careers.site_setup import example_images
from home.models import HomePage
from tests.factories import HomePageFactory, StandardPageFactory, TeamIndexPageFactory
from tests.soup import get_soup, texts_of


@pytest.fixture
def home(db: None) -> HomePage:
    """The home page of the default site, with nothing below it."""
    return make_home()


def make_home() -> HomePage:
    home: HomePage = HomePageFactory(parent=Page.get_first_root_node(), title="Home")
    Site.objects.filter(is_default_site=True).update(root_page=home, site_name="Lindgren")
    return home


def tiny(drawing: example_images.Drawing) -> Image.Image:
    """Draw nothing: preparing and cutting pictures of full size takes most of a test's time."""
    return Image.new("RGB", (8, 6))


@pytest.fixture(autouse=True)
def _small_pictures(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(example_images, "draw", tiny)


def start(*options: str) -> str:
    output = StringIO()
    call_command("careers_start", *options, stdout=output)
    return output.getvalue()


def test_index_pages_stand_published_below_the_home_page(home: HomePage, client: Client) -> None:
    said = start()
    for address, title in (("/teams/", "Teams"), ("/positions/", "Positions")):
        assert texts_of(get_soup(client, address), "h1") == [title]
        assert f"http://localhost{address}" in said
    assert "http://localhost/admin/" in said


def test_roles_types_locations_and_the_employer_are_made(home: HomePage) -> None:
    said = start()
    assert Group.objects.filter(name__in=("Marketing", "Recruiters")).count() == 2
    assert PositionType.objects.filter(name="Full time", employment_type="FULL_TIME").exists()
    assert set(Location.objects.values_list("country", flat=True)) == {"PT", "IE", "CA"}
    assert CareersSettings.objects.get().employer_name == "Lindgren"
    assert "where to apply" in said


def test_roles_are_left_out_on_demand(home: HomePage) -> None:
    start("--no-roles")
    assert not Group.objects.filter(name="Recruiters").exists()


def test_second_run_changes_nothing(home: HomePage) -> None:
    start("--examples")
    CareersSettings.objects.update(employer_name="Own words")
    Location.objects.filter(name="Dublin").update(name="Own place")
    before = [Page.objects.count(), PositionType.objects.count(), Location.objects.count()]
    assert "All is there already." in start("--examples")
    assert before == [Page.objects.count(), PositionType.objects.count(), Location.objects.count()]
    assert CareersSettings.objects.get().employer_name == "Own words"


def test_own_types_and_locations_are_not_joined_by_others(home: HomePage) -> None:
    PositionType.objects.create(name="Temp", slug="temp")
    Location.objects.create(name="Oslo", slug="oslo", country="NO")
    start()
    assert [PositionType.objects.count(), Location.objects.count()] == [1, 1]


def test_index_page_elsewhere_on_the_site_is_enough(home: HomePage) -> None:
    about = StandardPageFactory(parent=home, title="About")
    with mock.patch.object(type(about), "subpage_types", None):
        TeamIndexPageFactory(parent=about, title="Our teams", slug="our-teams")
        start()
    assert TeamIndexPage.objects.get().title == "Our teams"
    assert PositionIndexPage.objects.get().get_parent().pk == home.pk


def test_draft_of_an_index_page_stays_a_draft_and_is_told(home: HomePage) -> None:
    TeamIndexPageFactory(parent=home, live=False)
    said = start()
    assert not TeamIndexPage.objects.get().live
    assert "publish “Teams”" in said
    assert "/teams/" not in said


def test_address_that_is_taken_is_left_to_the_page_that_has_it(home: HomePage) -> None:
    StandardPageFactory(parent=home, title="Old list", slug="positions")
    start()
    assert PositionIndexPage.objects.get().slug == "positions-2"


def test_apply_email_is_stored_and_no_longer_asked_for(home: HomePage) -> None:
    said = start("--apply-email", "jobs@example.com")
    assert CareersSettings.objects.get().apply_email == "jobs@example.com"
    assert "where to apply" not in said


def test_apply_email_that_is_none_changes_nothing(home: HomePage) -> None:
    with pytest.raises(CommandError, match=r"jobs at example is no e-mail address"):
        start("--apply-email", "jobs at example")
    assert not TeamIndexPage.objects.exists()


def test_home_page_type_that_takes_no_index_pages_is_named_with_what_to_change(
    home: HomePage,
) -> None:
    with (
        mock.patch.object(HomePage, "subpage_types", ["home.StandardPage"]),
        mock.patch.object(HomePage, "_clean_subpage_models", None),
        pytest.raises(CommandError) as error,
    ):
        start()
    assert '"careers.TeamIndexPage" and "careers.PositionIndexPage"' in str(error.value)
    assert "subpage_types of HomePage" in str(error.value)


# Which site, which page


def test_each_site_gets_a_section_of_its_own(home: HomePage, client: Client, settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    other = HomePageFactory(parent=Page.get_first_root_node(), title="Other")
    Site.objects.create(hostname="other.example", port=8080, root_page=other)
    start("--examples")
    said = start("--site", "other.example", "--examples")
    assert TeamIndexPage.objects.child_of(other).count() == 1
    assert "http://other.example:8080/teams/backend/" in said
    for host in ("localhost", "other.example:8080"):
        page = client.get("/teams/backend/", headers={"host": host})
        assert "Backend Engineer" in page.content.decode()


@pytest.mark.parametrize("parent", ["/about/us/", "about/us", "{pk}"])
def test_parent_is_given_by_path_or_id(home: HomePage, parent: str) -> None:
    about = StandardPageFactory(parent=home, slug="about")
    us = HomePageFactory(parent=about, slug="us")
    start()
    start("--parent", parent.format(pk=us.pk))
    assert TeamIndexPage.objects.child_of(us).count() == 1
    assert PositionIndexPage.objects.child_of(us).count() == 1


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--site", "nowhere.example"), "There is no site nowhere.example"),
        (("--site", "localhost:1"), "There is no site localhost:1"),
        (("--parent", "/nowhere/"), "There is no page at /nowhere/"),
        (("--parent", "987654"), "There is no page with the id 987654"),
    ],
)
def test_unknown_names_are_refused_in_words(
    home: HomePage, options: tuple[str, ...], message: str
) -> None:
    with pytest.raises(CommandError, match=message):
        start(*options)


def test_no_default_site_asks_for_one_by_name(home: HomePage) -> None:
    Site.objects.update(is_default_site=False)
    with pytest.raises(CommandError, match=r"--site \(localhost:80\)"):
        start()


def test_section_is_in_the_language_of_its_home_page(home: HomePage, settings: Any) -> None:
    german = Locale.objects.create(language_code="de")
    Page.objects.filter(pk=home.pk).update(locale=german)
    start("--examples")
    assert set(TeamIndexPage.objects.values_list("locale", flat=True)) == {german.pk}
    for model in (PositionType, Location):
        assert set(model._default_manager.values_list("locale", flat=True)) == {german.pk}
    assert "Aus" not in start("--examples")


def test_sections_of_two_languages_share_nothing(home: HomePage) -> None:
    german = Locale.objects.create(language_code="de")
    heim = home.copy_for_translation(german)
    heim.save_revision().publish()
    start("--examples")
    start("--parent", str(heim.pk), "--examples")
    assert Location.objects.filter(locale=german).count() == 3
    assert TeamIndexPage.objects.get(locale=german).get_children().count() == 2


def test_address_of_runserver_is_named_for_a_site_without_an_address(
    home: HomePage, settings: Any
) -> None:
    settings.DEBUG = True
    assert "http://localhost:8000/teams/" in start()
