"""Teams, locations, types, and the site."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest

from careers.models import CareersSettings, SocialLink
from home.models import BrandSettings, FooterSettings, NavigationSettings
from tests.careers.api.reading import get, read
from tests.factories import (
    ImageFactory,
    LocationFactory,
    PositionTypeFactory,
    StandardPageFactory,
    Tree,
    make_private,
)

pytestmark = pytest.mark.django_db


def test_teams_are_those_of_the_page_with_their_open_positions(tree: Tree) -> None:
    tree.add_team(title="Draft", live=False)
    make_private(tree.add_team(title="Private"))
    data = tree.add_team(title="Data", hero_image=ImageFactory())
    tree.fill(3)
    tree.add_position(team=data)
    found = read("teams/")
    assert [(team["title"], team["open_positions"]) for team in found["results"]] == [
        ("Backend Development", 3),
        ("Data", 1),
    ]
    assert found["results"][0]["image"] is None
    assert found["results"][1]["image"]["src"].startswith("http://localhost/media/")


def test_teams_come_in_pages(tree: Tree) -> None:
    for number in range(4):
        tree.add_team(title=f"Team {number}")
    first = read("teams/", {"limit": 2, "fields": "title"})
    assert [team["title"] for team in first["results"]] == [tree.team.title, "Team 0"]
    address = urlsplit(first["links"]["next"])
    assert address.path == "/api/careers/v1/teams/"
    assert parse_qs(address.query) == {"fields": ["title"], "limit": ["2"], "page": ["2"]}
    assert first["links"]["previous"] is None
    last = read("teams/", {"limit": 2, "page": 3})
    assert [team["title"] for team in last["results"]] == ["Team 3"]
    assert last["links"]["next"] is None


def test_locations_and_types_are_those_of_published_positions(tree: Tree) -> None:
    lisbon, draft = LocationFactory(name="Lisbon"), LocationFactory(name="Draft")
    intern = PositionTypeFactory(name="Intern")
    PositionTypeFactory(name="Unused")
    tree.add_position(locations=[lisbon], types=[intern])
    tree.add_position(locations=[lisbon])
    tree.add_position(locations=[draft], live=False)
    assert [
        (found["name"], found["open_positions"]) for found in read("locations/")["results"]
    ] == [("Lisbon", 2)]
    assert [(found["name"], found["open_positions"]) for found in read("types/")["results"]] == [
        ("Intern", 1)
    ]
    assert read("types/", {"fields": "slug"})["results"] == [{"slug": intern.slug}]


def test_site_says_what_surrounds_every_page(tree: Tree) -> None:
    privacy = StandardPageFactory(parent=tree.home, slug="privacy")
    draft = StandardPageFactory(parent=tree.home, slug="draft", live=False)
    BrandSettings.objects.create(site=tree.site, name="Halmere", suffix="Careers", accent="#123456")
    NavigationSettings.objects.create(
        site=tree.site,
        items=[
            {"type": "link", "value": {"label": label, "page": page.pk}}
            for label, page in (("Privacy", privacy), ("Draft", draft))
        ],
    )
    FooterSettings.objects.create(
        site=tree.site, columns=[{"type": "teams", "value": {"title": "Teams"}}], note="The end"
    )
    employer = CareersSettings.objects.create(
        site=tree.site,
        employer_name="Halmere Ltd",
        time_zone="Europe/Lisbon",
        employer_logo=ImageFactory(),
    )
    SocialLink.objects.create(settings=employer, label="Notes", url="https://notes.example")
    site = read("site/")
    assert site["url"] == "http://localhost/"
    assert site["time_zone"] == "Europe/Lisbon"
    assert site["employer"]["social_links"] == [{"label": "Notes", "url": "https://notes.example"}]
    assert site["employer"]["logo"]["url"].startswith("http://localhost/media/")
    assert (site["brand"]["full_name"], site["brand"]["accent"]) == ("Halmere Careers", "#123456")
    assert site["navigation"] == [{"label": "Privacy", "url": "http://localhost/privacy/"}]
    assert site["footer"] == {
        "columns": [
            {"title": "Teams", "links": [{"label": tree.team.title, "url": tree.team.full_url}]}
        ],
        "note": "The end",
    }
    assert site["indexes"]["positions"]["path"] == "/positions/"
    assert {"code": "he", "name": "עברית"} in site["locales"]


@pytest.mark.parametrize("path", ["addresses/", "locations/", "positions/", "teams/", "types/"])
@pytest.mark.parametrize("fields", ["id,translation_key", "translation_key", "id"])
def test_slim_answer_has_the_surrogate_keys_of_the_whole_one(
    tree: Tree, path: str, fields: str
) -> None:
    tree.add_position(locations=[LocationFactory()], types=[PositionTypeFactory()])
    slim, whole = get(path, {"fields": fields}), get(path)
    assert set(slim.json()["results"][0]) == {*fields.split(",")}
    assert slim["Surrogate-Key"] == whole["Surrogate-Key"]
