"""No copy of an incomplete page is published with it."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from careers.guards.refusal import RefusedError
from careers.models import PositionPage
from tests.careers.drafts import stored
from tests.careers.test_guards import COPY, NEGATIVE_PAY
from tests.factories import HomePageFactory, Tree


@pytest.fixture
def half_empty(tree: Tree) -> Page:
    """A published position that has become incomplete."""
    position = tree.save_position(title="Tester")
    position.save_revision().publish()
    PositionPage.objects.filter(pk=position.pk).update(**NEGATIVE_PAY)
    return stored(position)


def test_copies_of_an_incomplete_page_are_not_published(
    admin_client: Client, tree: Tree, half_empty: Page
) -> None:
    url = reverse("wagtailadmin_pages:copy", args=[half_empty.pk])
    form = COPY | {"new_parent_page": tree.positions.pk, "publish_copies": "on"}
    answer = admin_client.post(url, form, follow=True)
    assert "“Tester” can&#x27;t be published yet. Pay from" in answer.content.decode()
    api = reverse("wagtailadmin_api:pages:action", args=[half_empty.pk, "copy"])
    assert admin_client.post(api, {"slug": "copy", "keep_live": True}).status_code == 400
    with pytest.raises(RefusedError, match="Pay can't be less than zero"):
        half_empty.copy(update_attrs={"slug": "copy"}, keep_live=True)
    assert not Page.objects.filter(slug="copy").exists()


def test_copies_of_many_pages_are_all_published_or_not_made(
    admin_client: Client, tree: Tree, half_empty: Page
) -> None:
    tree.save_position(title="Complete")
    url = reverse("wagtailadmin_pages:copy", args=[tree.positions.pk])
    other = HomePageFactory(parent=Page.get_first_root_node(), slug="other")
    form = COPY | {"new_parent_page": other.pk, "publish_copies": "on", "copy_subpages": "on"}
    number = Page.objects.count()
    answer = admin_client.post(url, form, follow=True)
    assert "“Tester” can&#x27;t be published yet" in answer.content.decode()
    assert Page.objects.count() == number


def test_drafts_aliases_and_complete_pages_are_copied(
    admin_client: Client, tree: Tree, half_empty: Page
) -> None:
    def copy(page: Page, slug: str, **values: str) -> bool:
        form = {"new_title": "Copy", "new_slug": slug, "new_parent_page": tree.positions.pk}
        url = reverse("wagtailadmin_pages:copy", args=[page.pk])
        admin_client.post(url, form | values)
        return bool(Page.objects.get(slug=slug).live)

    complete = tree.save_position(title="Complete")
    complete.save_revision().publish()
    assert not copy(half_empty, "draft")
    assert copy(half_empty, "alias", alias="on")
    assert copy(complete, "live", publish_copies="on")
