"""No view of the admin shows a title that a role may not know, whichever page it is asked for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction, Workflow, WorkflowPage

from careers.models import PositionPage, TeamPage
from careers.roles import APPROVERS, RECRUITERS, WORKFLOW, create_roles
from tests.careers.admin_routes import admin_routes, bulk_ways
from tests.careers.roles import SUPERUSER, member_of, sign_in
from tests.factories import Tree

#: For each role, the titles that only others may know. "New …" are those of unpublished changes.
HIDDEN = {
    RECRUITERS: {"New team name", "Draft team", "Private team"},
    APPROVERS: {"New position name", "Draft position"},
}
#: One leaves the admin, the other fails on purpose.
NOT_ASKED = {"admin/logout/", "admin/failwhale/"}


@pytest.fixture
def pages(tree: Tree) -> list[Any]:
    """Pages with such titles, which stand in every report, with a page that all may know."""
    create_roles()
    superuser = member_of(SUPERUSER)
    private = tree.add_team(title="Private team", body=[])
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.PASSWORD)
    pages: list[Any] = [
        tree.add_team(title="Team", body=[]),
        tree.add_team(title="Draft team", live=False, body=[]),
        private,
        tree.save_position(title="Position"),
        tree.save_position(title="Draft position", live=False),
    ]
    workflow = Workflow.objects.get(name=WORKFLOW)
    WorkflowPage.objects.create(page=tree.teams, workflow=workflow)
    for page in pages:
        if page.title in {"Team", "Position"}:
            page.title = f"New {page.title.lower()} name"
        page.save_revision(user=superuser, log_action=True)
        if isinstance(page, TeamPage):
            workflow.start(page, superuser)
    Page.objects.filter(pk__in=[page.pk for page in pages]).update(
        locked=True, locked_by=superuser, last_published_at=timezone.now()
    )
    return list(Page.objects.filter(pk__in=[page.pk for page in pages]).specific())


def addresses(tree: Tree, hidden: list[Any]) -> Iterator[str]:
    """Every address of the admin, as it is and for each of the `hidden` pages."""
    for route in admin_routes():
        if not route.arguments:
            yield route.url()
        for page in hidden:
            for values in values_for(tree, page):
                if route.arguments and set(route.arguments) <= set(values):
                    yield route.url(**{name: values[name] for name in route.arguments})
    for page in hidden:
        yield from (way.url for way in bulk_ways(page))
        yield reverse("wagtailadmin_api:pages:detail", args=[page.pk])
        yield f"{reverse('wagtailadmin_choose_page_chosen_multiple')}?id={page.pk}"
        yield f"{reverse('wagtailadmin_api:pages:listing')}?child_of={page.get_parent().pk}"
    for model in (TeamPage, PositionPage):
        chooser = f"{reverse('wagtailadmin_choose_page')}?page_type={model._meta.label_lower}"
        yield from (chooser, f"{chooser}&multiple=1")
    for word in ("new", "draft", "private", "team", "position"):
        for search in ("wagtailadmin_choose_page_search", "wagtailadmin_pages:search"):
            yield f"{reverse(search)}?q={word}"


def values_for(tree: Tree, page: Any) -> Iterator[dict[str, Any]]:
    """What may stand in an address for `page`; also as the destination of another one."""
    names = ("page_id", "pk", "parent_page_id", "page_to_move_id")
    values: dict[str, Any] = dict.fromkeys(names, page.pk) | {
        "content_type_app_name": "careers",
        "app_label": "careers",
        "content_type_model_name": page._meta.model_name,
        "model_name": page._meta.model_name,
        "destination_id": page.get_parent().pk,
        "revision_id": page.latest_revision_id,
        "revision_id_a": "live",
        "revision_id_b": page.latest_revision_id,
        "action_name": "approve",
    }
    if state := page.current_workflow_task_state:
        values |= {
            "task_state_id": state.pk,
            "task_id": state.task_id,
            "workflow_state_id": state.workflow_state_id,
        }
    yield values
    yield {"page_to_move_id": tree.home.pk, "destination_id": page.pk}


def forms(tree: Tree, own: Any, hidden: list[Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Forms about a page of one's `own` that name a hidden one."""
    copy = reverse("wagtailadmin_pages:copy", args=[own.pk])
    parent = reverse("wagtailadmin_pages:choose_parent", args=("careers", own._meta.model_name))
    move = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "move"])
    link = reverse("wagtailadmin_choose_page_external_link")
    for page in hidden:
        values = {"new_title": "Copy", "new_slug": "copy", "new_parent_page": page.pk}
        yield copy, values | {"publish_copies": "on"}
        yield parent, {"parent_page": page.pk}
        yield reverse("careers_positions:choose_parent"), {"parent_page": page.pk}
        yield f"{move}?id={own.pk}", {"chooser": page.pk}
        for url in (page.full_url, f"{page.full_url}?source=letter"):
            yield link, {"external-link-chooser-url": url}


def text_of(answer: Any) -> str:
    assert answer.status_code < 500, answer.request
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return str(content.decode(errors="ignore"))


def titles(text: str, role: str) -> set[str]:
    return {title for title in HIDDEN[role] if title in text}


@pytest.mark.slow
@pytest.mark.parametrize("role", HIDDEN)
def test_role_reads_no_hidden_title_anywhere(tree: Tree, pages: list[Any], role: str) -> None:
    browser = sign_in(role)
    hidden = [page for page in pages if page.draft_title in HIDDEN[role]]
    [own, *_] = [page for page in pages if page not in hidden and page.live]
    urls = [url for url in dict.fromkeys(addresses(tree, hidden)) if url[1:] not in NOT_ASKED]
    answers = [(url, browser.get(url)) for url in urls]
    answers += [(url, browser.post(url, values)) for url, values in forms(tree, own, hidden)]
    shown = [(url, titles(text_of(answer), role)) for url, answer in answers]
    assert [(url, found) for url, found in shown if found] == []
