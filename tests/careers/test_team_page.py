"""The model page: a team's careers page with its hero and five sections."""

from __future__ import annotations

import json
from itertools import pairwise

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from careers.models import Person, TeamPage
from tests.careers import block_data
from tests.careers.team_form import draftail, list_items, post_team
from tests.factories import (
    ImageFactory,
    LocationFactory,
    PersonFactory,
    PositionTypeFactory,
    Tree,
    make_private,
)
from tests.html import assert_valid_html
from tests.soup import get_soup, select, text_of, texts_of

HOSTILE = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>"
STARTING_BLOCKS = ["about", "open_positions", "pillars", "latest", "testimonials"]

DANGLING = 999_999


def shown_sections(soup: BeautifulSoup) -> list[str]:
    return [section["class"][-1] for section in soup.select("main > section")]


def headings(soup: BeautifulSoup) -> list[int]:
    return [int(tag.name[1]) for tag in soup.select("h1, h2, h3, h4, h5, h6")]


def test_list_of_teams_has_those_that_everybody_may_see(client: Client, tree: Tree) -> None:
    tree.add_team(title="Draft", live=False)
    private = tree.add_team(title="Private")
    make_private(private)
    tree.add_position(team=private)
    tree.add_position()
    teams = get_soup(client, tree.teams.url)
    assert texts_of(teams, ".team-row h2") == [tree.team.title]
    assert text_of(select(teams, ".hero .button")) == "1 open position"


@pytest.mark.django_db
def test_new_team_page_starts_with_the_blocks_of_the_model_page_in_their_order() -> None:
    assert [block.block_type for block in TeamPage().body] == STARTING_BLOCKS


def test_form_of_a_new_team_shows_the_blocks_in_place(admin_client: Client, tree: Tree) -> None:
    url = reverse("wagtailadmin_pages:add", args=["careers", "teampage", tree.teams.pk])
    editor = select(get_soup(admin_client, url), "#body[data-w-block-arguments-value]")
    stored = json.loads(str(editor["data-w-block-arguments-value"]))[0]
    assert [block["type"] for block in stored] == STARTING_BLOCKS


def test_page_shows_the_hero_and_then_its_sections_in_their_order(
    client: Client, tree: Tree
) -> None:
    block_data.set_body(tree.team, block_data.model_page([PersonFactory()]))
    soup = get_soup(client, tree.team.url)
    assert shown_sections(soup) == [
        "hero-team",
        "block-about",
        "block-open-positions",
        "block-pillars",
        "block-latest",
        "block-testimonials",
    ]
    assert texts_of(soup, "h1, h2.block-heading") == [
        "Meet the Backend Development team",
        "About us",
        "Open positions at Backend Development team",
        "What makes us different",
        "The latest",
        "The people",
    ]


def test_page_is_valid_html(client: Client, tree: Tree) -> None:
    tree.team.hero_image = ImageFactory()
    for _ in range(6):
        tree.add_position(locations=[LocationFactory()], types=[PositionTypeFactory()])
    items = [
        block_data.latest_item(
            ImageFactory(), url=f"https://example.com/{index}", date="2026-11-09"
        )
        for index in range(4)
    ]
    body = block_data.model_page([PersonFactory()])
    block_data.set_body(
        tree.team, [*body, block_data.latest(items), block_data.pillars(2, [ImageFactory()])]
    )
    assert_valid_html(client.get(tree.team.url).content.decode())


def test_sections_stand_in_the_order_that_the_editor_gave_them(client: Client, tree: Tree) -> None:
    block_data.set_body(tree.team, block_data.model_page([PersonFactory()])[::-1])
    assert shown_sections(get_soup(client, tree.team.url))[1:3] == [
        "block-testimonials",
        "block-latest",
    ]


def test_hero_shows_the_heading_and_introduction_of_its_editor(client: Client, tree: Tree) -> None:
    tree.team.hero_heading, tree.team.hero_text = "We keep it up", "All of it.\nAlways."
    tree.team.save()
    soup = get_soup(client, tree.team.url)
    assert texts_of(soup, "h1") == ["We keep it up"]
    assert text_of(select(soup, ".hero .hero-text")) == "All of it. Always."


def test_crumb_leads_back_to_all_teams(client: Client, tree: Tree) -> None:
    crumb = select(get_soup(client, tree.team.url), ".crumbs a")
    assert (crumb["href"], text_of(crumb)) == ("/teams/", "Teams")


@pytest.mark.parametrize(("number", "words"), [(1, "1 open position"), (7, "7 open positions")])
def test_button_says_how_many_positions_are_open_and_leads_to_them(
    client: Client, tree: Tree, number: int, words: str
) -> None:
    block_data.set_body(
        tree.team, [block_data.about(), block_data.open_positions(anchor="jobs-here")]
    )
    for _ in range(number):
        tree.add_position()
    tree.add_position(team=tree.add_team())
    soup = get_soup(client, tree.team.url)
    button = select(soup, ".hero a.button")
    assert text_of(button) == words
    assert select(soup, str(button["href"])).name == "section"


def test_without_open_positions_there_is_no_button(client: Client, tree: Tree) -> None:
    block_data.set_body(tree.team, [block_data.open_positions()])
    assert not get_soup(client, tree.team.url).select(".hero a.button")


def test_without_a_list_of_positions_there_is_no_button(client: Client, tree: Tree) -> None:
    block_data.set_body(tree.team, [block_data.about()])
    tree.add_position()
    assert not get_soup(client, tree.team.url).select(".hero a.button")


@pytest.mark.parametrize(
    ("empty_text", "shown"),
    [
        ("", "There are no open positions in this team today. All open positions"),
        ("Come back in May.", "Come back in May. All open positions"),
    ],
)
def test_team_without_positions_says_so_and_leads_to_all_others(
    client: Client, tree: Tree, empty_text: str, shown: str
) -> None:
    block_data.set_body(tree.team, [block_data.open_positions(empty_text=empty_text)])
    empty = select(get_soup(client, tree.team.url), ".block-open-positions .empty")
    assert text_of(empty) == shown
    assert select(empty, "a")["href"] == "/positions/"


def test_pillars_are_numbered_by_their_order(client: Client, tree: Tree) -> None:
    block_data.set_body(tree.team, [block_data.pillars(8)])
    soup = get_soup(client, tree.team.url)
    assert texts_of(soup, ".pillar-number") == [f"{number:02d}" for number in range(1, 9)]
    assert texts_of(soup, ".pillar h3") == [f"Pillar title {number}" for number in range(1, 9)]


def test_testimonial_is_a_figure_with_quote_and_caption(client: Client, tree: Tree) -> None:
    person = PersonFactory(name="Alma Reyes", job_title="Developer", unit="Core Server")
    block_data.set_body(tree.team, [block_data.testimonials([person])])
    figure = select(get_soup(client, tree.team.url), ".testimonial > figure")
    assert text_of(select(figure, ".label")) == "Core Server"
    assert text_of(select(figure, "blockquote")) == "“Words of Alma Reyes”"
    assert text_of(select(figure, "figcaption")) == "Alma Reyes Developer"


def test_testimonial_may_name_another_unit(client: Client, tree: Tree) -> None:
    item = {"person": PersonFactory(unit="Core").pk, "quote": "Yes.", "unit": "Identity"}
    block_data.set_body(tree.team, [block_data.testimonials([], testimonials=[item])])
    assert texts_of(get_soup(client, tree.team.url), ".testimonial .label") == ["Identity"]


def test_headings_nest_without_gaps(client: Client, tree: Tree) -> None:
    about = block_data.about(text="<h3>History</h3><p>Long.</p>")
    tree.add_position()
    block_data.set_body(tree.team, [about, *block_data.model_page([PersonFactory()])])
    levels = headings(get_soup(client, tree.team.url))
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(level <= before + 1 for before, level in pairwise(levels))


def test_ids_are_unique_however_often_a_block_comes(client: Client, tree: Tree) -> None:
    body = [
        block_data.about(),
        block_data.about(),
        block_data.about(anchor="about-2"),
        block_data.about(anchor="pillars"),
        block_data.pillars(),
        block_data.open_positions(),
        block_data.about(anchor="open-positions"),
    ]
    block_data.set_body(tree.team, body)
    soup = get_soup(client, tree.team.url)
    ids = [tag["id"] for tag in soup.select("[id]")]
    assert len(ids) == len(set(ids))
    assert {tag["aria-labelledby"] for tag in soup.select("[aria-labelledby]")} <= set(ids)


def test_new_team_can_be_saved_as_it_is_and_previewed(admin_client: Client, tree: Tree) -> None:
    team = tree.add_team(title="Data")
    as_it_is = [
        ("about", {}),
        ("open_positions", {"page_size": "5"}),
        ("pillars", {"pillars": list_items({})}),
        ("latest", {"items": list_items(), "number": "4"}),
        ("testimonials", {"testimonials": list_items({})}),
    ]
    assert post_team(admin_client, team, as_it_is, "draft") is None
    draft = team.get_latest_revision_as_object()
    assert [block.block_type for block in draft.body] == STARTING_BLOCKS
    soup = get_soup(admin_client, reverse("wagtailadmin_pages:view_draft", args=[team.pk]))
    assert len(shown_sections(soup)) == 1 + len(STARTING_BLOCKS)


def test_open_positions_may_stand_on_a_page_once(admin_client: Client, tree: Tree) -> None:
    block = ("open_positions", {"page_size": "5"})
    form = post_team(admin_client, tree.team, [block, block])
    (error,) = form.errors.as_data()["body"]
    assert "The maximum number of items is 1" in str(error.as_json_data())
    assert post_team(admin_client, tree.team, [block]) is None


@pytest.mark.parametrize("missing", ["nothing is chosen", "rows are gone", "files are gone"])
def test_page_is_shown_without_the_images_that_are_missing(
    client: Client, tree: Tree, missing: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("careers.guards.deletion.uses_of", lambda used: [])  # as for SQL
    images = [ImageFactory() for _ in range(4)]
    person: Person = PersonFactory(photo=images[0])
    body = [
        block_data.pillars(2, images[1:2]),
        block_data.latest([block_data.latest_item(images[2])]),
    ]
    block_data.set_body(tree.team, [*body, block_data.testimonials([person])])
    tree.team.hero_image = images[3]
    tree.team.save()
    for image in images:
        if missing == "files are gone":
            image.file.storage.delete(image.file.name)
            image.renditions.all().delete()
        elif missing == "rows are gone":
            image.delete()
    if missing == "nothing is chosen":
        block_data.set_body(
            tree.team, [block_data.pillars(2), block_data.latest([block_data.latest_item()])]
        )
        tree.team.hero_image = None
        tree.team.save()

    soup = get_soup(client, tree.team.url)

    assert not soup.select("main img")
    assert len(soup.select(".pillar")) == 2
    assert len(soup.select(".card h3")) == 1


def test_chosen_people_and_pages_that_were_deleted_leave_the_page_whole(
    client: Client, tree: Tree
) -> None:
    item = block_data.latest_item(title="Still here", url="", page=DANGLING)
    testimonial = {"person": DANGLING, "quote": "I left."}
    body = [block_data.latest([item]), block_data.testimonials([], testimonials=[testimonial])]
    block_data.set_body(tree.team, body)
    soup = get_soup(client, tree.team.url)
    assert texts_of(soup, ".card h3") == ["Still here"]
    assert not soup.select(".card h3 a")
    assert texts_of(soup, "blockquote") == ["“I left.”"]


def test_hostile_text_is_shown_as_text(client: Client, tree: Tree) -> None:
    person = PersonFactory(name=HOSTILE, job_title=HOSTILE, unit=HOSTILE, photo=None)
    quote = {"person": person.pk, "quote": HOSTILE}
    item = block_data.latest_item(
        title=HOSTILE, duration=HOSTILE, url="https://example.com/?a=\"'><b>"
    )
    tree.team.title, tree.team.hero_text = HOSTILE, HOSTILE
    tree.team.search_description = HOSTILE
    body = [
        block_data.about(heading=HOSTILE),
        block_data.open_positions(empty_text=HOSTILE),
        block_data.pillars(2, pillars=[{"title": HOSTILE, "text": ""}] * 2, tone=HOSTILE),
        block_data.latest([item], heading=""),
        block_data.testimonials([], testimonials=[quote], heading=HOSTILE),
    ]
    block_data.set_body(tree.team, body)

    soup = get_soup(client, tree.team.url)

    assert not soup.select("img, [onerror], script:not([src])")
    assert text_of(select(soup, "main")).count("<script>alert(1)</script>") >= 12


def test_saved_rich_text_holds_no_script(admin_client: Client, tree: Tree) -> None:
    text = draftail("<script>alert(1)</script>", "javascript:alert(1)")
    assert post_team(admin_client, tree.team, [("about", {"heading": "Us", "text": text})]) is None
    prose = select(get_soup(admin_client, tree.team.url), ".prose")
    assert text_of(prose) == "<script>alert(1)</script>"
    assert not prose.select("script")
    assert "javascript:" not in str(prose)
