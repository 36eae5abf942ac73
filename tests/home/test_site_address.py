"""The address of the site that shows the demo."""

from __future__ import annotations

import pytest
from pytest_django import Settings
from wagtail.models import Site

from home.site_address import point_site_at
from tests.factories import Tree


def stored() -> Site:
    return Site.objects.get(is_default_site=True)


@pytest.mark.parametrize("base_url", ["https://careers.example.com", "http://[::1]:8123"])
def test_wagtails_own_site_gets_the_address_of_base_url(
    tree: Tree, settings: Settings, base_url: str
) -> None:
    settings.WAGTAILADMIN_BASE_URL = base_url
    Site.objects.update(hostname="localhost", port=80)
    point_site_at(tree.teams, stored())
    assert stored().root_url == base_url
    assert stored().root_page_id == tree.teams.pk


def test_missing_site_is_made(tree: Tree, settings: Settings) -> None:
    settings.WAGTAILADMIN_BASE_URL = "https://careers.example.com"
    Site.objects.all().delete()
    point_site_at(tree.home, None)
    assert stored().root_url == "https://careers.example.com"


def test_address_that_an_editor_chose_stays(tree: Tree, settings: Settings) -> None:
    settings.WAGTAILADMIN_BASE_URL = "https://careers.example.com"
    Site.objects.update(hostname="jobs.example.com", port=443)
    point_site_at(tree.teams, stored())
    assert stored().root_url == "https://jobs.example.com"
    assert stored().root_page_id == tree.teams.pk


def test_address_of_another_site_is_left_to_it(tree: Tree, settings: Settings) -> None:
    settings.WAGTAILADMIN_BASE_URL = "https://careers.example.com"
    Site.objects.update(hostname="localhost", port=80)
    Site.objects.create(hostname="careers.example.com", port=443, root_page=tree.teams)
    point_site_at(tree.home, stored())
    assert stored().root_url == "http://localhost"
