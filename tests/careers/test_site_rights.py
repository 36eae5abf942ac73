"""What belongs to the whole site is the administrators': no role of the plugin opens it."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.db import transaction
from django.test import Client
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Collection, Site, Workflow

from careers.roles import APPROVERS, MARKETING, RECRUITERS, WORKFLOW, create_roles
from tests.careers.admin_routes import Route, admin_routes, name_of
from tests.careers.roles import SUPERUSER, member_of, sign_in
from tests.factories import Tree

PREFIXES = tuple(
    f"admin/{part}/"
    for part in ("collections", "groups", "redirects", "settings", "sites", "users", "workflows")
)
#: Needs a file that was uploaded before, or a page type with settings that have a preview.
NOT_TRIED = {"wagtailredirects:process_import", "wagtailsettings:preview_on_edit"}
#: Lists of tasks, which Wagtail shows to everybody in the admin; it refuses what they create.
OPEN_TO_ALL = {
    "wagtailadmin_workflows:task_chooser",
    "wagtailadmin_workflows:task_chooser_create",
    "wagtailadmin_workflows:task_chooser_results",
    "wagtailadmin_workflows:task_chosen",
}


@pytest.fixture
def addresses(tree: Tree) -> dict[str, str]:
    """Every address of these parts of the admin, by the name of its view."""
    create_roles()
    workflow = Workflow.objects.get(name=WORKFLOW)
    task = workflow.tasks.get()
    keys: dict[str, Any] = {
        "collections": Collection.get_first_root_node().add_child(name="Pictures").pk,
        "groups": Group.objects.get(name=MARKETING).pk,
        "redirects": Redirect.objects.create(old_path="/old", redirect_link="/new").pk,
        "settings": Site.objects.get().pk,
        "sites": Site.objects.get().pk,
        "users": member_of(MARKETING).pk,
        "workflows": workflow.pk,
    }
    values: dict[str, Any] = {
        "app_label": "wagtailcore",
        "app_name": "careers",
        "collection_id": keys["collections"],
        "model_name": "groupapprovaltask",
        "page_pk": tree.teams.pk,
        "redirect_id": keys["redirects"],
        "task_id": task.pk,
        "workflow_pk": workflow.pk,
    }

    def url(route: Route) -> str:
        part = route.route.split("/")[1]
        own = {"pk": task.pk if "/tasks/" in route.route else keys[part]}
        if part == "settings":
            own["model_name"] = "careerssettings"
        return route.url(**{name: (values | own)[name] for name in route.arguments})

    routes = [route for route in admin_routes() if route.route.startswith(PREFIXES)]
    return {name_of(route): url(route) for route in routes if name_of(route) not in NOT_TRIED}


def opened(client: Client, addresses: dict[str, str]) -> set[str]:
    """The names of views that answer with more than a way back to the admin's first page."""
    names = set()
    for name, url in addresses.items():
        with transaction.atomic():
            answers = [client.get(url), client.post(url, {"name": "Changed"})]
            transaction.set_rollback(True)
        refused = [
            answer.status_code in {403, 404, 405} or answer.headers.get("location") == "/admin/"
            for answer in answers
        ]
        if not all(refused):
            names.add(name)
    return names


def test_superuser_opens_everything_of_the_site(addresses: dict[str, str]) -> None:
    assert len(addresses) > len(OPEN_TO_ALL)
    assert opened(sign_in(SUPERUSER), addresses) == set(addresses)


@pytest.mark.parametrize("role", [MARKETING, APPROVERS, RECRUITERS])
def test_role_opens_nothing_of_the_site(addresses: dict[str, str], role: str) -> None:
    assert opened(sign_in(role), addresses) == OPEN_TO_ALL


def test_role_creates_no_task(addresses: dict[str, str]) -> None:
    url = addresses["wagtailadmin_workflows:task_chooser_create"]
    values = {"create-task-name": "Own task", "create-task-active": "on"}
    for role in (MARKETING, APPROVERS, RECRUITERS):
        assert sign_in(role).post(url, values).status_code == 400
