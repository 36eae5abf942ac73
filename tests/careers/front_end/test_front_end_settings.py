"""An administrator names the front end of a site, among those that a developer allows."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from careers.models import FrontEndSettings
from tests.careers.front_end.front_end import ADDRESS, ORIGIN, save
from tests.factories import Tree

pytestmark = pytest.mark.django_db


def test_administrator_names_a_front_end(admin_client: Client, tree: Tree) -> None:
    response = save(admin_client, tree.site, address=f"{ADDRESS}/", preview_path="/preview/")
    assert response.status_code == 302
    stored = FrontEndSettings.for_site(tree.site)
    assert (stored.address, stored.preview_path) == (ADDRESS, "/preview/")
    assert str(stored) == f"Front end of {tree.site}"


@pytest.mark.parametrize(
    "address",
    [
        "https://evil.example",
        "http://www.example.com",
        "https://www.example.com:8443",
        "https://www.example.com.evil.example",
        "https://www.example.com@evil.example",
        "https://user:secret@www.example.com",
        f"{ORIGIN}/?next=/",
        f"{ORIGIN}/#top",
        "javascript:alert(1)",
        "https://[::1",
        "nonsense",
    ],
)
def test_address_that_is_not_allowed_is_an_error_of_the_field(
    admin_client: Client, tree: Tree, address: str
) -> None:
    response = save(admin_client, tree.site, address=address)
    assert response.status_code == 200
    assert "address" in response.context["form"].errors
    assert not FrontEndSettings.objects.exclude(address="").exists()


def test_error_names_what_is_allowed(admin_client: Client, tree: Tree) -> None:
    response = save(admin_client, tree.site, address="https://evil.example")
    (error,) = response.context["form"].errors["address"]
    assert ORIGIN in error
    assert "CAREERS_FRONT_END_ORIGINS" in error


@pytest.mark.parametrize("origin", ["https://[::1]:3000", "http://localhost:3000"])
def test_origin_may_have_a_port(
    admin_client: Client, tree: Tree, settings: Settings, origin: str
) -> None:
    settings.CAREERS_FRONT_END_ORIGINS = [f"{origin}/"]
    assert save(admin_client, tree.site, address=origin).status_code == 302


def test_pages_are_not_switched_off_without_a_front_end(admin_client: Client, tree: Tree) -> None:
    response = save(admin_client, tree.site, server_pages="redirect")
    assert "server_pages" in response.context["form"].errors


@pytest.mark.parametrize(
    "path", ["preview", "//evil.example/ x", "/a?b", "/#x", "https://x.example/"]
)
def test_path_for_previews_is_a_path(admin_client: Client, tree: Tree, path: str) -> None:
    response = save(admin_client, tree.site, address=ADDRESS, preview_path=path)
    assert "preview_path" in response.context["form"].errors


def test_menu_offers_the_setting_where_a_developer_allows_front_ends(
    admin_client: Client, tree: Tree, settings: Settings
) -> None:
    url = reverse("wagtailsettings:edit", args=("careers", "frontendsettings"))
    assert url in admin_client.get("/admin/").content.decode()
    settings.CAREERS_FRONT_END_ORIGINS = []
    assert url not in admin_client.get("/admin/").content.decode()


def test_editor_without_the_permission_does_not_change_it(client: Client, tree: Tree) -> None:
    client.force_login(User.objects.create_user("editor"))
    assert save(client, tree.site, address=ADDRESS).status_code == 302  # to the sign-in
    assert not FrontEndSettings.objects.exists()
