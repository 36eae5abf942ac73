"""What is in use can't be deleted, and the admin says so instead of failing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import pytest
from django.db.models import Model, ProtectedError
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoCaptureOnCommitCallbacks
from wagtail.models import Page

from careers.models import PositionPage
from tests.careers import parts
from tests.factories import (
    LocationFactory,
    NewsFeedFactory,
    PersonFactory,
    PositionTypeFactory,
    Tree,
)

SITE_NAME = "Careers"  # typed to confirm the deletion of many pages


@pytest.fixture
def position(
    tree: Tree, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> PositionPage:
    with django_capture_on_commit_callbacks(execute=True):
        return tree.add_position(locations=[LocationFactory()], types=[PositionTypeFactory()])


@pytest.mark.parametrize(
    "used",
    [
        lambda position: position.team,
        lambda position: position.locations[0],
        lambda position: position.types[0],
    ],
    ids=["team", "location", "type"],
)
def test_what_a_position_uses_can_not_be_deleted(
    position: PositionPage, used: Callable[[PositionPage], Model]
) -> None:
    with pytest.raises(ProtectedError):
        used(position).delete()


@pytest.mark.parametrize("name", ["location", "positiontype"])
def test_admin_refuses_to_delete_a_snippet_in_use(
    admin_client: Client, position: PositionPage, name: str
) -> None:
    used: Any = position.locations[0] if name == "location" else position.types[0]
    url = reverse(f"wagtailsnippets_careers_{name}:delete", args=(used.pk,))
    assert b"prevent it from being deleted" in admin_client.get(url).content
    assert admin_client.post(url).status_code == 302
    assert type(used).objects.filter(pk=used.pk).exists()


@pytest.mark.parametrize("name", ["location", "positiontype"])
def test_admin_deletes_a_snippet_that_nothing_uses(admin_client: Client, name: str) -> None:
    unused: Any = LocationFactory() if name == "location" else PositionTypeFactory()
    url = reverse(f"wagtailsnippets_careers_{name}:delete", args=(unused.pk,))
    assert admin_client.post(url).status_code == 302
    assert not type(unused).objects.filter(pk=unused.pk).exists()


@pytest.mark.parametrize("in_bulk", [False, True])
@pytest.mark.parametrize("name", ["person", "newsfeed", "location"])
def test_admin_refuses_to_delete_what_a_part_of_a_page_shows(
    admin_client: Client,
    tree: Tree,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
    name: str,
    in_bulk: bool,
) -> None:
    factory = {"person": PersonFactory, "newsfeed": NewsFeedFactory, "location": LocationFactory}
    used: Any = factory[name]()
    part = {
        "person": lambda: parts.testimonials([used]),
        "newsfeed": lambda: parts.latest(feed=used.pk),
        "location": lambda: parts.locations([used]),
    }[name]()
    with django_capture_on_commit_callbacks(execute=True):
        parts.set_body(tree.team, [part])
    if in_bulk:
        url = reverse("wagtail_bulk_action", args=("careers", name, "delete"))
        response = admin_client.post(f"{url}?id={used.pk}&next=/admin/", follow=True)
    else:
        url = reverse(f"wagtailsnippets_careers_{name}:delete", args=(used.pk,))
        response = admin_client.post(url, follow=True)
    assert "1 page shows it. Take it out there first." in response.content.decode()
    assert type(used).objects.filter(pk=used.pk).exists()


def delete_one(client: Client, page: Page) -> Any:
    url = reverse("wagtailadmin_pages:delete", args=(page.pk,))
    client.get(url)
    return client.post(url, {"confirm_site_name": SITE_NAME}, follow=True)


def delete_in_bulk(client: Client, *pages: Page) -> Any:
    url = reverse("wagtail_bulk_action", args=("wagtailcore", "page", "delete"))
    query = urlencode({"id": [page.pk for page in pages], "next": "/admin/"}, doseq=True)
    client.get(f"{url}?{query}")
    return client.post(f"{url}?{query}", {"confirm_site_name": SITE_NAME}, follow=True)


@pytest.mark.parametrize("delete", [delete_one, delete_in_bulk])
def test_admin_refuses_to_delete_a_team_with_positions(
    admin_client: Client, tree: Tree, position: PositionPage, delete: Any
) -> None:
    assert delete(admin_client, tree.team).status_code == 200
    assert Page.objects.filter(pk=tree.team.pk).exists()


@pytest.mark.parametrize("delete", [delete_one, delete_in_bulk])
@pytest.mark.parametrize("name", ["teams", "home"])
def test_admin_refuses_to_delete_a_page_above_a_team_with_positions(
    admin_client: Client, tree: Tree, position: PositionPage, delete: Any, name: str
) -> None:
    page = getattr(tree, name)
    response = delete(admin_client, page)
    assert response.status_code == 200
    assert "1 position names a team below it" in response.content.decode()
    assert Page.objects.filter(pk=page.pk).exists()


@pytest.mark.parametrize("delete", [delete_one, delete_in_bulk])
def test_admin_deletes_a_team_without_positions(
    admin_client: Client, tree: Tree, delete: Any
) -> None:
    assert delete(admin_client, tree.team).status_code == 200
    assert not Page.objects.filter(pk=tree.team.pk).exists()


@pytest.mark.parametrize("delete", [delete_one, delete_in_bulk])
def test_admin_deletes_positions_and_then_the_site(
    admin_client: Client, tree: Tree, position: PositionPage, delete: Any
) -> None:
    for page in (tree.positions, tree.home):
        assert delete(admin_client, page).status_code == 200
    assert not Page.objects.filter(pk=tree.home.pk).exists()
