"""Index pages and the home page keep their state from who works below them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from careers.models import PositionIndexPage, PositionPage
from careers.roles import APPROVERS, RECRUITERS, create_roles
from tests.careers.roles import SUPERUSER, Attempt, sign_in
from tests.factories import LocationFactory, Tree


@pytest.fixture
def position(tree: Tree) -> PositionPage:
    create_roles()
    return tree.add_position(title="Tester", locations=[LocationFactory()])


@pytest.mark.parametrize(("role", "name"), [(APPROVERS, "home"), (RECRUITERS, "positions")])
def test_page_keeps_its_state_from_a_role_that_works_below_it(
    tree: Tree, position: PositionPage, role: str, name: str
) -> None:
    page, browser = getattr(tree, name), sign_in(role)
    for url, values in ways_to_take_a_page_away(page):
        answer = browser.post(url, values)
        assert answer.status_code < 500, url
    Attempt(browser, page).save(
        "action-publish", slug="elsewhere", expire_at="2030-01-01 00:00", go_live_at="2030-01-01"
    )
    stored = Page.objects.get(pk=page.pk)
    assert stored.live
    assert stored.title == "Changed"
    assert (stored.slug, stored.expire_at, stored.path) == (page.slug, None, page.path)
    assert not PageViewRestriction.objects.exists()
    assert PositionPage.objects.open().exists()


@pytest.mark.parametrize("way", ["form", "api"])
def test_old_version_of_an_index_brings_no_old_state_back(tree: Tree, way: str) -> None:
    create_roles()
    index = PositionIndexPage.objects.get()
    index.slug, index.expire_at = "jobs", timezone.now() + timedelta(1)
    old = index.save_revision()
    index = PositionIndexPage.objects.get()
    index.save_revision()
    attempt = Attempt(sign_in(RECRUITERS), index)
    if way == "form":
        form = attempt._form(reverse("wagtailadmin_pages:edit", args=[index.pk]))
        url = reverse("wagtailadmin_pages:revisions_revert", args=[index.pk, old.pk])
        attempt.client.post(url, form | {"title": "Changed", "action-publish": "1"})
    else:
        api = f"/admin/api/main/pages/{index.pk}/action"
        answer = attempt.client.post(
            f"{api}/revert_to_page_revision/", {"revision_id": old.pk}, headers={"accept": "*/*"}
        )
        assert answer.status_code == 403
        attempt.client.post(f"{api}/publish/")
    stored = Page.objects.get(pk=index.pk)
    assert stored.title == ("Changed" if way == "form" else "Positions")
    assert (stored.slug, stored.expire_at) == ("positions", None)


def ways_to_take_a_page_away(page: Page) -> Iterator[tuple[str, dict[str, Any]]]:
    """Requests that unpublish, delete, move or restrict `page`, with what their forms send."""
    root = Page.get_first_root_node()
    yield reverse("wagtailadmin_pages:unpublish", args=[page.pk]), {"include_descendants": "on"}
    yield reverse("wagtailadmin_pages:delete", args=[page.pk]), {"confirm_site_name": "Careers"}
    yield reverse("wagtailadmin_pages:move_confirm", args=[page.pk, root.pk]), {}
    privacy = reverse("wagtailadmin_pages:set_privacy", args=[page.pk])
    yield privacy, {"restriction_type": "login"}
    for action in ("unpublish", "delete"):
        url = reverse("wagtail_bulk_action", args=("wagtailcore", "page", action))
        yield f"{url}?id={page.pk}", {"include_descendants": "on"}
    to_root = {"destination_page_id": root.pk, "position": "last-child"}
    for action in ("unpublish", "delete", "move"):
        yield f"/admin/api/main/pages/{page.pk}/action/{action}/", to_root


def test_ways_to_take_a_page_away_work_for_an_administrator(
    tree: Tree, position: PositionPage
) -> None:
    browser, ways = sign_in(SUPERUSER), list(ways_to_take_a_page_away(tree.positions))
    for url, values in ways:
        if "unpublish" in url or "privacy" in url:
            tree.positions.refresh_from_db()
            tree.positions.save_revision().publish()
            PageViewRestriction.objects.all().delete()
            browser.post(url, values)
            stored = Page.objects.get(pk=tree.positions.pk)
            assert not stored.live or PageViewRestriction.objects.exists(), url
