"""What the admin knows of where pictures and pages are used."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.contrib.messages import get_messages
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from careers.models import CareersSettings
from home.models import BrandSettings, FooterSettings, NavigationSettings
from tests.factories import ImageFactory, PersonFactory, Tree

USERS = ["BrandSettings", "CareersSettings", "FooterSettings", "NavigationSettings", "Person"]

#: Settings made for a tree, which use a picture or its page of teams.
PICTURE_SETTINGS: dict[str, Callable[[Tree, Any], Model]] = {
    "logo": lambda tree, image: BrandSettings.objects.create(site=tree.site, logo=image),
    "logo on dark": lambda tree, image: BrandSettings.objects.create(
        site=tree.site, logo_on_dark=image
    ),
    "employer": lambda tree, image: CareersSettings.objects.create(
        site=tree.site, employer_logo=image
    ),
}
PAGE_SETTINGS: dict[str, Callable[[Tree, dict[str, Any]], Model]] = {
    "navigation": lambda tree, link: NavigationSettings.objects.create(
        site=tree.site, items=[{"type": "link", "value": link}]
    ),
    "footer": lambda tree, link: FooterSettings.objects.create(
        site=tree.site,
        columns=[{"type": "links", "value": {"title": "Links", "links": [link]}}],
    ),
}


def settings_url(used_by: Model) -> str:
    options = used_by._meta
    args = (options.app_label, options.model_name, used_by.site_id)  # type: ignore[attr-defined]
    return reverse("wagtailsettings:edit", args=args)


def test_commands_record_what_people_and_settings_use() -> None:
    # A process of its own: here, other tests have loaded the admin's addresses.
    code = (
        "import django; django.setup(); from wagtail.models import ReferenceIndex; "
        "print(*sorted(model.__name__ for model in ReferenceIndex.indexed_models))"
    )
    result = subprocess.run(
        [sys.executable, "-c", code],
        cwd=settings.BASE_DIR,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "cms.settings"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert set(USERS) <= set(result.stdout.split())


@pytest.mark.parametrize("use", PICTURE_SETTINGS.values(), ids=PICTURE_SETTINGS.keys())
def test_admin_tells_which_settings_use_a_picture(
    admin_client: Client,
    tree: Tree,
    use: Callable[[Tree, Any], Model],
) -> None:
    image: Any = ImageFactory()
    used_by = use(tree, image)
    usage = admin_client.get(reverse("wagtailimages:image_usage", args=(image.pk,)))
    assert usage.status_code == 200
    assert f'href="{settings_url(used_by)}' in usage.content.decode()
    deletion = admin_client.get(reverse("wagtailimages:delete", args=(image.pk,)))
    [message] = get_messages(deletion.wsgi_request)
    assert "it is used in 1 place" in str(message)
    assert settings_url(used_by) in str(message)


@pytest.mark.parametrize("use", PAGE_SETTINGS.values(), ids=PAGE_SETTINGS.keys())
def test_admin_tells_which_settings_link_to_a_page(
    admin_client: Client,
    tree: Tree,
    use: Callable[[Tree, dict[str, Any]], Model],
) -> None:
    used_by = use(tree, {"label": "Teams", "page": tree.teams.pk})
    usage = admin_client.get(reverse("wagtailadmin_pages:usage", args=(tree.teams.pk,)))
    assert usage.status_code == 200
    assert f'href="{settings_url(used_by)}' in usage.content.decode()
    deletion = admin_client.get(reverse("wagtailadmin_pages:delete", args=(tree.teams.pk,)))
    assert "referenced 1 time" in deletion.content.decode()


def test_portrait_is_used_by_its_person(
    admin_client: Client,
    db: None,
) -> None:
    person: Any = PersonFactory(name="Marie")
    usage = admin_client.get(reverse("wagtailimages:image_usage", args=(person.photo_id,)))
    assert "Marie" in usage.content.decode()
