"""Visit all kinds of pages of the filled site, and print what they answer, as JSON."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from html import unescape
from typing import Any
from urllib.parse import quote, urlsplit

from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from careers.core.moments import aware_now
from careers.models import (
    CareersSettings,
    Location,
    NewsFeed,
    Person,
    PositionIndexPage,
    PositionPage,
    TeamIndexPage,
    TeamPage,
)

PREFIX = settings.FORCE_SCRIPT_NAME or ""
API = "api/careers/v1/"
LINK = re.compile(r'<(?:a|form|link|img)\b[^>]*? (?:href|action|src)="([^"]+)"')
OWN = ("/", "http://localhost/")
CANONICAL = re.compile(r'<link rel="canonical" href="([^"]+)">')


class Command(BaseCommand):
    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("makemigrations", check_changes=True, dry_run=True, verbosity=0)
        answers: dict[str, int] = {}
        links: set[str] = set()
        canonical: dict[str, str] = {}
        visitor = Client(raise_request_exception=False)
        for path in [*_pages(), *_pages()]:  # the second time from what is kept, if anything is
            answer = _get(visitor, path)
            text = answer.content.decode()
            answers[path] = answer.status_code
            links |= {unescape(link) for link in LINK.findall(text)}
            if found := CANONICAL.search(text):
                canonical[path] = unescape(found[1])
        for path in _api():
            answers[path] = _get(visitor, path).status_code
        if apps.is_installed("wagtail.documents"):  # Wagtail's own admin fails without it
            editor = Client(raise_request_exception=False)
            editor.force_login(get_user_model().objects.get(username="admin"))
            for path in _admin():
                answers[path] = _get(editor, path).status_code
            answers |= _actions(editor)
        own = {link for link in links if link.startswith(OWN)}
        targets = {
            link: _get(visitor, link).status_code
            for link in own
            if not link.startswith((settings.STATIC_URL, settings.MEDIA_URL))
        }
        found = {"answers": answers, "links": targets, "canonical": canonical}
        self.stdout.write(json.dumps(found))


def _get(client: Client, url: str, **headers: str) -> Any:
    """Ask as a web server does that mounts the site below `FORCE_SCRIPT_NAME`."""
    parts = urlsplit(url)
    path = parts.path.removeprefix(PREFIX) + (f"?{parts.query}" if parts.query else "")
    return client.get(path or "/", headers={"Host": "localhost", **headers})


def _pages() -> list[str]:
    paths = [page.get_url() for page in Page.objects.filter(depth__gt=1).order_by("path")]
    search = PositionIndexPage.objects.get().get_url()
    queries = ("q=backend", "q=kept", "q=bakcend", "q=x&location=lisbon&country=PT", "page=2")
    return [*paths, *(f"{search}?{query}" for query in queries)]


def _api() -> list[str]:
    root = f"{PREFIX}/{API}"
    position = PositionPage.objects.get(slug="backend-engineer")
    since = (aware_now() - timedelta(days=1)).isoformat()
    paths = quote(position.get_url())
    return [
        *(f"{root}{name}/" for name in ("positions", "teams", "locations", "types", "redirects")),
        *(f"{root}{name}" for name in ("openapi.json", "embed.js", "preview.js", "docs")),
        f"{root}positions/?q=kept&location=lisbon",
        f"{root}pages/?path={paths}",
        f"{root}changes/?since={quote(since)}",
    ]


def _admin() -> list[str]:
    position = PositionPage.objects.get(slug="backend-engineer")
    names = [
        ("wagtailadmin_home", []),
        ("wagtailadmin_explore_root", []),
        ("careers_positions:index", []),
        ("wagtailadmin_reports:site_history", []),
        ("wagtailadmin_account", []),
        ("wagtailimages:index", []),
        *(
            (f"wagtailadmin_pages:{name}", [position.pk])
            for name in ("edit", "history", "usage", "delete", "copy", "unpublish")
        ),
        *(
            ("wagtailadmin_pages:edit", [page.pk])
            for model in (TeamPage, PositionIndexPage, TeamIndexPage)
            for page in model.objects.all()
        ),
        (
            "wagtailadmin_pages:add",
            ["careers", "positionpage", PositionIndexPage.objects.get().pk],
        ),
        ("wagtailadmin_pages:add", ["careers", "teampage", TeamIndexPage.objects.get().pk]),
    ]
    for model in (Location, NewsFeed, Person):
        viewset = model.snippet_viewset if hasattr(model, "snippet_viewset") else None
        if viewset:
            names.append((viewset.get_url_name("list"), []))
            names.append((viewset.get_url_name("edit"), [model.objects.get().pk]))
    settings_of = CareersSettings._meta
    names.append(("wagtailsettings:edit", [settings_of.app_label, settings_of.model_name]))
    listing = reverse("careers_positions:index")
    return [
        *(reverse(name, args=args) for name, args in names),
        f"{listing}?export=csv",
        f"{listing}?state=closed&q=hand",
    ]


def _actions(editor: Client) -> dict[str, int]:
    """Close a position, and reopen it as one of many, as the admin's buttons do it."""
    position = PositionPage.objects.get(slug="backend-engineer")
    close = reverse("careers_position_actions:one", args=[position.pk, "close"])
    reopen = reverse("careers_position_actions:many", args=["reopen"])
    listing = reverse("careers_positions:index")
    closed = _post(editor, close, {"next": listing})
    position.refresh_from_db()
    assert position.closed_at is not None
    asked = _post(editor, reopen, {"ids": str(position.pk), "next": listing})
    reopened = _post(editor, reopen, {"ids": str(position.pk), "next": listing, "confirm": "1"})
    position.refresh_from_db()
    assert position.closed_at is None
    assert closed.url.startswith(listing)
    return {
        close: closed.status_code,
        reopen: asked.status_code,
        f"{reopen}?confirm": reopened.status_code,
    }


def _post(client: Client, url: str, values: dict[str, str]) -> Any:
    return client.post(url.removeprefix(PREFIX), values, headers={"Host": "localhost"})
