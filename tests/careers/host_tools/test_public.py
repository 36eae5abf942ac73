"""Every tool of a host finds the same pages: what everybody may read, and of positions the open."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.sites.shortcuts import get_current_site
from django.test import Client, RequestFactory
from pytest_django import Settings
from wagtail.actions.unpublish import UnpublishAction
from wagtail.api.v3.querysets import get_pages_queryset
from wagtail.contrib.sitemaps import Sitemap
from wagtail.models import Page

from careers.models import PositionPage
from careers.positions.lifecycle import Close, Reopen
from careers.positions.public_pages import public_pages
from tests.careers.roles import SUPERUSER, sign_in
from tests.factories import Tree, make_private, today

POSITION, TEAM = "Zymurgist", "Zythologists"
YESTERDAY = today() - timedelta(days=1)


def request() -> Any:
    asked = RequestFactory().get("/", headers={"host": "localhost"})
    asked.user = AnonymousUser()
    return asked


# The tools: each returns the titles or addresses that it tells of


def sitemap(client: Client) -> str:
    return str(
        [
            entry["location"]
            for entry in Sitemap(request()).get_urls(site=get_current_site(request()))
        ]
    )


def entries_of_pages(client: Client) -> str:
    pages = [page.specific for page in Page.objects.live()]
    return str([entry["location"] for page in pages for entry in page.get_sitemap_urls(request())])


def api_v2(client: Client) -> str:
    return client.get("/api/v2/pages/?limit=20").content.decode()


def api_v2_by_type(client: Client) -> str:
    kinds = ("careers.PositionPage", "careers.TeamPage")
    return "".join(client.get(f"/api/v2/pages/?type={kind}").content.decode() for kind in kinds)


def api_v2_by_key(client: Client) -> str:
    return "".join(client.get(f"/api/v2/pages/{page.pk}/").content.decode() for page in ours())


def api_v2_search(client: Client) -> str:
    words = ("Zymurgist", "Zythologists")
    return "".join(client.get(f"/api/v2/pages/?search={word}").content.decode() for word in words)


def api_v3(client: Client) -> str:
    return str([page.get_url() for page in get_pages_queryset(request())])


def api_v3_by_type(client: Client) -> str:
    return str([page.url for page in get_pages_queryset(request(), PositionPage)])


def search_view(client: Client) -> str:
    found = [client.get("/search/", {"query": word}).json() for word in (POSITION, TEAM)]
    return str([title for answer in found for title in answer["titles"]])


def search_of_public(client: Client) -> str:
    pages = Page.objects.live().public()
    return str([page.title for word in (POSITION, TEAM) for page in pages.search(word)])


def autocomplete(client: Client) -> str:
    pages = Page.objects.live().public()
    return str([page.title for word in ("Zymur", "Zytho") for page in pages.autocomplete(word)])


def search_of_positions(client: Client) -> str:
    return str([page.title for page in PositionPage.objects.live().search(POSITION)])


def lists_of_public(client: Client) -> str:
    return str([page.title for page in Page.objects.live().public()])


def definition(client: Client) -> str:
    return str([page.title for page in public_pages(Page.objects.all(), request())])


def ours() -> list[Page]:
    return [*Page.objects.filter(slug__in=["zymurgist", "zythologists"])]


TOOLS = [
    *(sitemap, entries_of_pages, api_v2, api_v2_by_type, api_v2_by_key, api_v2_search),
    *(api_v3, api_v3_by_type, search_view, search_of_public, autocomplete, search_of_positions),
    *(lists_of_public, definition),
]


# What may happen to a position and to its team


def close(position: PositionPage) -> None:
    Close(position).execute()


def pass_closing_date(position: PositionPage) -> None:
    PositionPage.objects.filter(pk=position.pk).update(closing_date=YESTERDAY)


def unpublish(position: PositionPage) -> None:
    UnpublishAction(position).execute(skip_permission_checks=True)


def make_position_private(position: PositionPage) -> None:
    make_private(position)


def make_positions_private(position: PositionPage) -> None:
    make_private(position.get_parent())


def unpublish_positions(position: PositionPage) -> None:
    Page.objects.filter(pk=position.get_parent().pk).update(live=False)


def team_of(position: PositionPage) -> Page:
    return Page.objects.get(pk=position.team_id)


def unpublish_team(position: PositionPage) -> None:
    Page.objects.filter(pk=position.team_id).update(live=False)


def make_team_private(position: PositionPage) -> None:
    make_private(team_of(position))


def make_teams_private(position: PositionPage) -> None:
    make_private(team_of(position).get_parent())


def unpublish_teams(position: PositionPage) -> None:
    Page.objects.filter(pk=team_of(position).get_parent().pk).update(live=False)


ONLY_POSITION = [
    *(close, pass_closing_date, unpublish, make_position_private),
    *(make_positions_private, unpublish_positions),
]
TEAM_TOO = [unpublish_team, make_team_private, make_teams_private, unpublish_teams]


@pytest.fixture
def position(tree: Tree, settings: Settings) -> PositionPage:
    settings.ROOT_URLCONF = "tests.careers.host_tools.urls"
    team = tree.add_team(title=TEAM, slug="zythologists")
    position = tree.save_position(title=POSITION, slug="zymurgist", team=team)
    return PositionPage.objects.get(pk=position.pk)


def tells_of_position(told: str) -> bool:
    return "zymurgist" in told.lower()


def tells_of_team(told: str) -> bool:
    return "zythologists" in told.lower()


def tools_that_tell(client: Client, tells: Callable[[str], bool]) -> set[str]:
    return {tool.__name__ for tool in TOOLS if tells(tool(client))}


EVERY_TOOL = {tool.__name__ for tool in TOOLS}
NOT_ABOUT_TEAMS = {"api_v3_by_type", "search_of_positions"}


def test_every_tool_finds_an_open_position_and_its_team(
    client: Client, position: PositionPage
) -> None:
    assert tools_that_tell(client, tells_of_position) == EVERY_TOOL
    assert tools_that_tell(client, tells_of_team) >= EVERY_TOOL - NOT_ABOUT_TEAMS


@pytest.mark.parametrize("hide", [*ONLY_POSITION, *TEAM_TOO])
def test_no_tool_finds_a_position_that_is_not_open(
    client: Client, position: PositionPage, hide: Callable[[PositionPage], None]
) -> None:
    hide(position)
    assert tools_that_tell(client, tells_of_position) == set()


@pytest.mark.parametrize("hide", TEAM_TOO)
def test_no_tool_finds_a_team_that_is_not_public(
    client: Client, position: PositionPage, hide: Callable[[PositionPage], None]
) -> None:
    hide(position)
    assert tools_that_tell(client, tells_of_team) == set()


@pytest.mark.parametrize("hide", ONLY_POSITION)
def test_team_is_found_whatever_happens_to_its_position(
    client: Client, position: PositionPage, hide: Callable[[PositionPage], None]
) -> None:
    hide(position)
    assert tools_that_tell(client, tells_of_team) >= EVERY_TOOL - NOT_ABOUT_TEAMS


def test_reopened_position_is_found_again(client: Client, position: PositionPage) -> None:
    Close(position).execute()
    Reopen(position).execute()
    assert tools_that_tell(client, tells_of_position) == EVERY_TOOL


def test_editors_find_closed_positions_in_the_admin(position: PositionPage) -> None:
    Close(position).execute()
    found = sign_in(SUPERUSER).get("/admin/pages/search/", {"q": "Zymur"}).content.decode()
    assert "zymurgist" in found.lower().replace('value="zymur"', "")


def test_search_among_drafts_too_finds_closed_positions(position: PositionPage) -> None:
    """A search of all pages is one of editors."""
    Close(position).execute()
    assert [page.title for page in Page.objects.search(POSITION)] == [POSITION]
    assert [page.title for page in Page.objects.not_live().search(POSITION)] == []
    assert [page.title for page in Page.objects.filter(live=False).search(POSITION)] == []
