"""An editor's previews, and the front end that fetches them."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

API = "/api/careers/v1/"


def signed_in(name: str = "editor") -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser(name))
    return client


def token_of(response: Any) -> str:
    """The token in the address to which an answer of the admin leads."""
    assert response.status_code == 302, response.status_code
    name, _equals, token = urlsplit(response["Location"]).fragment.partition("=")
    assert name == "preview"
    return token


def preview_url(page: Any) -> str:
    """Where the editor shows what was typed."""
    return reverse("wagtailadmin_pages:preview_on_edit", args=(page.pk,))


def draft_url(page: Any) -> str:
    return reverse("wagtailadmin_pages:view_draft", args=(page.pk,))


def preview(client: Client, url: str, data: Any = None, mode: str = "") -> str:
    """The token of what an editor has typed, or of what is stored."""
    if data is not None:
        assert client.post(url, data).json() == {"is_valid": True, "is_available": True}
    return token_of(client.get(url, {"mode": mode} if mode else {}))


def fetch(token: str, **headers: str) -> Any:
    """The answer to a front end, which has no session."""
    return Client().get(f"{API}preview/{token}/", headers=headers)


def read(token: str) -> dict[str, Any]:
    response = fetch(token)
    assert response.status_code == 200, response.content
    form: dict[str, Any] = response.json()
    return form


def public(path: str) -> dict[str, Any]:
    form: dict[str, Any] = Client().get(f"{API}pages/", {"path": path}).json()
    return form
