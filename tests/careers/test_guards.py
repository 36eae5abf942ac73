"""What is in use stays, and what is incomplete isn't published, by every way that there is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.actions import action_registry
from wagtail.documents import get_document_model
from wagtail.models import Collection, Page, PageLogEntry, Revision, Workflow, WorkflowPage
from wagtail.test.utils.form_data import nested_form_data, streamfield

from careers.admin.api import GuardedPagesViewSet
from careers.guards.refusal import RefusedError
from careers.models import TeamPage
from careers.roles import WORKFLOW, create_roles
from tests.careers import block_data
from tests.careers.admin_routes import Way, admin_routes, bulk_ways, name_of
from tests.careers.drafts import save_draft, stored
from tests.careers.roles import SUPERUSER, Attempt, sign_in
from tests.careers.team_form import list_items
from tests.careers.test_publish_checks import save_half_filled
from tests.factories import (
    ImageFactory,
    LocationFactory,
    NewsFeedFactory,
    PersonFactory,
    PositionTypeFactory,
    StandardPageFactory,
    Tree,
)

#: What deletes neither a page nor what pages show. Collections are deleted only when empty.
DELETE_SOMETHING_ELSE = {
    "careers_webhooks:delete",
    "wagtailadmin_collections:delete",
    "wagtaildocs:delete_upload_multiple",
    "wagtailforms:delete_submissions",
    "wagtailimages:delete_upload_multiple",
    "wagtailredirects:delete",
    "wagtailsites:delete",
    "wagtailusers_groups:delete",
    "wagtailusers_users:delete",
}


# Deletion


@pytest.fixture
def kept(tree: Tree) -> list[Any]:
    """One of each that something uses."""
    position = tree.save_position(locations=[LocationFactory()], types=[PositionTypeFactory()])
    image, person, feed, document = ImageFactory(), PersonFactory(), NewsFeedFactory(), a_document()
    link = f'<p><a linktype="document" id="{document.pk}">Read</a></p>'
    body = [
        block_data.about(text=link),
        block_data.pillars(images=[image]),
        block_data.latest(source="feed", feed=feed.pk),
        block_data.testimonials([person]),
    ]
    block_data.set_body(tree.team, body)
    used = [*position.locations, *position.types, person, feed, image, person.photo, document]
    return [tree.home, tree.teams, tree.team, *used]


@pytest.fixture
def unused(tree: Tree) -> list[Any]:
    """One of each that nothing uses."""
    snippets = [LocationFactory(), PositionTypeFactory(), PersonFactory(photo=None)]
    page = StandardPageFactory(parent=tree.home)
    return [page, *snippets, NewsFeedFactory(), ImageFactory(), a_document()]


def a_document() -> Any:
    file = ContentFile(b"Read.", name="guide.txt")
    return get_document_model().objects.create(title="The guide", file=file)


def ways_to_delete(used: Any) -> Iterator[Way]:
    """Every request of the admin that may delete an object with the key of `used`."""
    for route in admin_routes():
        if "delete" in route.route and len(route.arguments) == 1:
            url = route.url(**{route.arguments[0]: used.pk})
            yield Way(name_of(route), url, {"confirm_site_name": "Careers"})
    yield from bulk_ways(used, "delete")
    if isinstance(used, Page):
        url = reverse("wagtailadmin_api:pages:action", args=[used.pk, "delete"])
        yield Way("api delete", url, {})


def send(client: Client, way: Way) -> int:
    """The answer's status; nothing that the view raises comes out."""
    client.raise_request_exception = False
    return int(client.post(way.url, way.data).status_code)


def exists(used: Any) -> bool:
    return bool(type(used)._default_manager.filter(pk=used.pk).exists())


def test_nothing_in_use_is_deleted_by_any_way(admin_client: Client, kept: list[Any]) -> None:
    logged = PageLogEntry.objects.count()
    for used in kept:
        for way in ways_to_delete(used):
            if way.name in DELETE_SOMETHING_ELSE:
                continue
            with transaction.atomic():
                status = send(admin_client, way)
                gone = [other for other in kept if not exists(other)]
                transaction.set_rollback(True)
            assert status < 500, (way, used)
            assert not gone, (way, used)
    assert PageLogEntry.objects.count() == logged


def test_no_other_way_deletes(admin_client: Client, unused: list[Any]) -> None:
    deleting: set[str] = set()
    for spare in unused:
        for way in ways_to_delete(spare):
            if way.name in deleting | DELETE_SOMETHING_ELSE:
                continue
            with transaction.atomic():
                send(admin_client, way)
                if not exists(spare):
                    deleting.add(way.name)
                transaction.set_rollback(True)
    routes = {name_of(route) for route in admin_routes() if "delete" in route.route}
    assert deleting | DELETE_SOMETHING_ELSE == routes | {"bulk delete", "api delete"}


def test_api_says_why_a_team_stays(admin_client: Client, tree: Tree) -> None:
    tree.add_position()
    url = reverse("wagtailadmin_api:pages:action", args=[tree.team.pk, "delete"])
    answer = admin_client.post(url)
    assert answer.status_code == 400
    assert "it is the team of 1 position" in " ".join(answer.json()["__all__"])
    assert not PageLogEntry.objects.filter(action="wagtail.delete").exists()


@pytest.mark.parametrize("make", [ImageFactory, a_document], ids=["image", "document"])
def test_list_of_uploads_says_why_a_file_stays(admin_client: Client, tree: Tree, make: Any) -> None:
    file = make()
    link = f'<p><a linktype="document" id="{file.pk}">Read</a></p>'
    is_document = isinstance(file, get_document_model())
    shown = block_data.about(text=link) if is_document else block_data.pillars(images=[file])
    block_data.set_body(tree.team, [shown])
    url = reverse(f"{file._meta.app_label}:delete_multiple", args=[file.pk])
    answer = admin_client.post(url)
    assert (answer.status_code, answer.json()["success"]) == (409, False)
    assert "can't be deleted: 1 page shows it" in answer.json()["error_message"]
    assert "can&#x27;t be deleted" in admin_client.get("/admin/").content.decode()


def test_code_deletes_no_picture_that_is_shown(tree: Tree) -> None:
    collection = Collection.get_first_root_node().add_child(name="Pictures")
    picture = ImageFactory(collection=collection)
    tree.team.hero_image = picture
    tree.team.save()
    deletions = (picture.delete, type(picture).objects.all().delete, collection.delete)
    for delete in deletions:
        with pytest.raises(RefusedError, match="1 page shows it"), transaction.atomic():
            delete()
    assert exists(picture)


def test_registry_of_actions_refuses_in_a_sentence(tree: Tree) -> None:
    tree.add_position()
    action = action_registry.get_action_class(Page, "delete")
    with pytest.raises(RefusedError, match="it is the team of 1 position"):
        action(tree.team).execute()
    assert exists(tree.team)


# Publication


COPY = {"new_title": "Copy", "new_slug": "copy"}
NEGATIVE_PAY = {"pay_min": -5, "pay_currency": "EUR", "pay_period": "year"}


def incomplete_position(tree: Tree) -> Page:
    position = tree.save_position(live=False)
    save_draft(position, title="Changed", **NEGATIVE_PAY, closing_date=date(2020, 1, 1))
    return position


def incomplete_team(tree: Tree) -> Page:
    save_half_filled(tree.team)
    return tree.team


#: The same as the form sends it.
HALF_FILLED_FORM = streamfield(
    [
        (
            "testimonials",
            {
                "heading": "People",
                "testimonials": list_items({"person": "", "quote": "Words", "unit": ""}),
                "tone": "",
            },
        )
    ]
)


def complete_position(tree: Tree) -> Page:
    position = tree.save_position(live=False)
    save_draft(position, title="Changed")
    return position


def start_workflow(page: Page) -> None:
    workflow = Workflow.objects.get(name=WORKFLOW)
    WorkflowPage.objects.update_or_create(page=page, defaults={"workflow": workflow})
    workflow.start(page, None)


def ways_to_publish(page: Page, body: dict[str, Any]) -> Iterator[Way]:
    """Every request of the admin with this page, as a button that publishes would send it."""
    page = Page.objects.get(pk=page.pk)
    state = page.current_workflow_task_state
    values = {
        "page_id": page.pk,
        "pk": page.pk,
        "parent_page_id": page.pk,
        "page_to_move_id": page.pk,
        "destination_id": page.get_parent().pk,
        "revision_id": page.latest_revision_id,
        "action_name": "approve",
        "task_state_id": state.pk,
        "workflow_state_id": state.workflow_state_id,
        "task_id": state.task_id,
    }
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    form = Attempt(sign_in(SUPERUSER), page)._form(edit) | nested_form_data({"body": body})
    copy = COPY | {"new_parent_page": page.get_parent().pk, "publish_copies": "on"}
    for route in admin_routes():
        if "pages/" in route.route and route.arguments and set(route.arguments) <= set(values):
            url = route.url(**{argument: values[argument] for argument in route.arguments})
            yield Way(route.name, url, form | copy | {"action-publish": "1"})
    approve = {
        "action-workflow-action": "1",
        "workflow-action-name": "approve",
        "workflow-action-extra-data": "{}",
    }
    yield Way("approval in the form", edit, form | approve)
    yield from bulk_ways(page)
    above = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    above = f"{above}?id={page.get_parent().pk}&next=/admin/"
    yield Way("bulk publish above", above, {"include_descendants": "on"})
    for action in GuardedPagesViewSet.actions:
        url = reverse("wagtailadmin_api:pages:action", args=[page.pk, action])
        data = {"revision_id": page.latest_revision_id, "recursive": True, "keep_live": True}
        yield Way(f"api {action}", url, data)


def is_published() -> bool:
    changed = Page.objects.filter(title__in=["Changed", "Half filled"])
    return bool(changed.live().exists())


def published_by(client: Client, ways: Iterable[Way]) -> set[str]:
    """The names of the ways by which visitors come to see what is changed; none may fail."""
    names = set()
    for way in ways:
        with transaction.atomic():
            assert send(client, way) < 500, way
            if is_published():
                names.add(way.name)
            transaction.set_rollback(True)
    return names


WAYS_TO_PUBLISH = {
    "api publish",
    "bulk publish",
    "bulk publish above",
    "approval in the form",
    "wagtailadmin_pages:edit",
    "wagtailadmin_pages:revisions_revert",
    "wagtailadmin_pages:workflow_action",
}


@pytest.mark.parametrize(
    ("make", "body"),
    [(incomplete_position, streamfield([])), (incomplete_team, HALF_FILLED_FORM)],
    ids=["position", "team"],
)
def test_nothing_incomplete_is_published_by_any_way(
    tree: Tree, make: Any, body: dict[str, Any]
) -> None:
    create_roles()
    page = make(tree)
    start_workflow(page)
    ways = [way for way in ways_to_publish(page, body) if way.name in WAYS_TO_PUBLISH]
    assert {way.name for way in ways} == WAYS_TO_PUBLISH
    assert published_by(sign_in(SUPERUSER), ways) == set()


def test_no_other_way_publishes(tree: Tree) -> None:
    create_roles()
    page = complete_position(tree)
    start_workflow(page)
    ways = ways_to_publish(page, streamfield([]))
    assert published_by(sign_in(SUPERUSER), ways) == WAYS_TO_PUBLISH


def test_api_says_why_a_draft_stays_one_and_writes_nothing(
    admin_client: Client, tree: Tree
) -> None:
    position = incomplete_position(tree)
    later = timezone.now() + timedelta(1)
    Revision.objects.filter(object_id=position.pk).update(approved_go_live_at=later)
    url = reverse("wagtailadmin_api:pages:action", args=[position.pk, "publish"])
    answer = admin_client.post(url)
    assert answer.status_code == 400
    assert answer.json() == {
        "__all__": [
            "“Changed” can't be published yet. Pay from: Pay can't be less than zero.",
        ]
    }
    assert not stored(position).live
    assert stored(position).scheduled_revision


@pytest.mark.parametrize("later", [False, True], ids=["now", "later"])
def test_code_publishes_nothing_incomplete(tree: Tree, later: bool) -> None:
    position = incomplete_position(tree)
    revision = save_draft(position, go_live_at=timezone.now() + timedelta(1) if later else None)
    with pytest.raises(RefusedError, match="Pay can't be less than zero"):
        revision.publish()
    assert not stored(position).live
    assert not stored(position).approved_schedule


def test_published_page_that_became_incomplete_can_be_saved(tree: Tree) -> None:
    team: Any = tree.add_team(body=[])
    team.save_revision().publish()
    team = TeamPage.objects.get(pk=team.pk)
    team.body = team._meta.get_field("body").to_python([block_data.about(text="")])
    team.title = "Changed"
    team.save()
    assert is_published()
