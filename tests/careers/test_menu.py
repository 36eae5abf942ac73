"""Each role's menu: what leads to something to do, in the order of how often it is done."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.http import HttpRequest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.models import GroupPagePermission, Workflow, WorkflowPage
from wagtail.snippets.views.snippets import get_snippet_models_for_index_view

from careers.models import Location
from careers.roles import APPROVERS, MARKETING, RECRUITERS, WORKFLOW, create_roles
from tests.careers.roles import SUPERUSER, sign_in
from tests.factories import StandardPageFactory, Tree
from tests.soup import get_soup, select

PAGE_REPORTS = ["Site history", "Aging pages", "Page types usage"]
MENUS = {
    MARKETING: [
        ("Careers", ["Teams", "People", "News feeds"]),
        *("Pages", "Images", "Documents"),
        ("Reports", ["Workflows", "Workflow tasks", *PAGE_REPORTS]),
        ("Settings", ["Brand", "Navigation", "Footer"]),
    ],
    APPROVERS: [
        ("Careers", ["Teams", "People", "News feeds"]),
        *("Pages", "Images", "Documents"),
        ("Reports", ["Locked pages", "Workflows", "Workflow tasks", *PAGE_REPORTS]),
        ("Settings", ["Brand", "Navigation", "Footer"]),
    ],
    RECRUITERS: [
        ("Careers", ["Positions", "Locations", "Position types"]),
        "Pages",
        ("Reports", PAGE_REPORTS),
    ],
}
OF_WAGTAIL = ["Pages", "Images", "Documents", "Reports", "Settings", "Help"]
OF_CAREERS = ["Positions", "Teams", "People", "News feeds", "Locations", "Position types"]


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


def test_careers_are_one_group_that_comes_first(tree: Tree) -> None:
    group, *others = main_menu(sign_in(SUPERUSER))
    assert (group["label"], labels(group["entries"])) == ("Careers", OF_CAREERS)
    assert labels(others) == OF_WAGTAIL


def test_entries_may_stand_in_the_menu_itself(tree: Tree, settings: Settings) -> None:
    settings.CAREERS_MENU = "flat"
    assert labels(main_menu(sign_in(SUPERUSER))) == [
        *("Positions", "Teams", "Pages", "People", "Images", "Documents"),
        *("News feeds", "Locations", "Position types", "Reports", "Settings", "Help"),
    ]


def test_without_entries_snippets_stand_where_wagtail_has_them(
    tree: Tree, settings: Settings
) -> None:
    settings.CAREERS_MENU = None
    shown = labels(main_menu(sign_in(SUPERUSER)))
    assert [each for each in shown if each != "Snippets"] == OF_WAGTAIL
    assert Location in get_snippet_models_for_index_view()


def test_a_host_changes_the_group_and_takes_it_out(tree: Tree) -> None:
    def only_teams(request: HttpRequest, items: list[MenuItem]) -> None:
        items[:] = [each for each in items if each.name == "teams"]

    with hooks.register_temporarily("construct_careers_menu", only_teams):
        group = main_menu(sign_in(SUPERUSER))[0]
        assert labels(group["entries"]) == ["Teams"]

    def without_careers(request: HttpRequest, items: list[MenuItem]) -> None:
        items[:] = [each for each in items if each.name != "careers"]

    with hooks.register_temporarily("construct_main_menu", without_careers):
        assert labels(main_menu(sign_in(SUPERUSER))) == OF_WAGTAIL


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
    careers, *_others = main_menu(sign_in(MARKETING))
    assert labels(careers["entries"]) == ["People", "News feeds"]


def test_who_works_on_a_single_team_sees_teams(tree: Tree) -> None:
    create_roles()
    group = Group.objects.get(name=MARKETING)
    GroupPagePermission.objects.filter(group=group).delete()
    GroupPagePermission.objects.create(group=group, page=tree.team, permission_type="change")
    careers, *_others = main_menu(sign_in(MARKETING))
    assert labels(careers["entries"]) == ["Teams", "People", "News feeds"]


def test_recruiters_see_reports_of_workflows_once_there_is_one(tree: Tree) -> None:
    create_roles()
    WorkflowPage.objects.create(workflow=Workflow.objects.get(name=WORKFLOW), page=tree.positions)
    reports = next(each for each in main_menu(sign_in(RECRUITERS)) if each["label"] == "Reports")
    assert labels(reports["entries"])[:2] == ["Workflows", "Workflow tasks"]
