"""Each role's menu: what leads to something to do, in the order of how often it is done."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from wagtail.models import GroupPagePermission, Workflow, WorkflowPage

from careers.roles import APPROVERS, MARKETING, RECRUITERS, WORKFLOW, create_roles
from tests.careers.roles import SUPERUSER, sign_in
from tests.factories import StandardPageFactory, Tree
from tests.soup import get_soup, select

PAGE_REPORTS = ["Site history", "Aging pages", "Page types usage"]
MENUS = {
    MARKETING: [
        *("Teams", "Pages", "People", "Images", "Documents", "News feeds"),
        ("Reports", ["Workflows", "Workflow tasks", *PAGE_REPORTS]),
        ("Settings", ["Brand", "Navigation", "Footer"]),
    ],
    APPROVERS: [
        *("Teams", "Pages", "People", "Images", "Documents", "News feeds"),
        ("Reports", ["Locked pages", "Workflows", "Workflow tasks", *PAGE_REPORTS]),
        ("Settings", ["Brand", "Navigation", "Footer"]),
    ],
    RECRUITERS: [
        *("Positions", "Pages", "Locations", "Position types"),
        ("Reports", PAGE_REPORTS),
    ],
}
EVERYTHING = [
    *("Positions", "Teams", "Pages", "People", "Images", "Documents"),
    *("News feeds", "Locations", "Position types", "Reports", "Settings", "Help"),
]


def main_menu(browser: Client) -> list[dict[str, Any]]:
    """The entries of the sidebar, each with its own entries as `entries`."""
    props = select(get_soup(browser, "/admin/"), "#wagtail-sidebar-props").string or ""
    modules = {each["_type"]: each["_args"] for each in json.loads(props)["modules"]}
    return [entry(each["_args"]) for each in modules["wagtail.sidebar.MainMenuModule"][0]]


def entry(values: list[Any]) -> dict[str, Any]:
    below = values[1] if len(values) > 1 and isinstance(values[1], list) else []
    return values[0] | {"entries": [entry(each["_args"]) for each in below]}


def labels(entries: list[dict[str, Any]]) -> list[str]:
    return [each["label"] for each in entries]


def addresses(entries: list[dict[str, Any]]) -> Iterator[str]:
    """The addresses of this site, at any depth."""
    for each in entries:
        if each.get("url", "").startswith("/"):
            yield each["url"]
        yield from addresses(each["entries"])


@pytest.mark.parametrize("role", MENUS)
def test_menu_holds_what_the_role_can_use_and_nothing_else(tree: Tree, role: str) -> None:
    create_roles()
    *found, help_menu = main_menu(sign_in(role))
    assert help_menu["label"] == "Help"
    for each, expected in zip(found, MENUS[role], strict=True):
        label, below = expected if isinstance(expected, tuple) else (expected, [])
        assert each["label"] == label
        assert labels(each["entries"]) == below


@pytest.mark.parametrize("role", [*MENUS, SUPERUSER])
def test_every_entry_answers(tree: Tree, role: str) -> None:
    create_roles()
    tree.add_position()
    browser = sign_in(role)
    found = list(addresses(main_menu(browser)))
    assert len(found) > 6
    # Settings lead on to those of the site.
    answers = {url: browser.get(url, follow=True) for url in found}
    assert {url for url, answer in answers.items() if answer.status_code != 200} == set()
    home = {
        url for url, answer in answers.items() if answer.redirect_chain[-1:] == [("/admin/", 302)]
    }
    assert home == set()


@pytest.mark.parametrize("role", [*MENUS, SUPERUSER])
def test_report_of_page_types_leads_to_lists_of_pages(tree: Tree, role: str) -> None:
    create_roles()
    tree.add_position()
    browser = sign_in(role)
    report = get_soup(browser, reverse("wagtailadmin_reports:page_types_usage"))
    links = {str(link["href"]) for link in report.select("a[href*='/admin/pages/usage/careers/']")}
    assert len(links) == 4
    failed = {link for link in links if browser.get(link).status_code not in {200, 302}}
    assert failed == set()


def test_positions_come_first_and_wagtails_own_between(tree: Tree) -> None:
    assert labels(main_menu(sign_in(SUPERUSER))) == EVERYTHING


def test_no_two_entries_look_alike(tree: Tree) -> None:
    icons = [each["icon_name"] for each in main_menu(sign_in(SUPERUSER))]
    assert len(set(icons)) == len(icons)
    sprite = sign_in(SUPERUSER).get("/admin/sprite/").content.decode()
    assert [icon for icon in icons if f'id="icon-{icon}"' not in sprite] == []


def test_who_works_on_a_single_page_sees_neither_teams_nor_positions(tree: Tree) -> None:
    create_roles()
    group = Group.objects.get(name=MARKETING)
    GroupPagePermission.objects.filter(group=group).delete()
    page = StandardPageFactory(parent=tree.home)
    GroupPagePermission.objects.create(group=group, page=page, permission_type="change")
    assert labels(main_menu(sign_in(MARKETING)))[:2] == ["Pages", "People"]


def test_who_works_on_a_single_team_sees_teams(tree: Tree) -> None:
    create_roles()
    group = Group.objects.get(name=MARKETING)
    GroupPagePermission.objects.filter(group=group).delete()
    GroupPagePermission.objects.create(group=group, page=tree.team, permission_type="change")
    assert labels(main_menu(sign_in(MARKETING)))[:2] == ["Teams", "Pages"]


def test_recruiters_see_reports_of_workflows_once_there_is_one(tree: Tree) -> None:
    create_roles()
    WorkflowPage.objects.create(workflow=Workflow.objects.get(name=WORKFLOW), page=tree.positions)
    reports = next(each for each in main_menu(sign_in(RECRUITERS)) if each["label"] == "Reports")
    assert labels(reports["entries"])[:2] == ["Workflows", "Workflow tasks"]
