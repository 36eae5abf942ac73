"""Teams on their index page and in the grid, however many there are."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from careers.blocks.team_grid import NUMBER_OF_TEAMS
from careers.models import TeamPage
from careers.teams.team_index_page import TEAMS_PER_PAGE
from tests.careers import block_data
from tests.factories import TeamPageFactory, Tree, insert, make_private
from tests.html import assert_valid_html
from tests.soup import get_soup, select, text_of, texts_of


def add_teams(tree: Tree, number: int) -> list[TeamPage]:
    """Add teams in few statements: "Team 001" and so on, after those that are there."""
    names = (f"{step:03}" for step in range(1, number + 1))
    teams = [TeamPageFactory.build(title=f"Team {name}", slug=f"team-{name}") for name in names]
    return [insert(tree.teams, team) for team in teams]


def titles(soup: BeautifulSoup) -> list[str]:
    return texts_of(soup, ".team-row h2, .team-list h3")


@pytest.fixture
def home(tree: Tree) -> Tree:
    block_data.set_body(tree.home, [block_data.team_grid()])
    return tree


# The index page


def test_pages_lead_through_all_teams_in_their_order(client: Client, tree: Tree) -> None:
    teams = [tree.team, *add_teams(tree, 2 * TEAMS_PER_PAGE)]
    shown, path = [], "/teams/"
    for expected in (TEAMS_PER_PAGE, TEAMS_PER_PAGE, 1):
        soup = get_soup(client, path)
        assert len(titles(soup)) == expected
        shown += titles(soup)
        path = "".join(str(link["href"]) for link in soup.select(".list-foot a.button"))
    assert shown == [team.title for team in teams]
    assert path == ""


def test_page_says_which_of_how_many_it_shows_and_links_to_the_others(
    client: Client, tree: Tree
) -> None:
    add_teams(tree, 2 * TEAMS_PER_PAGE)
    soup = get_soup(client, "/teams/?page=2")
    assert text_of(select(soup, "#teams-shown")) == "Showing 25– 48 out of 49"
    assert [(text_of(link), link["href"]) for link in soup.select(".pages a")] == [
        ("Previous", "/teams/"),
        ("1", "/teams/"),
        ("3", "/teams/?page=3"),
        ("Next", "/teams/?page=3"),
    ]


@pytest.mark.parametrize(
    ("query", "canonical"),
    [
        ("", ""),
        ("?page=1", ""),
        ("?page=2", "?page=2"),
        ("?page=2&show=9", "?page=2"),
        ("?page=99", "?page=2"),
        *((f"?page={nonsense}", "") for nonsense in ("", "0", "-1", "two", "1.5", "٢", "2%00")),
    ],
)
def test_canonical_address_is_that_of_the_page_that_is_shown(
    client: Client, tree: Tree, query: str, canonical: str
) -> None:
    add_teams(tree, TEAMS_PER_PAGE)
    soup = get_soup(client, f"/teams/{query}")
    link = select(soup, 'link[rel="canonical"]')
    assert link["href"] == f"http://localhost/teams/{canonical}"
    assert len(titles(soup)) == (1 if canonical else TEAMS_PER_PAGE)


def test_few_teams_need_no_second_page_and_no_script_for_it(client: Client, tree: Tree) -> None:
    add_teams(tree, TEAMS_PER_PAGE - 1)
    soup = get_soup(client, "/teams/")
    assert len(titles(soup)) == TEAMS_PER_PAGE
    assert not soup.select(".list-foot, .pages, meta[name=careers-htmx]")


def test_pages_count_only_teams_that_everybody_may_see(client: Client, tree: Tree) -> None:
    draft, private, *public = add_teams(tree, TEAMS_PER_PAGE + 2)
    TeamPage.objects.filter(pk=draft.pk).update(live=False)
    make_private(private)
    tree.add_position(team=private)
    first, second = get_soup(client, "/teams/"), get_soup(client, "/teams/?page=2")
    assert titles(first) + titles(second) == [team.title for team in (tree.team, *public)]
    assert text_of(select(second, "#teams-shown")) == "Showing 25– 25 out of 25"
    assert text_of(select(second, ".hero .button")) == "No open positions"


def test_every_page_says_how_many_positions_all_teams_have(client: Client, tree: Tree) -> None:
    *_others, last = add_teams(tree, TEAMS_PER_PAGE)
    tree.fill(2)
    tree.fill(3, last)
    for path in ("/teams/", "/teams/?page=2"):
        assert text_of(select(get_soup(client, path), ".hero .button")) == "5 open positions"


def test_page_is_valid_html_and_hardly_grows_with_the_number_of_teams(
    client: Client, tree: Tree
) -> None:
    add_teams(tree, TEAMS_PER_PAGE)
    few = client.get("/teams/").content
    for team in TeamPageFactory.build_batch(5 * TEAMS_PER_PAGE):
        insert(tree.teams, team)
    many = client.get("/teams/").content
    assert_valid_html(many.decode())
    assert len(few) < len(many) < 1.1 * len(few)


# The grid


def test_grid_shows_teams_with_the_most_open_positions_in_the_editors_order(
    client: Client, home: Tree
) -> None:
    teams = add_teams(home, NUMBER_OF_TEAMS + 1)
    least = teams.pop(4)
    home.fill(1, least)
    for number, team in enumerate(teams):
        home.fill(2 + number % 3, team)
    teams[-1].move(home.team, "left")
    soup = get_soup(client, "/")
    assert titles(soup) == [team.title for team in (teams[-1], *teams[:-1])]
    assert text_of(select(soup, ".team-all")) == "37 positions in all teams"


def test_grid_leads_to_all_teams_where_it_leaves_some_out(client: Client, home: Tree) -> None:
    add_teams(home, NUMBER_OF_TEAMS)
    link = select(get_soup(client, "/"), ".block-team-grid .list-foot a")
    assert (text_of(link), link["href"]) == ("All 13 teams", "/teams/")


def test_grid_of_few_teams_shows_all_of_them_and_no_link(client: Client, home: Tree) -> None:
    teams = [home.team, *add_teams(home, NUMBER_OF_TEAMS - 1)]
    home.fill(1, teams[-1])
    soup = get_soup(client, "/")
    assert titles(soup) == [team.title for team in teams]
    assert not soup.select(".block-team-grid .list-foot")


def test_editor_says_how_many_teams_the_grid_shows(client: Client, tree: Tree) -> None:
    block_data.set_body(tree.home, [block_data.team_grid(number=2)])
    teams = add_teams(tree, 3)
    for team in teams[1:]:
        tree.fill(1, team)
    assert titles(get_soup(client, "/")) == [team.title for team in teams[1:]]


def test_grid_leaves_out_teams_that_not_everybody_may_see(client: Client, home: Tree) -> None:
    draft, private, *public = add_teams(home, NUMBER_OF_TEAMS + 1)
    TeamPage.objects.filter(pk=draft.pk).update(live=False)
    make_private(private)
    for team in (draft, private):
        home.fill(3, team)
    soup = get_soup(client, "/")
    assert titles(soup) == [team.title for team in (home.team, *public)]
    assert not soup.select(".block-team-grid .list-foot")
