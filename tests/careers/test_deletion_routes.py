"""What is in use is kept, whichever of the admin's routes is asked to delete it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from wagtail.documents import get_document_model

from careers.models import PositionPage, TeamPage
from tests.careers import block_data
from tests.factories import ImageFactory, LocationFactory, PersonFactory, PositionTypeFactory, Tree

#: Routes that delete what no page shows: what they are about stands in their names.
OTHER_THINGS = (
    *("collections", "sites", "users", "groups", "redirects", "workflows", "tasks", "forms"),
    *("locales", "comments", "delete_upload", "delete-upload", "uploads", "newsfeed"),
)


def routes(patterns: Any = None, before: str = "") -> Iterator[str]:
    """The routes of the whole admin, as Django has them."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from routes(pattern.url_patterns, route)
        elif isinstance(pattern, URLPattern) and route.startswith("admin/"):
            yield route


def deletion_routes() -> list[str]:
    found = [route for route in routes() if "delete" in route]
    return [route for route in found if not any(name in route for name in OTHER_THINGS)]


@pytest.fixture
def used(tree: Tree) -> dict[str, Any]:
    """What a published page shows or names, by the name of its kind."""
    image, person, place = ImageFactory(), PersonFactory(), LocationFactory()
    kind: Any = PositionTypeFactory()
    file = ContentFile(b"Read.", name="guide.txt")
    document = get_document_model().objects.create(title="The guide", file=file)
    link = f'<a linktype="document" id="{document.pk}">Read</a>'
    tree.team.hero_image = image
    blocks = [block_data.testimonials([person]), block_data.rich_text(text=f"<p>{link}</p>")]
    block_data.set_body(tree.team, blocks)
    tree.save_position(locations=[place], types=[kind])
    return {
        "page": tree.team,
        "image": image,
        "document": document,
        "person": person,
        "location": place,
        "positiontype": kind,
    }


def requests(route: str, used: dict[str, Any]) -> Iterator[str]:
    """Addresses of `route` for each of what is `used`."""
    for name, thing in used.items():
        start, _start, rest = route.partition("<")
        if not rest or (name not in route and f"{name}s" not in route):
            continue
        *_parameters, end = rest.split(">")
        yield f"/{start}{thing.pk}{end}".replace("$", "").replace("^", "")


def test_nothing_in_use_is_deleted_by_any_route(admin_client: Client, used: dict[str, Any]) -> None:
    tried = [url for route in deletion_routes() for url in requests(route, used)]
    for name, thing in used.items():
        app = thing._meta.app_label if name != "page" else "wagtailcore"
        bulk = reverse("wagtail_bulk_action", args=(app, name, "delete"))
        tried.append(f"{bulk}?id={thing.pk}")
    tried.append(f"/admin/api/main/pages/{used['page'].pk}/action/delete/")
    assert len(tried) > 12
    for url in tried:
        answer = admin_client.post(url, {"confirm_site_name": "Careers"})
        assert answer.status_code < 500, url
        for name, thing in used.items():
            assert type(thing)._default_manager.filter(pk=thing.pk).exists(), (url, name)


@pytest.mark.parametrize("kind", ["image", "document"])
def test_page_for_several_uploads_says_why(
    admin_client: Client, used: dict[str, Any], kind: str
) -> None:
    app = {"image": "wagtailimages", "document": "wagtaildocs"}[kind]
    url = reverse(f"{app}:delete_multiple", args=[used[kind].pk])
    answer = admin_client.post(url)
    assert answer.status_code == 409
    assert "1 page shows it" in answer.json()["error_message"]


def test_page_for_several_uploads_deletes_what_is_not_in_use(
    admin_client: Client, tree: Tree
) -> None:
    image = ImageFactory()
    answer = admin_client.post(reverse("wagtailimages:delete_multiple", args=[image.pk]))
    assert answer.json()["success"] is True
    assert not type(image).objects.exists()


# The admin's API


def act(client: Client, page: Any, action: str) -> Any:
    return client.post(f"/admin/api/main/pages/{page.pk}/action/{action}/")


def test_api_says_why_a_team_is_kept(admin_client: Client, used: dict[str, Any]) -> None:
    answer = act(admin_client, used["page"], "delete")
    assert answer.status_code == 400
    assert "it is the team of 1 position" in answer.json()["page"][0]
    PositionPage.objects.get().delete()
    assert act(admin_client, used["page"], "delete").status_code == 204
    assert not TeamPage.objects.exists()


@pytest.mark.parametrize(
    ("values", "label"),
    [
        ({"pay_min": -5, "pay_currency": "EUR", "pay_period": "year"}, "Pay"),
        ({"closing_date": "2020-01-01"}, "Closing date"),
        ({"title": ""}, "Title"),
    ],
)
def test_api_publishes_no_draft_that_the_form_refuses(
    admin_client: Client, tree: Tree, values: dict[str, Any], label: str
) -> None:
    position = tree.save_position(live=False, locations=[LocationFactory()])
    revision = position.save_revision()
    revision.content |= values
    revision.save()
    answer = act(admin_client, position, "publish")
    assert answer.status_code == 400
    assert any(name.startswith(label) for name in answer.json()), answer.json()
    assert not PositionPage.objects.get().live


def test_api_publishes_a_complete_draft(admin_client: Client, tree: Tree) -> None:
    position = tree.save_position(live=False, locations=[LocationFactory()])
    position.save_revision()
    assert act(admin_client, position, "publish").status_code == 200
    assert PositionPage.objects.get().live
