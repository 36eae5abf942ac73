"""What each role may write: every address of the admin that takes an object, against a table."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from wagtail.documents import get_document_model
from wagtail.models import Page

from careers.admin.api import GuardedPagesViewSet
from careers.roles import APPROVERS, MARKETING, RECRUITERS, create_roles
from tests.careers.admin_routes import Route, Way, admin_routes, bulk_ways, name_of
from tests.careers.roles import SUPERUSER, Attempt, sign_in
from tests.factories import (
    ImageFactory,
    LocationFactory,
    NewsFeedFactory,
    PersonFactory,
    PositionTypeFactory,
    Tree,
)

#: Where the addresses of each kind of object begin.
PAGES = ("admin/pages/", "admin/careers/positions/")
PREFIXES = {
    "location": "admin/snippets/careers/location/",
    "type": "admin/snippets/careers/positiontype/",
    "person": "admin/snippets/careers/person/",
    "feed": "admin/snippets/careers/newsfeed/",
    "image": "admin/images/",
    "document": "admin/documents/",
}
#: Views that show something, ask another server, or need more than an object: a page type, a task,
#: an upload. Adding pages and approving them have tests of their own.
WRITE_NOTHING = frozenset(
    [
        *("add", "add_subpage", "choose_parent", "chosen", "collect_workflow_action_data"),
        *("confirm_workflow_cancellation", "create_multiple_from_uploaded_document"),
        *("create_multiple_from_uploaded_image", "delete_upload_multiple", "document_usage"),
        *("explore", "explore_results", "fetch", "history", "history_results", "image_usage"),
        *("notice", "preview", "preview_on_add", "preview_on_edit", "revisions_compare"),
        *("revisions_index", "revisions_view", "select_format", "type_use", "type_use_results"),
        *("undo", "url_generator", "url_generator_output", "usage", "view_draft"),
        *("workflow_action", "workflow_history", "workflow_history_detail", "workflow_preview"),
    ]
)
#: Who is there and who wants mails: any request may write it.
NOISE = re.compile(r'"(django_session|wagtailadmin_editingsession|wagtailcore_pagesubscription)"')

ALL_ON_TEAM_INDEX = (
    "edit unpublish move_confirm set_page_position set_privacy lock revisions_revert "
    "revisions_unschedule bulk publish bulk unpublish api publish api unpublish api "
    "revert_to_page_revision"
)
ALL_ON_TEAM = (
    "edit delete unpublish move_confirm set_page_position copy set_privacy lock "
    "revisions_revert revisions_unschedule bulk delete bulk publish bulk unpublish "
    "api copy api delete api publish api unpublish api create_alias api "
    "revert_to_page_revision"
)
#: What each role writes of what a superuser writes, by the names of views; `bulk …` are actions for
#: ticked rows, `api …` those of the admin's API, `one` closes a position.
TABLE: dict[str, dict[str, str]] = {
    SUPERUSER: {
        "home": (
            "edit unpublish move_confirm set_page_position copy set_privacy lock "
            "revisions_revert revisions_unschedule bulk publish bulk unpublish api copy api "
            "publish api unpublish api create_alias api revert_to_page_revision"
        ),
        "teams": ALL_ON_TEAM_INDEX,
        "team": ALL_ON_TEAM,
        "positions": (
            "edit delete unpublish move_confirm set_page_position set_privacy lock "
            "revisions_revert revisions_unschedule bulk delete bulk publish bulk unpublish "
            "api delete api publish api unpublish api revert_to_page_revision"
        ),
        "position": (
            "edit delete unpublish move_confirm set_page_position copy set_privacy lock "
            "revisions_revert revisions_unschedule one bulk delete bulk publish bulk "
            "unpublish api copy api delete api publish api unpublish api create_alias api "
            "revert_to_page_revision"
        ),
        "location": "edit delete copy bulk delete",
        "type": "edit delete copy bulk delete",
        "person": "edit delete copy bulk delete",
        "feed": "edit delete bulk delete",
        "image": "delete delete_multiple edit edit_multiple bulk delete",
        "document": "delete delete_multiple edit bulk delete",
    },
    MARKETING: {
        "home": "edit revisions_revert",
        "teams": "edit revisions_revert",
        "team": "edit copy revisions_revert api revert_to_page_revision",
        "positions": "",
        "position": "",
        "location": "",
        "type": "",
        "person": "edit delete copy bulk delete",
        "feed": "edit delete bulk delete",
        "image": "delete delete_multiple edit edit_multiple bulk delete",
        "document": "delete delete_multiple edit bulk delete",
    },
    APPROVERS: {
        "home": "edit lock revisions_revert bulk publish api publish",
        "teams": ALL_ON_TEAM_INDEX,
        "team": ALL_ON_TEAM,
        "positions": "",
        "position": "",
        "location": "",
        "type": "",
        "person": "edit delete copy bulk delete",
        "feed": "edit delete bulk delete",
        "image": "delete delete_multiple edit edit_multiple bulk delete",
        "document": "delete delete_multiple edit bulk delete",
    },
    RECRUITERS: {
        "home": "",
        "teams": "",
        "team": "",
        "positions": "edit revisions_revert bulk publish api publish",
        "position": (
            "edit delete unpublish move_confirm set_page_position copy set_privacy "
            "revisions_revert revisions_unschedule one bulk delete bulk publish bulk "
            "unpublish api copy api delete api publish api unpublish api create_alias api "
            "revert_to_page_revision"
        ),
        "location": "edit delete copy bulk delete",
        "type": "edit delete copy bulk delete",
        "person": "",
        "feed": "",
        "image": "",
        "document": "",
    },
}


@pytest.fixture
def objects(tree: Tree) -> dict[str, Any]:
    """One of each kind, which nothing keeps from being deleted."""
    create_roles()
    file = ContentFile(b"Read.", name="guide.txt")
    pages: dict[str, Any] = {
        "home": tree.home,
        "teams": tree.teams,
        "team": tree.add_team(title="Design", body=[]),
        "positions": tree.positions,
        "position": tree.save_position(title="Tester"),
    }
    for page in pages.values():
        page.save_revision()
    return pages | {
        "location": LocationFactory(),
        "type": PositionTypeFactory(),
        "person": PersonFactory(),
        "feed": NewsFeedFactory(),
        "image": ImageFactory(),
        "document": get_document_model().objects.create(title="The guide", file=file),
    }


def short_name(route: Route) -> str:
    return name_of(route).rpartition(":")[2].removeprefix("wagtailadmin_")


def ways_to_write(kind: str, target: Any) -> Iterator[Way]:
    """Each request that may write the object."""
    names = ("page_id", "parent_page_id", "page_to_move_id", "pk", "image_id", "document_id")
    values: dict[str, Any] = dict.fromkeys((*names, "doc_id"), target.pk)
    data = object_form(target)
    prefixes: tuple[str, ...] = PAGES
    if isinstance(target, Page):
        more = {"destination_id": target.get_parent().pk, "action": "close"}
        values |= more | {"revision_id": target.latest_revision_id}
        data = page_form(target)
    else:
        prefixes = (PREFIXES[kind],)
    for route in admin_routes():
        if route.arguments and route.route.startswith(prefixes):
            known = set(route.arguments) <= set(values)
            if known and short_name(route) not in WRITE_NOTHING:
                url = route.url(**{argument: values[argument] for argument in route.arguments})
                yield Way(short_name(route), url, data)
    yield from bulk_ways(target)
    if isinstance(target, Page):
        for action in GuardedPagesViewSet.actions:
            url = reverse("wagtailadmin_api:pages:action", args=[target.pk, action])
            yield Way(f"api {action}", url, {"revision_id": target.latest_revision_id})


def object_form(target: Any) -> dict[str, Any]:
    """What the forms of snippets, images and documents send, also among several."""
    files = {f"{kind}-{target.pk}-title": "Changed" for kind in ("image", "document")}
    return files | {
        "title": "Changed",
        "name": "Changed",
        "slug": "changed",
        "country": "PT",
        "order": "1",
        "url": "https://example.com/feed.xml",
        "kind": "article",
    }


def page_form(page: Page) -> dict[str, Any]:
    """What the forms of a page send: those of editing, copying, deleting and restricting."""
    form = Attempt(sign_in(SUPERUSER), page)._form(
        reverse("wagtailadmin_pages:edit", args=[page.pk])
    )
    return form | {
        "title": "Changed",
        "new_title": "Copy",
        "new_slug": "a-copy",
        "new_parent_page": page.get_parent().pk,
        "confirm_site_name": "Careers",
        "restriction_type": "login",
    }


def writes(client: Client, way: Way) -> bool:
    """Whether the request writes to the database; all is as before, after it."""
    changes: list[str] = []

    def note(execute: Any, sql: str, *args: Any) -> Any:
        if sql.startswith(("INSERT", "UPDATE", "DELETE")) and not NOISE.search(sql):
            changes.append(sql)
        return execute(sql, *args)

    with transaction.atomic(), connection.execute_wrapper(note):
        client.post(way.url, way.data, headers={"accept": "application/json"})
        transaction.set_rollback(True)
    return bool(changes)


@pytest.mark.slow
def test_every_role_writes_what_the_table_says_and_nothing_else(objects: dict[str, Any]) -> None:
    ways = {
        kind: list({way.url: way for way in ways_to_write(kind, target)}.values())
        for kind, target in objects.items()
    }
    found: dict[str, dict[str, str]] = {}
    for role in (SUPERUSER, MARKETING, APPROVERS, RECRUITERS):
        browser = sign_in(role)
        for kind, tried in ways.items():
            written = [way for way in tried if writes(browser, way)]
            found.setdefault(role, {})[kind] = " ".join(way.name for way in written)
            if role == SUPERUSER:
                ways[kind] = written  # nobody else writes by what writes nothing for a superuser
    assert found == TABLE


def test_every_address_of_an_object_is_tried_or_known_to_write_nothing(
    objects: dict[str, Any],
) -> None:
    tried = {way.name for kind, target in objects.items() for way in ways_to_write(kind, target)}
    prefixes = (*PAGES, *PREFIXES.values())
    names = {
        short_name(route)
        for route in admin_routes()
        if route.arguments and route.route.startswith(prefixes)
    }
    assert names - tried <= WRITE_NOTHING
