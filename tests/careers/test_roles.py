"""What each role of a careers site may do, asked of the admin itself."""

from __future__ import annotations

import re
from io import StringIO
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from pytest_django import Settings
from wagtail.models import (
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    PageViewRestriction,
    Site,
    Workflow,
    WorkflowPage,
)

from careers.models import PositionPage
from careers.positions.permissions import LEAVE_TO_OTHERS
from careers.roles import APPROVERS, MARKETING, RECRUITERS, WORKFLOW, create_roles
from tests.careers.roles import SUPERUSER, Attempt, member_of, sign_in
from tests.factories import (
    HomePageFactory,
    LocationFactory,
    PositionIndexPageFactory,
    StandardPageFactory,
    TeamIndexPageFactory,
    Tree,
)
from tests.soup import get_soup

ACTIONS = (
    *("add", "edit", "publish", "unpublish", "delete", "move", "copy", "submit", "lock"),
    *("close", "bulk"),
)
#: What each group may do with each kind of page: whatever is not named here is refused. A home page
#: and its indexes can't be moved, and those with pages below them can't be deleted by anybody who
#: has no permission for deleting many pages. Only positions can be closed.
MATRIX = {
    MARKETING: {
        "home": "add edit submit",
        "standard": "add edit copy submit",
        "teams": "add edit submit",
        "team": "edit copy submit",
        "positions": "",
        "position": "",
    },
    APPROVERS: {
        "home": "add edit publish submit lock",
        "standard": "add edit publish unpublish delete move copy submit lock",
        "teams": "add edit publish unpublish submit lock",
        "team": "edit publish unpublish delete move copy submit lock",
        "positions": "",
        "position": "",
    },
    RECRUITERS: {
        "home": "",
        "standard": "",
        "teams": "",
        "team": "",
        "positions": "add edit publish",
        "position": "edit publish unpublish delete move copy close bulk",
    },
    "Editors": {
        "home": "add edit copy submit",
        "standard": "add edit copy submit",
        "teams": "add edit submit",
        "team": "edit copy submit",
        "positions": "add edit",
        "position": "edit copy",
    },
    "Moderators": {
        "home": "add edit publish unpublish copy submit lock",
        "standard": "add edit publish unpublish delete move copy submit lock",
        "teams": "add edit publish unpublish submit lock",
        "team": "edit publish unpublish delete move copy submit lock",
        "positions": "add edit publish unpublish lock",
        "position": "edit publish unpublish delete move copy lock close bulk",
    },
    SUPERUSER: {
        "home": "add edit publish unpublish copy submit lock",
        "standard": "add edit publish unpublish delete move copy submit lock",
        "teams": "add edit publish unpublish submit lock",
        "team": "edit publish unpublish delete move copy submit lock",
        "positions": "add edit publish unpublish delete lock",
        "position": "edit publish unpublish delete move copy lock close bulk",
    },
}
#: Whatever of a position stands in a view of its own in the admin.
POSITION_VIEWS = (
    "edit",
    "delete",
    "unpublish",
    "move",
    "copy",
    "history",
    "workflow_history",
    "usage",
    "set_privacy",
    "view_draft",
)


@pytest.fixture
def pages(tree: Tree) -> dict[str, Page]:
    """One of each kind by its name, and by `to …` where it can be moved to."""
    other = HomePageFactory(parent=Page.get_first_root_node(), title="Elsewhere")
    Site.objects.create(hostname="elsewhere", root_page=other)
    found = {
        "home": tree.home,
        "standard": StandardPageFactory(parent=tree.home),
        "teams": tree.teams,
        "team": tree.add_team(title="Design"),
        "positions": tree.positions,
        "position": tree.add_position(locations=[LocationFactory()]),
        "to standard": StandardPageFactory(parent=tree.home),
        "to team": TeamIndexPageFactory(parent=other),
        "to position": PositionIndexPageFactory(parent=other),
    }
    create_roles()
    return found


@pytest.fixture
def position(tree: Tree) -> PositionPage:
    create_roles()
    return tree.add_position(title="Tester", locations=[LocationFactory()])


@pytest.mark.slow
@pytest.mark.parametrize("role", MATRIX)
def test_each_role_does_what_it_may_and_nothing_else(pages: dict[str, Page], role: str) -> None:
    browser = sign_in(role)
    done = {}
    for kind in MATRIX[role]:
        attempt = Attempt(browser, pages[kind], pages.get(f"to {kind}"))
        done[kind] = " ".join(action for action in ACTIONS if attempt(action))
    assert done == MATRIX[role]


@pytest.mark.parametrize("kind", ["home", "standard", "teams", "team", "positions"])
def test_what_is_no_position_can_not_be_closed(pages: dict[str, Page], kind: str) -> None:
    attempt = Attempt(sign_in(SUPERUSER), pages[kind])
    assert not attempt("close")
    assert attempt.answer.status_code == 404
    assert not attempt("bulk")
    assert "can&#x27;t be found" in attempt.answer.content.decode()


# Positions are left to recruiters


@pytest.mark.parametrize("role", [MARKETING, APPROVERS])
@pytest.mark.parametrize("view", POSITION_VIEWS)
def test_marketing_is_sent_away_from_every_view_of_a_position(
    position: PositionPage, role: str, view: str
) -> None:
    url = reverse(f"wagtailadmin_pages:{view}", args=[position.pk])
    browser = sign_in(role)
    for answer in (browser.get(url), browser.post(url, {"restriction_type": "login"})):
        assert (answer.status_code, answer.headers.get("Location")) == (302, "/admin/")
    assert not PageViewRestriction.objects.exists()
    assert PositionPage.objects.get().live


@pytest.mark.parametrize("view", ["revisions_view", "revisions_revert", "revisions_unschedule"])
def test_marketing_is_sent_away_from_old_versions_of_a_position(
    position: PositionPage, view: str
) -> None:
    revision = position.save_revision()
    url = reverse(f"wagtailadmin_pages:{view}", args=[position.pk, revision.pk])
    assert sign_in(MARKETING).get(url).headers.get("Location") == "/admin/"
    assert sign_in(RECRUITERS).get(url).headers.get("Location") != "/admin/"


def test_marketing_is_sent_away_from_adding_a_position(tree: Tree, position: PositionPage) -> None:
    url = reverse("wagtailadmin_pages:add", args=("careers", "positionpage", tree.positions.pk))
    assert sign_in(MARKETING).get(url).headers["Location"] == "/admin/"
    assert sign_in(RECRUITERS).get(url).status_code == 200


@pytest.mark.parametrize("action", ["publish", "unpublish", "delete", "move"])
@pytest.mark.parametrize("role", [MARKETING, APPROVERS])
def test_wagtails_bulk_actions_pass_over_positions_for_marketing(
    tree: Tree, position: PositionPage, role: str, action: str
) -> None:
    if action == "publish":
        position.unpublish()
    destination = PositionIndexPageFactory(
        parent=HomePageFactory(parent=Page.get_first_root_node())
    )
    url = reverse("wagtail_bulk_action", args=("wagtailcore", "page", action))
    sign_in(role).post(f"{url}?id={position.pk}", {"chooser": destination.pk})
    stored = PositionPage.objects.get()
    assert stored.live is (action != "publish")
    assert stored.is_child_of(tree.positions)
    sign_in(SUPERUSER).post(f"{url}?id={position.pk}", {"chooser": destination.pk})
    found = PositionPage.objects.first()
    changed = found is None or found.live is not stored.live or found.is_child_of(destination)
    assert changed, "the request would not have done it for anybody"


def test_marketing_unpublishes_a_page_but_not_the_positions_below_it(
    tree: Tree, position: PositionPage
) -> None:
    GroupPagePermission.objects.create(
        group=Group.objects.get(name=APPROVERS),
        page=Page.get_first_root_node(),
        permission_type="publish",
    )
    url = reverse("wagtailadmin_pages:unpublish", args=[tree.home.pk])
    sign_in(APPROVERS).post(url, {"include_descendants": "on"})
    assert not Page.objects.get(pk=tree.teams.pk).live
    assert Page.objects.get(pk=tree.positions.pk).live
    assert PositionPage.objects.get().live


def test_marketing_chooses_a_position_for_a_link(tree: Tree, position: PositionPage) -> None:
    url = reverse("wagtailadmin_choose_page_child", args=[tree.positions.pk])
    assert position.title in sign_in(MARKETING).get(url).json()["html"]


def test_recruiter_chooses_a_team_for_a_position(tree: Tree, position: PositionPage) -> None:
    url = reverse("wagtailadmin_choose_page")
    found = sign_in(RECRUITERS).get(url, {"page_type": "careers.teampage"}).json()["html"]
    assert tree.team.title in found


def test_who_leaves_positions_may_still_be_given_them(tree: Tree, position: PositionPage) -> None:
    GroupPagePermission.objects.create(
        group=Group.objects.get(name=MARKETING), page=tree.positions, permission_type="change"
    )
    attempt = Attempt(sign_in(MARKETING), position)
    assert attempt("edit")
    assert not attempt("publish")


def test_who_is_in_both_groups_does_what_either_may(tree: Tree, position: PositionPage) -> None:
    member_of(MARKETING).groups.add(Group.objects.get(name=RECRUITERS))
    browser = sign_in(MARKETING)
    assert Attempt(browser, position)("publish")
    assert Attempt(browser, tree.team)("edit")
    assert not Attempt(browser, tree.team)("publish")


# Approval


def buttons(browser: Client, page: Page) -> set[str]:
    """The names of the editor's buttons."""
    soup = get_soup(browser, reverse("wagtailadmin_pages:edit", args=[page.pk]))
    return {str(button["name"]) for button in soup.select("button[name^=action-]")}


def test_page_goes_from_marketing_by_mail_to_an_approver_and_live(
    tree: Tree, position: PositionPage
) -> None:
    approver = member_of(APPROVERS)
    marketing = sign_in(MARKETING)
    assert "action-publish" not in buttons(marketing, tree.team)
    Attempt(marketing, tree.team).save("action-publish")
    assert Page.objects.get(pk=tree.team.pk).title == "Backend Development"
    assert mail.outbox == []

    Attempt(marketing, tree.team).save("action-submit")
    [letter] = [letter for letter in mail.outbox if letter.to == [approver.email]]
    assert "Changed" in letter.subject
    edit_url = reverse("wagtailadmin_pages:edit", args=[tree.team.pk])
    assert f"http://localhost:8000{edit_url}" in letter.body
    assert Page.objects.get(pk=tree.team.pk).title == "Backend Development"

    state = Page.objects.get(pk=tree.team.pk).current_workflow_task_state
    approve = reverse(
        "wagtailadmin_pages:workflow_action", args=(tree.team.pk, "approve", state.pk)
    )
    marketing.post(approve)
    assert Page.objects.get(pk=tree.team.pk).title == "Backend Development"
    sign_in(APPROVERS).post(approve)
    assert Page.objects.get(pk=tree.team.pk).title == "Changed"
    assert mail.outbox[-1].to == [member_of(MARKETING).email]


def test_recruiter_publishes_without_anybodys_approval(position: PositionPage) -> None:
    browser = sign_in(RECRUITERS)
    assert "action-publish" in buttons(browser, position)
    assert "action-submit" not in buttons(browser, position)
    assert Attempt(browser, position)("publish")


def test_positions_take_the_workflow_that_is_assigned_among_them(
    tree: Tree, position: PositionPage
) -> None:
    WorkflowPage.objects.create(workflow=Workflow.objects.get(name=WORKFLOW), page=tree.positions)
    assert "action-submit" in buttons(sign_in(RECRUITERS), position)


# Settings, people, places


@pytest.mark.parametrize(
    ("role", "allowed"),
    [
        (MARKETING, "person newsfeed brandsettings navigationsettings footersettings"),
        (APPROVERS, "person newsfeed brandsettings navigationsettings footersettings"),
        (RECRUITERS, "location positiontype"),
    ],
)
def test_each_role_keeps_what_its_pages_are_made_of(tree: Tree, role: str, allowed: str) -> None:
    create_roles()
    browser = sign_in(role)
    snippets = ("person", "newsfeed", "location", "positiontype")
    urls = {name: reverse(f"wagtailsnippets_careers_{name}:add") for name in snippets}
    for name in ("brandsettings", "navigationsettings", "footersettings"):
        urls[name] = reverse("wagtailsettings:edit", args=("home", name, tree.site.pk))
    urls["careerssettings"] = reverse(
        "wagtailsettings:edit", args=("careers", "careerssettings", tree.site.pk)
    )
    found = {name for name, url in urls.items() if browser.get(url).status_code == 200}
    assert found == set(allowed.split())


@pytest.mark.parametrize(
    ("role", "status"), [(MARKETING, 200), (APPROVERS, 200), (RECRUITERS, 302)]
)
@pytest.mark.parametrize("name", ["wagtailimages:add", "wagtaildocs:add"])
def test_marketing_uploads_pictures_and_documents(
    tree: Tree, role: str, status: int, name: str
) -> None:
    create_roles()
    assert sign_in(role).get(reverse(name)).status_code == status


# The command


def run(*options: str) -> str:
    output = StringIO()
    call_command("create_roles", *options, stdout=output)
    return output.getvalue()


def granted() -> dict[str, Any]:
    """All that groups may do, and which workflow stands where."""
    return {
        "permissions": sorted(Group.permissions.through.objects.values_list("group", "permission")),
        "pages": sorted(GroupPagePermission.objects.values_list("group", "page", "permission")),
        "collections": sorted(
            GroupCollectionPermission.objects.values_list("group", "collection", "permission")
        ),
        "workflows": sorted(WorkflowPage.objects.values_list("workflow", "page")),
    }


def pages_of(role: str) -> set[int]:
    found = GroupPagePermission.objects.filter(group__name=role).values_list("page", flat=True)
    return set(found)


def test_second_run_makes_nothing_and_says_nothing(tree: Tree) -> None:
    assert run().startswith("Roles: made group Marketing, ")
    before = granted()
    assert run() == ""
    assert run("--verbosity=2") == "Roles: all there.\n"
    assert granted() == before


def test_wagtails_own_groups_stay_as_they_were(tree: Tree) -> None:
    own = {"Editors", "Moderators"}
    pages, collections = GroupPagePermission.objects, GroupCollectionPermission.objects

    def kept() -> list[Any]:
        groups = Group.objects.filter(name__in=own).order_by("pk")
        return [
            (
                group.name,
                set(group.permissions.values_list("pk", flat=True)),
                set(pages.filter(group=group).values_list("page", "permission")),
                set(collections.filter(group=group).values_list("collection", "permission")),
            )
            for group in groups
        ]

    before = kept()
    assert len(before) == 2
    create_roles()
    assert kept() == before
    assert set(WorkflowPage.objects.values_list("page__depth", flat=True)) == {1, 2}


def test_what_an_administrator_changed_stays_changed(tree: Tree) -> None:
    create_roles()
    marketing = Group.objects.get(name=MARKETING)
    marketing.permissions.remove(Permission.objects.get(codename=LEAVE_TO_OTHERS))
    marketing.permissions.add(Permission.objects.get(codename="add_location"))
    GroupPagePermission.objects.filter(group=marketing, permission__codename="add_page").delete()
    GroupCollectionPermission.objects.filter(group=marketing).delete()
    Workflow.objects.get(name=WORKFLOW).workflow_tasks.all().delete()
    WorkflowPage.objects.filter(page=tree.home.pk).delete()
    before = granted()
    assert run() == ""
    assert granted() == before


def test_workflow_that_stands_on_the_home_page_already_stays(tree: Tree) -> None:
    own = Workflow.objects.create(name="Two pairs of eyes")
    WorkflowPage.objects.create(workflow=own, page=tree.home)
    create_roles()
    assert WorkflowPage.objects.get(page=tree.home.pk).workflow == own


def test_two_workflows_of_one_name_are_no_error(tree: Tree) -> None:
    first = Workflow.objects.create(name=WORKFLOW)
    Workflow.objects.create(name=WORKFLOW)
    create_roles()
    assert WorkflowPage.objects.get(page=tree.home.pk).workflow == first


def test_hosts_own_group_of_the_same_name_gets_no_pages(tree: Tree) -> None:
    own = Group.objects.create(name=MARKETING)
    create_roles()
    assert not own.permissions.exists()
    assert pages_of(MARKETING) == set()
    assert pages_of(RECRUITERS) == {tree.positions.pk}


def test_hosts_own_approvers_approve_nothing(tree: Tree) -> None:
    Group.objects.create(name=APPROVERS)
    create_roles()
    assert not Workflow.objects.filter(name=WORKFLOW).exists()
    assert not WorkflowPage.objects.filter(page=tree.home.pk).exists()
    assert pages_of(MARKETING) == {tree.home.pk}


def test_site_without_documents_gets_the_roles(tree: Tree, monkeypatch: pytest.MonkeyPatch) -> None:
    Permission.objects.filter(content_type__app_label="wagtaildocs").delete()
    monkeypatch.delitem(apps.app_configs, "wagtaildocs")
    run()
    collections = GroupCollectionPermission.objects.filter(group__name=MARKETING)
    assert set(collections.values_list("permission__codename", flat=True)) == {
        *("add_image", "change_image", "choose_image")
    }


def test_second_site_gets_its_share(tree: Tree) -> None:
    create_roles()
    other = HomePageFactory(parent=Page.get_first_root_node(), title="Elsewhere")
    Site.objects.create(hostname="elsewhere", root_page=other)
    assert run() == ""
    positions = PositionIndexPageFactory(parent=other)
    assert "permissions of Marketing on Elsewhere" in run()
    assert pages_of(MARKETING) == pages_of(APPROVERS) == {tree.home.pk, other.pk}
    assert pages_of(RECRUITERS) == {tree.positions.pk, positions.pk}
    assert WorkflowPage.objects.get(page=other.pk).workflow.name == WORKFLOW


@pytest.mark.django_db
def test_before_there_are_pages_groups_wait_for_them() -> None:
    create_roles()
    assert pages_of(MARKETING) == pages_of(RECRUITERS) == set()
    tree = Tree()
    create_roles()
    assert pages_of(MARKETING) == {tree.home.pk}
    assert pages_of(RECRUITERS) == {tree.positions.pk}
    assert WorkflowPage.objects.get(page=tree.home.pk).workflow.name == WORKFLOW


@pytest.mark.parametrize("misspelt", ["home.change_weather", "hme.change_brandsettings"])
def test_unknown_permission_in_the_settings_is_named(
    tree: Tree, settings: Settings, misspelt: str
) -> None:
    settings.CAREERS_MARKETING_PERMISSIONS = [misspelt]
    with pytest.raises(CommandError, match=rf"There is no permission {re.escape(misspelt)}\."):
        run()
    assert not Group.objects.filter(name=MARKETING).exists()


def test_host_without_the_setting_gets_the_roles(tree: Tree, settings: Settings) -> None:
    del settings.CAREERS_MARKETING_PERMISSIONS
    create_roles()
    permissions = Group.objects.get(name=MARKETING).permissions
    assert not permissions.filter(content_type__app_label="home").exists()
    assert permissions.filter(codename=LEAVE_TO_OTHERS).exists()
