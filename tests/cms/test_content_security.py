"""The headers that say what browsers may load and use."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.template import Context, Template
from django.test import Client, RequestFactory
from django.urls import reverse

from careers.blocks.video_providers import PLAYER_ORIGINS, find_video
from cms.content_security import permissions_policy_middleware
from tests.cms.test_settings import HTTPS, read
from tests.factories import Tree

POLICY = "Content-Security-Policy"
#: Files that the site's pages for visitors are made of.
TEMPLATES = [
    path
    for folder in ("careers/templates", "home/templates", "templates")
    for path in sorted((Path(settings.BASE_DIR) / folder).rglob("*.html"))
    if "admin" not in path.parent.parts and "wagtailadmin" not in path.parts
]


def policy_of(response: Any) -> dict[str, list[str]]:
    """The sources of each directive of an answer."""
    directives = (directive.split() for directive in response[POLICY].split(";"))
    return {name: sources for name, *sources in directives}


@pytest.fixture
def editor(client: Client, tree: Tree) -> Client:
    client.force_login(User.objects.create_superuser("admin"))
    return client


def test_page_allows_what_is_its_own_and_scripts_with_its_nonce(client: Client, tree: Tree) -> None:
    response = client.get("/")
    policy = policy_of(response)
    nonce = policy["script-src"][0]
    assert re.fullmatch(r"'nonce-[\w+/]{22}=='", nonce)
    assert policy == {
        "default-src": ["'none'"],
        "script-src": [nonce],
        "style-src": ["'self'", nonce],
        "img-src": ["'self'"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "frame-src": ["https://www.youtube-nocookie.com", "https://player.vimeo.com"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }


def test_nonce_is_new_for_each_answer_and_stands_at_its_scripts_and_styles(
    client: Client, tree: Tree
) -> None:
    seen = set()
    for address in ("/", "/teams/", "/teams/backend-development/", "/positions/", "/positions/"):
        response = client.get(address)
        nonce = policy_of(response)["script-src"][0][7:-1]
        page = BeautifulSoup(response.content, "html.parser")
        scripts = page.select("script:not([type='application/ld+json']), style")
        assert scripts
        assert {script["nonce"] for script in scripts} == {nonce}, address
        seen.add(nonce)
    assert len(seen) == 5


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_templates_of_pages_hold_nothing_that_the_policy_refuses(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.findall(r"\s(?:style|on[a-z]+)=", text)
    assert not re.findall(r"javascript:", text)
    for tag in re.findall(r"<(?:script|style)\b[^>]*>", text):
        # The docs of the API have a policy of their own.
        assert re.search(r"{% nonce_attribute %}|nonce=\"{{ nonce }}\"|application/ld\+json", tag)


@pytest.mark.parametrize("address", ["/admin/login/", "/admin/", "/admin/nothing/"])
def test_admin_allows_inline_scripts_of_wagtail_and_nothing_from_other_hosts(
    editor: Client, address: str
) -> None:
    policy = policy_of(editor.get(address))
    assert policy["script-src"] == ["'self'", "'unsafe-inline'"]
    assert policy["frame-src"] == ["'self'"]
    assert policy["frame-ancestors"] == ["'none'"]
    sources = {source for sources in policy.values() for source in sources}
    assert sources == {"'self'", "'none'", "'unsafe-inline'", "blob:"}


def test_preview_has_the_policy_of_its_page_and_may_be_framed_by_the_admin(
    editor: Client, tree: Tree
) -> None:
    tree.team.save_revision()
    address = reverse("wagtailadmin_pages:view_draft", args=[tree.team.pk])
    policy = policy_of(editor.get(address))
    assert policy["frame-ancestors"] == ["'self'"]
    assert policy["script-src"][0].startswith("'nonce-")


@pytest.mark.parametrize("address", ["/nowhere/", "/robots.txt", "/icon.svg", "/site.webmanifest"])
def test_every_answer_has_both_policies(client: Client, tree: Tree, address: str) -> None:
    response = client.get(address)
    assert policy_of(response)["default-src"] == ["'none'"]
    assert "camera=()" in response["Permissions-Policy"]


@pytest.mark.parametrize(
    ("content_type", "is_sent"),
    [("image/avif", False), ("image/svg+xml", True), ("text/html; charset=utf-8", True)],
)
def test_pictures_carry_no_permissions_policy(content_type: str, is_sent: bool) -> None:
    send = permissions_policy_middleware(lambda request: HttpResponse(content_type=content_type))
    response = send(RequestFactory().get("/"))
    assert ("Permissions-Policy" in response.headers) == is_sent


def test_features_are_denied_but_what_players_of_videos_need(client: Client, tree: Tree) -> None:
    header = client.get("/")["Permissions-Policy"]
    features = dict(part.split("=") for part in header.split(", "))
    for feature in ("camera", "microphone", "geolocation", "payment", "usb"):
        assert features[feature] == "()"
    players = " ".join(f'"{origin}"' for origin in PLAYER_ORIGINS)
    assert features["fullscreen"] == f"(self {players})"
    assert "clipboard-write" not in features  # the button "Copy link"


@pytest.mark.parametrize(
    "address", ["https://youtu.be/dQw4w9WgXcQ", "https://vimeo.com/76979871/0123456789"]
)
def test_players_come_from_where_frames_are_allowed(address: str) -> None:
    video = find_video(address)
    assert video
    assert any(video.embed_url.startswith(f"{origin}/") for origin in PLAYER_ORIGINS)


def test_everything_is_asked_by_https_where_the_site_is() -> None:
    directive = "CONTENT_SECURITY_POLICY['DIRECTIVES']['upgrade-insecure-requests']"
    assert read(directive) == [False]
    assert read(directive, BASE_URL=HTTPS) == [True]


# The plugin in a project that has another policy, or none


def head(request: HttpRequest, **context: Any) -> str:
    template = Template('{% include "careers/partials/head.html" %}')
    return template.render(Context({"request": request, **context}))


def test_plugin_takes_the_nonce_of_django_or_of_django_csp() -> None:
    by_django = head(RequestFactory().get("/"), csp_nonce="of-django")
    assert by_django.count('nonce="of-django"') == 2
    request = RequestFactory().get("/")
    request.csp_nonce = "of-django-csp"  # type: ignore[attr-defined]
    assert head(request).count('nonce="of-django-csp"') == 2


def test_plugin_needs_no_policy() -> None:
    assert "nonce" not in head(RequestFactory().get("/"))
