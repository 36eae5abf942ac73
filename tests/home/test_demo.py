"""The demo site as it is after `load_demo`, which runs once for all tests of a class."""

from __future__ import annotations

import re
import tempfile
from collections import Counter
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup, Tag
from django.conf import settings
from django.contrib.auth.models import User
from django.test import TestCase, override_settings
from django.urls import reverse
from wagtail.images import get_image_model
from wagtail.models import Page, Site
from wagtail.query import PageQuerySet

from careers.blocks import catalogue
from careers.core.local_dates import find_zone
from careers.image_library.wanted_renditions import wanted_filters
from careers.models import Location, Person, PositionPage, PositionType, TeamPage
from home.demo import content
from home.models import BrandSettings, HomePage
from tests.careers.block_data import set_body
from tests.home.demo import fetched, load, pretend_renditions, rendition_name, shown_kinds
from tests.html import problems
from tests.soup import get_soup, select, text_of, texts_of

BACKEND = "/teams/backend-development/"
HOW_WE_WORK = "/how-we-work/"
#: Of a team's page, below the hero, which is the first.
SIX_PARTS = ("about", "open_positions", "pillars", "latest", "testimonials")


@pytest.mark.slow
class DemoTests(TestCase):
    media: Path
    said: str

    @classmethod
    def setUpTestData(cls) -> None:
        folder = cls.enterClassContext(tempfile.TemporaryDirectory())
        cls.media = Path(folder)
        with override_settings(MEDIA_ROOT=cls.media):
            cls.said = load("--if-empty")
        pretend_renditions()

    def setUp(self) -> None:
        self.enterContext(override_settings(MEDIA_ROOT=self.media))

    def backend(self) -> BeautifulSoup:
        return get_soup(self.client, BACKEND)

    def pages(self) -> PageQuerySet:
        return Page.objects.live().descendant_of(Site.objects.get().root_page, inclusive=True)

    def test_there_are_8_teams_and_some_80_positions_in_8_places(self) -> None:
        assert TeamPage.objects.live().count() == 8
        assert 74 <= PositionPage.objects.live().count() <= 90
        assert Location.objects.count() == 8
        assert len(set(Location.objects.values_list("country", flat=True))) >= 3
        assert Person.objects.count() >= 20

    def test_types_have_their_seven_names(self) -> None:
        assert [kind.name for kind in PositionType.objects.all()] == [
            "Temp",
            "Student",
            "Intern",
            "Program",
            "Entry-level",
            "Full time",
            "People Manager",
        ]
        used = {kind for position in PositionPage.objects.open() for kind in position.types}
        assert len(used) == 7

    def test_positions_are_of_all_kinds(self) -> None:
        found = PositionPage.objects.open()
        assert set(found.values_list("workplace", flat=True)) == {"on_site", "hybrid", "remote"}
        pays = [position.pay for position in found]
        assert any(pays)
        assert not all(pays)
        assert any(len(position.title) > 100 for position in found)
        assert PositionPage.objects.filter(closed_at__isnull=False).count() >= 3
        assert any(len(position.locations) > 1 for position in found)

    def test_one_team_has_no_open_position(self) -> None:
        counts = Counter(PositionPage.objects.open().values_list("team", flat=True))
        (idle,) = TeamPage.objects.exclude(pk__in=counts)
        soup = get_soup(self.client, idle.url)
        assert not soup.select(".hero a.button")
        assert select(soup, ".block-open-positions .empty")

    def test_backend_page_has_its_six_parts_in_their_order(self) -> None:
        parts = [section["class"][-1] for section in self.backend().select("main > section")]
        assert parts == [
            "hero-team",
            "block-about",
            "block-statistics",
            "block-open-positions",
            "block-pillars",
            "block-latest",
            "block-testimonials",
        ]
        assert texts_of(self.backend(), "h1, h2.block-heading") == [
            "Meet the Backend Development team",
            "About us",
            "Open positions at Backend Development team",
            "What makes us different",
            "The latest from Backend Development",
            "The people who make us",
        ]

    def test_every_team_page_has_the_six_parts(self) -> None:
        for team in TeamPage.objects.all():
            kinds = [block.block_type for block in team.body if block.block_type in SIX_PARTS]
            assert kinds == list(SIX_PARTS), team
            assert team.hero_image

    def test_backend_shows_5_of_its_16_positions(self) -> None:
        soup = self.backend()
        assert text_of(select(soup, ".hero a.button")) == "16 open positions"
        assert text_of(select(soup, "#open-positions-count")) == "Showing 5 out of 16"
        assert texts_of(soup, ".block-open-positions h3") == [
            "Backend Engineer – Billing Platform",
            "Backend Engineer – eCommerce",
            "Senior Backend Engineer",
            "Backend Engineer – Platform Engineering",
            "Engineering Lead – Search",
        ]
        assert len(get_soup(self.client, f"{BACKEND}?show=20").select(".position-row")) == 16

    def test_backend_page_gives_its_figures(self) -> None:
        soup = self.backend()
        labels = texts_of(soup, ".statistic dt")
        assert dict(zip(labels, texts_of(soup, ".statistic dd"), strict=True)) == {
            "microservices in production": "3,000+",
            "HTTP requests a day": "500B",
            "deployments a day": "600+",
            "data centres and cloud regions": "19",
            "visitors a month": "1.2B",
            "of the time goes into our own learning": "20 %",
        }

    def test_backend_pillars_stand_in_their_order(self) -> None:
        assert texts_of(self.backend(), ".pillar-number, .pillar h3") == [
            *("01", "AI-first architecture"),
            *("02", "No limits"),
            *("03", "Invested in our craft"),
            *("04", "Large scale"),
        ]

    def test_backend_people_speak_for_their_units(self) -> None:
        units = texts_of(self.backend(), ".testimonial .label")
        assert units == ["CRM", "Internal Systems", "Core Server", "Identity"]

    def test_backend_shows_its_latest_four(self) -> None:
        soup = self.backend()
        assert len(soup.select(".block-latest .card h3 a")) == 4
        assert {"Article", "Talk", "Video"} >= set(texts_of(soup, ".block-latest .label b"))

    def test_every_part_that_a_page_can_have_is_shown(self) -> None:
        missing = {
            page_model.__name__: offered - shown_kinds(page_model)
            for page_model, offered in (
                (TeamPage, set(SIX_PARTS)),
                (HomePage, {"position_search", "team_grid", "featured_positions"}),
                (PositionPage, {"section", "faq", "hiring_process"}),
                (Page, set(catalogue.standard_page_blocks())),
            )
        }
        assert not any(missing.values()), missing

    def test_how_we_work_tells_the_practical_things(self) -> None:
        soup = get_soup(self.client, HOW_WE_WORK)
        assert texts_of(soup, "main h2.block-heading, main h2.across") == [
            "What you get",
            "Four conversations, three weeks",
            "See where it runs",
            "Asked before signing",
            "Five of eight addresses",
            "Where we sit",
            "On our mind",
            "Eight voices",
            "Come and hold something up.",
        ]

    def test_pictures_of_places_say_what_they_show(self) -> None:
        soup = get_soup(self.client, HOW_WE_WORK)
        pictures = soup.select(".block-gallery img, .block-image img")
        assert len(pictures) == 6
        assert all(picture["alt"] for picture in pictures)

    def test_film_is_named_and_waits_for_a_click(self) -> None:
        part = select(get_soup(self.client, HOW_WE_WORK), ".block-video")
        assert "Big Buck Bunny” by the Blender Foundation, CC BY 3.0" in text_of(part)
        assert str(select(part, "a.video-facade")["data-embed"]).startswith(
            "https://www.youtube-nocookie.com/embed/"
        )
        assert part.select(".video-facade picture, .transcript p")
        assert not part.select("iframe")

    def test_every_place_gives_its_time_and_its_open_positions(self) -> None:
        zones = Location.objects.values_list("time_zone", flat=True)
        assert len({find_zone(zone) for zone in zones} - {None}) == 8
        rows = get_soup(self.client, HOW_WE_WORK).select(".location")
        assert len(rows) == 8
        for row in rows:
            assert text_of(select(row, ".label")), row
            address = str(select(row, "a")["href"])
            found = get_soup(self.client, address).select(".position-row")
            assert text_of(select(row, "a")).startswith(f"{len(found)} open position"), address

    def test_every_page_describes_itself_in_160_characters(self) -> None:
        for page in self.pages().not_type(PositionPage):
            assert 60 <= len(page.search_description) <= 160, page

    def test_every_page_could_be_published_by_an_editor(self) -> None:
        for page in self.pages().specific():
            page.full_clean()
            if body := getattr(page, "body", None):
                body.stream_block.clean(body)

    def test_nobody_has_the_face_of_another(self) -> None:
        hashes = [person.photo.get_file_hash() for person in Person.objects.all() if person.photo]
        assert len(hashes) == len(set(hashes)) == Person.objects.count()

    def test_every_picture_says_where_to_look_and_what_it_shows(self) -> None:
        rows = {row["title"]: row for row in content.read("images.toml")["image"]}
        images = get_image_model().objects.all()
        assert images.count() == len(rows)
        for image in images:
            assert image.has_focal_point(), image.title
            assert image.description or rows[image.title].get("decorative"), image.title

    def test_site_answers_where_its_base_url_says(self) -> None:
        site = Site.objects.get()
        assert site.root_url == settings.WAGTAILADMIN_BASE_URL
        assert isinstance(site.root_page.specific, HomePage)
        assert not any(Page.find_problems())

    def test_every_page_answers_is_valid_and_fetches_nothing_from_elsewhere(self) -> None:
        closed = set(PositionPage.objects.exclude(pk__in=PositionPage.objects.open()))
        faults: dict[str, object] = {}
        assert self.pages().count() >= 1 + 2 + 8 + 74
        for page in self.pages().specific():
            response = self.client.get(page.url)
            html = response.content.decode()
            soup = BeautifulSoup(html, "html.parser")
            expected = 410 if page in closed else 200
            if response.status_code != expected:
                faults[page.url] = response.status_code
            elif found := problems(html):
                faults[page.url] = found[:3]
            elif elsewhere := {url for url in fetched(soup) if urlsplit(url).netloc}:
                faults[page.url] = elsewhere
        assert faults == {}

    def test_pictures_reach_the_pages(self) -> None:
        soup = self.backend()
        for selector, number in (
            (".hero picture", 1),
            (".block-latest picture", 4),
            (".testimonial picture", 4),
            (".site-header picture", 1),
        ):
            assert len(soup.select(selector)) == number, selector

    def test_pictures_are_cut_as_the_pages_show_them(self) -> None:
        addresses = [page.url for page in self.pages().not_type(PositionPage)]
        addresses += [PositionPage.objects.open()[0].url, reverse("home:manifest")]
        asked = "".join(self.client.get(address).content.decode() for address in addresses)
        shown = set(re.findall(r"images/\d+\.[\w.-]+", asked))
        assert shown
        cut = {
            rendition_name(int(key), item.spec)
            for key, filters in wanted_filters().items()
            for item in filters
        }
        assert shown - cut == set()

    def test_links_within_the_site_lead_to_pages(self) -> None:
        links: set[str] = set()
        for path in ("/", BACKEND, "/teams/", HOW_WE_WORK):
            soup = get_soup(self.client, path)
            anchors: list[Tag] = soup.select("a[href^='/']")
            links |= {str(tag["href"]).partition("#")[0] for tag in anchors}
        assert len(links) > 30
        broken = {link for link in links if self.client.get(link).status_code != 200}
        assert broken == set()

    # Loading it again

    def test_empty_database_is_filled(self) -> None:
        assert self.said == f"Demo content: {Page.objects.exclude(depth=1).count()} pages made.\n"

    def test_second_load_makes_nothing_and_keeps_what_was_edited(self) -> None:
        team = TeamPage.objects.get(slug="backend-development")
        set_body(team, [])
        team.title = "Backend, as we call it"
        team.save_revision().publish()
        BrandSettings.objects.update(name="Ours")
        before = Page.objects.count(), get_image_model().objects.count(), Person.objects.count()

        assert load() == "Demo content: 0 pages made.\n"

        team.refresh_from_db()
        assert (team.title, len(team.body)) == ("Backend, as we call it", 0)
        assert BrandSettings.objects.get().name == "Ours"
        assert before == (
            Page.objects.count(),
            get_image_model().objects.count(),
            Person.objects.count(),
        )

    def test_second_load_brings_back_what_was_deleted(self) -> None:
        PositionPage.objects.get(slug="senior-backend-engineer").delete()
        assert load() == "Demo content: 1 pages made.\n"
        assert PositionPage.objects.get(slug="senior-backend-engineer").is_open

    # Its users

    def load_with_passwords(self, *options: str) -> str:
        with override_settings(
            DEMO_PASSWORDS={"marketing": "m", "approver": "a", "recruiter": "r"}
        ):
            return load(*options)

    def test_each_role_has_a_user(self) -> None:
        said = self.load_with_passwords("--users")
        assert said.endswith("Demo users: marketing, approver, recruiter.\n")
        assert {
            user.username: user.groups.get().name
            for user in User.objects.prefetch_related("groups")
        } == {
            "marketing": "Marketing",
            "approver": "Marketing approvers",
            "recruiter": "Recruiters",
        }
        for user in User.objects.all():
            assert user.check_password(user.username[0])
            assert user.email == f"{user.username}@halmere.example"
            assert user.get_full_name()
            assert not user.is_superuser
        assert self.client.login(username="recruiter", password="r")
        assert self.client.get(reverse("careers_positions:index")).status_code == 200

    def test_reset_makes_everything_anew_and_leaves_users_as_they_are(self) -> None:
        pages = Page.objects.count()
        TeamPage.objects.update(hero_heading="Spoilt")
        people = Person.objects.filter(name__startswith="A")
        people._raw_delete(people.db)  # pages show them
        self.load_with_passwords("--users")
        user = User.objects.get(username="marketing")
        user.groups.clear()
        user.set_password("chosen since")
        user.save()

        self.load_with_passwords("--users", "--reset")

        assert Page.objects.count() == pages
        assert not TeamPage.objects.filter(hero_heading="Spoilt").exists()
        assert Person.objects.filter(name__startswith="A").exists()
        user = User.objects.get(username="marketing")
        assert user.check_password("chosen since")
        assert not user.groups.exists()
        assert User.objects.count() == 3

    def test_deleted_user_stays_deleted_where_the_demo_is_there(self) -> None:
        self.load_with_passwords("--users")
        User.objects.get(username="marketing").delete()
        self.load_with_passwords("--users", "--if-empty")
        assert not User.objects.filter(username="marketing").exists()

    def test_users_are_not_made_unasked_or_without_passwords(self) -> None:
        self.load_with_passwords()
        assert not User.objects.exists()
        assert load("--users").endswith(
            "No users were made for MARKETING_PASSWORD, APPROVER_PASSWORD, RECRUITER_PASSWORD, "
            "which are not set.\n"
        )
        assert not User.objects.exists()

    def test_if_empty_leaves_a_site_alone(self) -> None:
        PositionPage.objects.get(slug="senior-backend-engineer").delete()
        assert "was not loaded" in load("--if-empty", "--verbosity=2")
        assert not PositionPage.objects.filter(slug="senior-backend-engineer").exists()


@pytest.mark.django_db
def test_if_empty_respects_a_single_page_of_somebody() -> None:
    root = Page.get_first_root_node()
    root.add_child(instance=HomePage(title="Mine", slug="mine"))
    assert "was not loaded" in load("--if-empty", "--verbosity=2")
