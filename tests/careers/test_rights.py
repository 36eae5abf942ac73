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
from wagtail.models import Collection, Locale, Page

from careers.admin.api import GuardedPagesViewSet
from careers.roles import APPROVERS, MARKETING, RECRUITERS, create_roles
from tests.careers.admin_routes import (
    Route,
    Way,
    admin_routes,
    bulk_ways,
    name_of,
    regular_expressions,
)
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
        *("move", "notice", "preview", "preview_on_add", "preview_on_edit", "revisions_compare"),
        *("revisions_index", "revisions_view", "select_format", "type_use", "type_use_results"),
        *("undo", "url_generator", "url_generator_output", "usage", "view_draft"),
        *("workflow_action", "workflow_history", "workflow_history_detail", "workflow_preview"),
    ]
)
#: What isn't possible with an object, for a superuser either: it is kept by positions of teams
#: below it, it is no position, no alias or not locked, or the only one of its type.
IMPOSSIBLE = {
    "home": "delete convert_alias unlock one many bulk delete api convert_alias api delete",
    "teams": (
        "delete convert_alias copy unlock one many bulk delete api convert_alias api copy "
        "api delete api create_alias"
    ),
    "team": "convert_alias unlock one many api convert_alias",
    "positions": "convert_alias copy unlock one many api convert_alias api copy api create_alias",
    "position": "convert_alias unlock api convert_alias",
}
#: Objects that are there for a few views only, and the names of these.
ONLY = {"alias": ("convert_alias", "api convert_alias"), "locked": ("unlock",)}
#: Who is there and who wants mails: any request may write it.
NOISE = re.compile(r'"(django_session|wagtailadmin_editingsession|wagtailcore_pagesubscription)"')

ALL_ON_TEAM_INDEX = (
    "edit unpublish move_confirm set_page_position set_privacy lock revisions_revert "
    "revisions_unschedule bulk move bulk publish bulk unpublish api publish api unpublish api "
    "move api revert_to_page_revision"
)
ALL_ON_TEAM = (
    "edit delete unpublish move_confirm set_page_position copy set_privacy lock "
    "revisions_revert revisions_unschedule bulk delete bulk move bulk publish bulk unpublish "
    "api copy api delete api publish api unpublish api move api create_alias api "
    "revert_to_page_revision"
)
ALL_ON_SNIPPET = "edit delete copy bulk delete"
ALL_ON_FEED = "edit delete bulk delete"
ALL_ON_IMAGE = (
    "delete delete_multiple edit edit_multiple bulk add_tags bulk add_to_collection bulk delete"
)
ALL_ON_DOCUMENT = (
    "delete delete_multiple edit edit_multiple bulk add_tags bulk add_to_collection bulk delete"
)
#: What each role writes of what a superuser writes, by the names of views; `bulk …` are actions for
#: ticked rows, `api …` those of the admin's API, `one` and `many` close a position.
TABLE: dict[str, dict[str, str]] = {
    SUPERUSER: {
        "home": (
            "edit unpublish move_confirm set_page_position copy set_privacy lock "
            "revisions_revert revisions_unschedule bulk move bulk publish bulk unpublish api "
            "copy api publish api unpublish api move api copy_for_translation api "
            "create_alias api revert_to_page_revision"
        ),
        "teams": (
            "edit unpublish move_confirm set_page_position set_privacy lock revisions_revert "
            "revisions_unschedule bulk move bulk publish bulk unpublish api publish api "
            "unpublish api move api copy_for_translation api revert_to_page_revision"
        ),
        "team": (
            "edit delete unpublish move_confirm set_page_position copy set_privacy lock "
            "revisions_revert revisions_unschedule bulk delete bulk move bulk publish bulk "
            "unpublish api copy api delete api publish api unpublish api move api "
            "copy_for_translation api create_alias api revert_to_page_revision"
        ),
        "positions": (
            "edit delete unpublish move_confirm set_page_position set_privacy lock "
            "revisions_revert revisions_unschedule bulk delete bulk move bulk publish bulk "
            "unpublish api delete api publish api unpublish api move api copy_for_translation "
            "api revert_to_page_revision"
        ),
        "position": (
            "edit delete unpublish move_confirm set_page_position copy set_privacy lock "
            "revisions_revert revisions_unschedule one many bulk delete bulk move bulk "
            "publish bulk unpublish api copy api delete api publish api unpublish api move "
            "api copy_for_translation api create_alias api revert_to_page_revision"
        ),
        "alias": "convert_alias api convert_alias",
        "locked": "unlock",
        "location": ALL_ON_SNIPPET,
        "type": ALL_ON_SNIPPET,
        "person": ALL_ON_SNIPPET,
        "feed": ALL_ON_FEED,
        "image": ALL_ON_DOCUMENT,
        "document": ALL_ON_DOCUMENT,
    },
    MARKETING: {
        "home": "edit revisions_revert",
        "teams": "edit revisions_revert",
        "team": "edit copy revisions_revert api revert_to_page_revision",
        "positions": "",
        "position": "",
        "alias": "",
        "locked": "",
        "location": "",
        "type": "",
        "person": ALL_ON_SNIPPET,
        "feed": ALL_ON_FEED,
        "image": ALL_ON_DOCUMENT,
        "document": ALL_ON_DOCUMENT,
    },
    APPROVERS: {
        "home": "edit lock revisions_revert bulk publish api publish",
        "teams": ALL_ON_TEAM_INDEX,
        "team": ALL_ON_TEAM,
        "positions": "",
        "position": "",
        "alias": "",
        "locked": "",
        "location": "",
        "type": "",
        "person": ALL_ON_SNIPPET,
        "feed": ALL_ON_FEED,
        "image": ALL_ON_DOCUMENT,
        "document": ALL_ON_DOCUMENT,
    },
    RECRUITERS: {
        "home": "",
        "teams": "",
        "team": "",
        "positions": "edit revisions_revert bulk publish api publish",
        "position": (
            "edit delete unpublish move_confirm set_page_position copy set_privacy "
            "revisions_revert revisions_unschedule one many bulk delete bulk move bulk "
            "publish bulk unpublish api copy api delete api publish api unpublish api move "
            "api create_alias api revert_to_page_revision"
        ),
        "alias": "convert_alias api convert_alias",
        "locked": "",
        "location": ALL_ON_SNIPPET,
        "type": ALL_ON_SNIPPET,
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
    Locale.objects.create(language_code="de")
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
    locked = tree.save_position(title="Locked", locked=True)
    return pages | {
        "alias": pages["position"].create_alias(update_slug="alias"),
        "locked": locked,
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
        data = {} if kind in ONLY else page_form(target)
    else:
        prefixes = (PREFIXES[kind],)
    for route in admin_routes():
        if route.arguments and route.route.startswith(prefixes):
            known = set(route.arguments) <= set(values)
            if known and is_tried(kind, short_name(route)):
                url = route.url(**{argument: values[argument] for argument in route.arguments})
                yield Way(short_name(route), url, data)
    for way in bulk_ways(target):
        if is_tried(kind, way.name):
            yield way._replace(data=way.data | data)
    if isinstance(target, Page):
        for action in GuardedPagesViewSet.actions:
            url = reverse("wagtailadmin_api:pages:action", args=[target.pk, action])
            if is_tried(kind, f"api {action}"):
                yield Way(f"api {action}", url, api_data(target))


def is_tried(kind: str, name: str) -> bool:
    return name in ONLY[kind] if kind in ONLY else name not in WRITE_NOTHING


def api_data(page: Page) -> dict[str, Any]:
    """What the actions of the admin's API need."""
    return {
        "destination_page_id": page.get_parent().pk,
        "locale": "de",
        "copy_parents": True,
        "position": "last-child",
        "revision_id": page.latest_revision_id or "",
        "slug": "another",
        "update_slug": "another",
    }


def object_form(target: Any) -> dict[str, Any]:
    """What the forms of snippets, images and documents send, also among several."""
    files = {f"{kind}-{target.pk}-title": "Changed" for kind in ("image", "doc")}
    return files | {
        "collection": Collection.get_first_root_node().pk,
        "tags": "new",
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
        "chooser": page.get_parent().pk,  # of a bulk move
        "confirm": "1",
        "ids": page.pk,
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
                assert " ".join(way.name for way in tried if way not in written) == (
                    IMPOSSIBLE.get(kind, "")
                ), kind
                ways[kind] = written  # nobody else writes what isn't possible
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


def test_address_that_only_a_regular_expression_describes_writes_nothing() -> None:
    names = {name.rpartition(":")[2] for name in regular_expressions()}
    assert names <= WRITE_NOTHING
