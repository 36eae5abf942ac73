"""The admin hides positions from users who leave them to others, except in link choosers."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import NoReverseMatch, reverse
from wagtail.log_actions import log
from wagtail.models import GroupPagePermission, Page
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail.permissions import policy_registry, register_permission_policy

from careers.admin.permission_policies import register_page_policy
from careers.models import PositionPage
from careers.roles import APPROVERS, MARKETING, RECRUITERS, create_roles
from tests.careers.roles import SUPERUSER, sign_in
from tests.factories import Tree
from tests.soup import get_soup, texts_of

#: For each who goes to the home page in the explorer, what stands there. Recruiters start at the
#: positions.
AT_HOME = {
    MARKETING: {"Teams"},
    APPROVERS: {"Teams"},
    "Editors": {"Positions", "Teams"},
    "Moderators": {"Positions", "Teams"},
    SUPERUSER: {"Positions", "Teams"},
}
SEES_POSITIONS = {role: "Positions" in titles for role, titles in AT_HOME.items()}
SEES_POSITIONS[RECRUITERS] = True


@pytest.fixture
def position(tree: Tree) -> PositionPage:
    create_roles()
    return tree.save_position(title="Tester")


def in_sidebar(browser: Client, page: Page) -> list[str]:
    """The titles below `page` in the sidebar, which gets an error for a page that isn't shown."""
    query: dict[str, Any] = {}
    try:
        address = reverse("wagtailadmin_api:explorer", args=[page.pk])
    except NoReverseMatch:  # before Wagtail 8.1
        address = reverse("wagtailadmin_api:pages:listing")
        query = {"child_of": page.pk, "for_explorer": 1, "fields": "parent"}
    answer = browser.get(address, query).json()
    return [item["title"] for item in answer.get("children", answer).get("items", [])]


def in_list(soup: BeautifulSoup) -> list[str]:
    return texts_of(soup, "main table .title-wrapper")


@pytest.mark.parametrize("role", AT_HOME)
def test_explorer_shows_the_branch_of_positions_to_who_works_there(
    tree: Tree, position: PositionPage, role: str
) -> None:
    browser = sign_in(role)
    home = reverse("wagtailadmin_explore", args=[tree.home.pk])
    assert set(in_list(get_soup(browser, home))) == AT_HOME[role]
    assert set(in_sidebar(browser, tree.home)) == AT_HOME[role]
    assert in_sidebar(browser, tree.teams) == [tree.team.title]


@pytest.mark.parametrize(("role", "sees"), SEES_POSITIONS.items())
def test_positions_are_found_by_who_works_with_them(
    tree: Tree, position: PositionPage, role: str, sees: bool
) -> None:
    browser = sign_in(role)
    expected = ["Tester"] if sees else []
    assert in_sidebar(browser, tree.positions) == expected
    search = get_soup(browser, reverse("wagtailadmin_pages:search") + "?q=Tester")
    assert in_list(search) == expected


@pytest.mark.parametrize(("role", "sees"), SEES_POSITIONS.items())
def test_site_history_tells_of_positions_to_who_works_with_them(
    position: PositionPage, role: str, sees: bool
) -> None:
    log(position, "wagtail.publish")
    history = sign_in(role).get(reverse("wagtailadmin_reports:site_history"))
    assert ("Tester" in history.content.decode()) is sees


@pytest.mark.parametrize("role", SEES_POSITIONS)
def test_everybody_chooses_positions_for_links(
    tree: Tree, position: PositionPage, role: str
) -> None:
    browser = sign_in(role)
    for name, page, found in (
        ("wagtailadmin_choose_page_child", tree.home, "Positions"),
        ("wagtailadmin_choose_page_child", tree.positions, "Tester"),
    ):
        assert found in browser.get(reverse(name, args=[page.pk])).json()["html"]
    searched = browser.get(reverse("wagtailadmin_choose_page_search"), {"q": "Tester"})
    assert "Tester" in searched.content.decode()


def test_who_is_given_one_position_finds_it_in_the_explorer(
    tree: Tree, position: PositionPage
) -> None:
    tree.save_position(title="Developer")
    GroupPagePermission.objects.create(
        group=Group.objects.get(name=MARKETING), page=position, permission_type="change"
    )
    browser = sign_in(MARKETING)
    assert set(in_sidebar(browser, tree.home)) == {"Positions", "Teams"}
    assert in_sidebar(browser, tree.positions) == ["Tester"]


def test_hosts_own_policy_for_pages_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    class OwnPolicy(PagePermissionPolicy):
        pass

    own: Any = OwnPolicy()
    monkeypatch.setattr(policy_registry, "values_by_class", dict(policy_registry.values_by_class))
    register_permission_policy(Page, own)
    register_page_policy()
    assert policy_registry.get_by_type(Page) is own
