"""No address of the admin fails over a value that no form of it sends."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import reverse

from careers.models import Person
from tests.careers.admin_routes import admin_routes
from tests.careers.roles import SUPERUSER, sign_in
from tests.factories import ImageFactory, NewsFeedFactory, PersonFactory, Tree

pytestmark = [pytest.mark.django_db, pytest.mark.every_database]

ODD_VALUES = ["²", "9" * 30, "\0", "abc", "-1"]
#: What views of Wagtail read from an address: numbers, and everything else.
NUMBERS = (
    *("id", "childOf", "child_of", "collection_id", "content_type", "descendant_of", "edited_by"),
    *("group", "limit", "offset", "owner", "parent_page_id", "position", "site", "user"),
    "target_pages[]",
)
OTHERS = (
    *("extended", "fields", "for_explorer", "has_child_pages", "height", "layout", "link_text"),
    *("link_url", "locale", "match_subclass", "mode", "multiple", "next", "object_type", "order"),
    *("ordering", "p", "page", "page_type", "q", "query", "rich_text_format", "search", "status"),
    *("search_all", "search_operator", "select_format", "tag", "term", "timestamp_from", "type"),
    *("user_perms", "width"),
)
#: Wagtail's page that shows what an error looks like.
MADE_TO_FAIL = "wagtailadmin_error_test"


@pytest.fixture
def admin(tree: Tree) -> Client:
    ImageFactory()
    NewsFeedFactory()
    PersonFactory(photo=None)
    client = sign_in(SUPERUSER)
    client.raise_request_exception = False
    return client


def addresses(key: int, value: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Each address of the admin for an object with `key`, with `value` wherever one can stand."""
    for route in admin_routes():
        if route.name != MADE_TO_FAIL:
            arguments: dict[str, object] = dict.fromkeys(route.arguments, key)
            for names in (NUMBERS, OTHERS):
                yield route.url(**arguments), dict.fromkeys(names, value)
            for name in arguments:
                yield route.url(**(arguments | {name: value})), {}


@pytest.mark.slow
@pytest.mark.parametrize("value", ODD_VALUES, ids=ascii)
def test_every_address_of_the_admin_answers(admin: Client, tree: Tree, value: str) -> None:
    failed = [
        (path, query)
        for path, query in addresses(tree.team.pk, value)
        if admin.get(path, query).status_code >= 500
    ]
    assert failed == []


@pytest.mark.parametrize("name", ["content_type", "edited_by", "owner", "site"])
def test_explorer_passes_over_a_number_that_is_none(admin: Client, tree: Tree, name: str) -> None:
    below = reverse("wagtailadmin_explore", args=[tree.teams.pk])
    assert tree.team.title in admin.get(below, {name: "9" * 30}).content.decode()


def test_what_can_be_an_id_stays(admin: Client, tree: Tree) -> None:
    chosen = reverse("wagtailadmin_choose_page_chosen_multiple")
    pages = [tree.team.pk, tree.teams.pk]
    answer = admin.get(chosen, {"id": [pages[0], "²", "\0", pages[1], "9" * 30]})
    assert {page["id"] for page in answer.json()["result"]} == set(pages)


@pytest.mark.parametrize("key", ["\0", "²", "9" * 30, "x" * 600])
def test_form_that_is_open_for_no_object_is_not_found(admin: Client, key: str) -> None:
    model = Person._meta
    ping = f"/admin/editing-sessions/ping/{model.app_label}/{model.model_name}/"
    assert admin.post(f"{ping}{Person.objects.get().pk}/1/").status_code < 500
    assert admin.post(f"{ping}{key}/1/").status_code == 404


@pytest.mark.parametrize("name", ["abc", "²", "99999", "wagtailadmin_logout"])
def test_name_of_a_view_is_no_address_to_go_on_to(admin: Client, name: str) -> None:
    response = admin.get(reverse("wagtailadmin_login"), {"next": name})
    assert (response.status_code, response.headers["Location"]) == (302, "/admin/")


def test_half_a_form_is_a_bad_request(admin: Client, tree: Tree) -> None:
    edit = reverse("wagtailadmin_pages:edit", args=[tree.team.pk])
    data = {"title": "New", "slug": "new", "action-publish": "1"}
    assert admin.post(edit, data).status_code == 400
