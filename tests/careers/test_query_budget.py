"""How many queries a page costs whatever stands on it, before and after its facts are kept."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from careers.kept.facts import forget
from careers.models import CareersSettings, PositionLocation, PositionPage
from home.models import BrandSettings, FooterSettings, NavigationSettings
from tests.careers import block_data
from tests.factories import (
    ImageFactory,
    LocationFactory,
    NewsFeedFactory,
    NewsItemFactory,
    PersonFactory,
    PositionTypeFactory,
    Tree,
    today,
)

MAX_QUERIES = 22
MAX_QUERIES_WHEN_KEPT = 6
TABLE = re.compile(r'(?:FROM|JOIN) "?(\w+)')
#: How often which tables are read together.
Reads = Counter[frozenset[str]]

#: The tables that each query of a team page reads.
TEAM_PAGE: list[set[str]] = [
    # Wagtail finds the site and its root page, …
    {"wagtailcore_site", "wagtailcore_page"},
    {"wagtailcore_page"},
    {"home_homepage", "wagtailcore_page"},
    # … the way to the team leads over the index pages, which the page and its footer link to, …
    {"wagtailcore_page", "django_content_type"},
    {"careers_teampage", "wagtailcore_page"},
    # … and Wagtail asks whether everybody may see the team and all above it.
    {"wagtailcore_page"},
    {"wagtailcore_pageviewrestriction"},
    # Pictures of all parts, people with their photos, renditions of both with their colours.
    {"wagtailimages_image"},
    {"careers_person", "wagtailimages_image"},
    {"wagtailimages_rendition", "careers_imagecolour"},
    # What decides over open positions: private branches of the tree, each site's time zone.
    {"wagtailcore_pageviewrestriction", "wagtailcore_page"},
    {"careers_careerssettings", "wagtailcore_site", "wagtailcore_page"},
    # Addresses of all sites.
    {"wagtailcore_site", "wagtailcore_page", "wagtailcore_locale"},
    # The open positions with their number, their locations, their types.
    {"careers_positionpage", "careers_teampage", "wagtailcore_page"},
    {"careers_positionlocation", "careers_location"},
    {"careers_positionpagetype", "careers_positiontype"},
    # Brand, header and footer: settings, their pictures' renditions, linked pages, locations of
    # positions that everybody may see.
    {
        "wagtailcore_site",
        "home_brandsettings",
        "home_navigationsettings",
        "home_footersettings",
        "wagtailimages_image",
    },
    {"careers_careerssettings", "wagtailimages_image"},
    {"wagtailimages_rendition", "careers_imagecolour"},
    {"wagtailcore_page"},
    {
        "careers_location",
        "careers_positionlocation",
        "careers_positionpage",
        "careers_teampage",
        "wagtailcore_page",
    },
]
#: The items of a feed, with their pictures.
NEWS = {"careers_newsitem", "careers_newsfeed", "wagtailimages_image"}

#: The tables that each query of a position's page reads.
POSITION_PAGE: list[set[str]] = [
    # Wagtail finds the site and its root page, the way leads over the list of positions, …
    {"wagtailcore_site", "wagtailcore_page"},
    {"wagtailcore_page"},
    {"home_homepage", "wagtailcore_page"},
    {"wagtailcore_page", "django_content_type"},
    # … the position with its team, its locations and its types, …
    {"careers_positionpage", "careers_teampage", "wagtailcore_page"},
    {"careers_positionlocation", "careers_location"},
    {"careers_positionpagetype", "careers_positiontype"},
    # … and Wagtail asks whether everybody may see the position and all above it.
    {"wagtailcore_page"},
    {"wagtailcore_pageviewrestriction"},
    # What decides over the position, its team and similar ones, once for all of them.
    {"wagtailcore_pageviewrestriction", "wagtailcore_page"},
    {"careers_careerssettings", "wagtailcore_site", "wagtailcore_page"},
    # Addresses of all sites.
    {"wagtailcore_site", "wagtailcore_page", "wagtailcore_locale"},
    # Similar positions, their locations, their types.
    {"careers_positionpage", "careers_teampage", "wagtailcore_page"},
    {"careers_positionlocation", "careers_location"},
    {"careers_positionpagetype", "careers_positiontype"},
    # Brand, header, footer and where to apply, as on a team's page.
    *TEAM_PAGE[-5:],
]
#: Whether the content is still the same is asked first and last.
VERSION = Counter({frozenset({"careers_contentversion"}): 2})


@pytest.fixture(autouse=True)
def _no_cache(settings: Settings) -> None:
    nothing = {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}
    settings.CACHES = {"default": nothing, "renditions": nothing}


@pytest.fixture
def site(tree: Tree) -> Tree:
    """A tree with brand, header and footer as full as an editor would make them."""
    logo, logo_on_dark, icon = _small_picture(), _small_picture(), _small_picture()
    BrandSettings.objects.create(
        site=tree.site, name="Halmere", logo=logo, logo_on_dark=logo_on_dark, icon=icon
    )
    CareersSettings.objects.create(site=tree.site, social_image=_small_picture())
    teams = {"label": "Teams", "page": tree.teams.pk}
    positions = {"label": "Positions", "page": tree.positions.pk}
    NavigationSettings.objects.create(
        site=tree.site, items=[{"type": "link", "value": link} for link in (teams, positions)]
    )
    FooterSettings.objects.create(
        site=tree.site,
        columns=[
            {"type": "teams", "value": {"title": "Teams"}},
            {"type": "locations", "value": {"title": "Locations"}},
            {"type": "links", "value": {"title": "Legal", "links": [teams, positions]}},
        ],
    )
    tree.set_time_zone("Europe/Lisbon")
    return tree


@pytest.mark.parametrize(
    ("positions", "people", "pillar_images", "news", "expected"),
    [
        (5, 4, 2, 0, TEAM_PAGE),
        (500, 4, 2, 0, TEAM_PAGE),
        (5, 12, 2, 0, TEAM_PAGE),
        (5, 1, 8, 0, TEAM_PAGE),
        (5, 4, 0, 0, TEAM_PAGE),
        (5, 4, 2, 1, [*TEAM_PAGE, NEWS]),
        (5, 4, 2, 10, [*TEAM_PAGE, NEWS]),
    ],
)
def test_team_page_reads_the_same_whatever_stands_on_it(
    client: Client,
    site: Tree,
    positions: int,
    people: int,
    pillar_images: int,
    news: int,
    expected: list[set[str]],
) -> None:
    site.team.hero_image = _small_picture()
    items = [
        block_data.latest_item(_small_picture(), url=f"https://example.com/{number}")
        for number in range(2)
    ]
    persons = [PersonFactory(photo=_small_picture()) for _ in range(people)]
    images = [_small_picture() for _ in range(pillar_images)]
    body = [
        block_data.about(),
        block_data.open_positions(),
        block_data.pillars(number=8, images=images),
        block_data.latest(items, feed=_feed(news) if news else None, number=12),
        block_data.testimonials(persons),
    ]
    block_data.set_body(site.team, body)
    _fill(site, positions)

    reads = _reads(client, site.team.url)

    page = client.get(site.team.url).content.decode()
    assert f"{positions} open positions" in page
    assert page.count('<li class="card">') == len(items) + news
    assert reads == Counter(map(frozenset, expected)) + VERSION
    assert (reads - VERSION).total() <= MAX_QUERIES


def test_picture_for_sharing_costs_no_query(client: Client, site: Tree) -> None:
    people = [PersonFactory(photo=_small_picture())]
    block_data.set_body(
        site.team, [block_data.pillars(images=[_small_picture()]), block_data.testimonials(people)]
    )
    of_settings = _reads(client, site.team.url)
    assert "og:image" in client.get(site.team.url).content.decode()

    site.team.social_image = _small_picture()
    site.team.save()
    of_page = _reads(client, site.team.url)

    site.team.social_image = None
    site.team.save()
    CareersSettings.objects.update(social_image=None)
    assert "og:image" not in client.get(site.team.url).content.decode()
    assert of_settings == of_page == _reads(client, site.team.url)


def test_home_page_reads_the_same_however_much_there_is(client: Client, site: Tree) -> None:
    site.home.hero_image = _small_picture()
    _add_teams(site, 2)
    _fill(site, 4)
    picked = list(PositionPage.objects.values_list("pk", flat=True))
    body = [
        {"type": "position_search", "value": {"suggestions": ["Remote"]}},
        {"type": "team_grid", "value": {"heading": "Teams"}},
        {"type": "featured_positions", "value": {"positions": picked}},
        block_data.testimonials([PersonFactory(photo=_small_picture())]),
    ]
    block_data.set_body(site.home, body)
    before = _reads(client, "/")

    _fill(site, 100)
    _add_teams(site, 8)

    assert _reads(client, "/") == before


def test_page_with_every_part_reads_the_same_however_full_they_are(
    client: Client, site: Tree
) -> None:
    def fill(number: int) -> None:
        images = [_small_picture() for _ in range(number)]
        places = LocationFactory.create_batch(number)
        body = [
            block_data.faq(number),
            block_data.statistics(number),
            block_data.benefits(number),
            block_data.hiring_process(number),
            block_data.gallery(images),
            *(block_data.image(image) for image in images),
            *(block_data.video(image) for image in images),
            *(block_data.call_to_action() for _ in range(number)),
            *(block_data.locations(places) for places in [[], *[[place] for place in places]]),
        ]
        block_data.set_body(site.team, body)
        _fill(site, number)

    fill(2)
    before = _reads(client, site.team.url)
    fill(6)
    assert _reads(client, site.team.url) == before


def test_home_page_reads_the_same_for_one_and_for_four_of_its_own_parts(
    client: Client, site: Tree
) -> None:
    _add_teams(site, 2)
    _fill(site, 4)
    own = [
        {"type": "team_grid", "value": {"heading": "Teams"}},
        {"type": "featured_positions", "value": {"heading": "Newest", "positions": []}},
        block_data.locations(),
    ]
    block_data.set_body(site.home, own)
    before = _reads(client, "/")
    block_data.set_body(site.home, own * 4)
    assert _reads(client, "/") == before


def test_lists_of_teams_read_the_same_for_5_and_for_100_teams(client: Client, site: Tree) -> None:
    block_data.set_body(site.home, [block_data.team_grid()])
    _add_teams(site, 4)
    before = [_reads(client, path) for path in ("/", site.teams.url)]
    _add_teams(site, 95)
    paths = ("/", site.teams.url, f"{site.teams.url}?page=2")
    assert [_reads(client, path) for path in paths] == [*before, before[1]]


def test_position_index_reads_the_same_for_10_and_for_200_positions(
    client: Client, site: Tree
) -> None:
    _fill(site, 10)
    before = _reads(client, site.positions.url)
    _fill(site, 190)
    assert _reads(client, site.positions.url) == before


def test_position_page_reads_the_same_among_4_and_among_100_positions(
    client: Client, site: Tree
) -> None:
    position = site.add_position(
        locations=[LocationFactory()], types=[PositionTypeFactory()], closing_date=today()
    )
    _fill(site, 3)
    before = _reads(client, position.url)

    _fill(site, 96)
    position.position_locations.add(*_places(position, 5))
    position.save()

    assert _reads(client, position.url) == before
    assert before == Counter(map(frozenset, POSITION_PAGE)) + VERSION


def test_pages_ask_nothing_again_that_has_not_changed(client: Client, site: Tree) -> None:
    site.team.hero_image = _small_picture()
    block_data.set_body(site.team, [block_data.open_positions(), block_data.locations()])
    _fill(site, 8)
    position = site.add_position()
    paths = [page.url for page in (site.home, site.teams, site.team, position)]
    search = f"{site.positions.url}?q=position&team={site.team.slug}"
    for path in [*paths, search]:
        _reads(client, path)
    for path in paths:
        assert _reads_when_kept(client, path) == VERSION, path
    assert _reads_when_kept(client, search).total() <= MAX_QUERIES_WHEN_KEPT


def _reads_when_kept(client: Client, path: str) -> Reads:
    assert client.get(path).status_code == 200
    return _queries(client, path)


def _reads(client: Client, path: str) -> Reads:
    """The tables that each query of a request reads, once all renditions are made.

    Nothing is kept of the request before.
    """
    assert client.get(path).status_code == 200
    forget()
    return _queries(client, path)


def _queries(client: Client, path: str) -> Reads:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 200
    return Counter(frozenset(TABLE.findall(query["sql"])) for query in queries)


def _small_picture() -> ImageFactory:
    return ImageFactory(file__width=16, file__height=16)


def _feed(number: int) -> int:
    """The key of a feed with `number` items, each with a picture of its own."""
    feed: Any = NewsFeedFactory()
    for _ in range(number):
        NewsItemFactory(feed=feed, image=_small_picture())
    return feed.pk


def _add_teams(tree: Tree, number: int) -> None:
    for _ in range(number):
        tree.add_team(listing_image=_small_picture(), hero_image=_small_picture())


def _places(position: PositionPage, number: int) -> list[PositionLocation]:
    return [PositionLocation(position=position, location=LocationFactory()) for _ in range(number)]


def _fill(tree: Tree, number: int) -> None:
    """Open positions of the tree's team, each at the same place."""
    place = LocationFactory()
    PositionLocation.objects.bulk_create(
        PositionLocation(position_id=position.pk, location=place) for position in tree.fill(number)
    )
