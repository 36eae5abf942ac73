"""Wagtail's API v2 shows images and documents that visible pages have, and no others."""

from __future__ import annotations

import json
from typing import Any

import pytest
import wagtail_factories
from django.test import Client
from wagtail.models import Collection, CollectionViewRestriction

from tests.careers import block_data
from tests.careers.block_data import about, as_body
from tests.careers.roles import SUPERUSER, sign_in
from tests.careers.wagtail_v2.answers import ask
from tests.factories import ImageFactory, PersonFactory, Tree, make_private


def files(client: Client, kind: str = "images", **query: Any) -> set[str]:
    return {item["title"] for item in ask(client, f"{kind}/", **query)["items"]}


def document(title: str, **values: Any) -> Any:
    return wagtail_factories.DocumentFactory(title=title, **values)


def link_to(document: Any) -> dict[str, Any]:
    return about(text=f'<p><a linktype="document" id="{document.pk}">Read</a></p>')


def test_image_of_a_visible_page_is_there_without_its_original(tree: Tree, client: Client) -> None:
    image = ImageFactory(title="Harbour", description="Boats")
    image.tags.add("internal")
    tree.add_team(hero_image=image)
    image.get_rendition("width-100|format-webp")
    [item] = ask(client, "images/", fields="*")["items"]
    assert set(item) == {"id", "meta", "title", "width", "height", "description", "renditions"}
    assert set(item["meta"]) == {"type", "detail_url"}
    assert ask(client, f"images/{image.pk}/") == item
    assert item["description"] == "Boats"
    for rendition in item["renditions"]:
        assert rendition["url"].startswith("http://localhost/media/images/")
    assert "original_images" not in json.dumps(item)


def test_image_shows_its_renditions(tree: Tree, client: Client) -> None:
    image = ImageFactory()
    tree.add_team(hero_image=image)
    stand_in = image.renditions.get()  # made at upload
    assert ask(client, f"images/{image.pk}/")["renditions"] == [
        {
            "filter": stand_in.filter_spec,
            "url": f"http://localhost{stand_in.url}",
            "width": stand_in.width,
            "height": stand_in.height,
        }
    ]


def test_images_of_hidden_pages_and_of_none_are_not_there(tree: Tree, client: Client) -> None:
    unused, of_draft, of_private, of_closed = (
        ImageFactory(title=title) for title in ("Unused", "Draft", "Private", "Closed")
    )
    tree.add_team(hero_image=of_draft, live=False)
    make_private(tree.add_team(hero_image=of_private))
    tree.save_position(social_image=of_closed, closed_at="2026-01-01T00:00Z")
    shown = tree.add_team(hero_image=ImageFactory(title="Shown"))
    shown.hero_image = unused
    shown.save_revision()
    client = sign_in(SUPERUSER)
    assert files(client) == {"Shown"}
    for image in (unused, of_draft, of_private, of_closed):
        assert files(client, title=image.title) == set()
        ask(client, f"images/{image.pk}/", 404)
        ask(client, "images/find/", 404, id=image.pk)


def test_images_in_blocks_and_of_people_on_visible_pages_are_there(
    tree: Tree, client: Client
) -> None:
    shown, hidden = (
        PersonFactory(name=name, photo__title=f"Photo of {name}") for name in ("Alma", "Jon")
    )
    tree.add_team(
        body=as_body(
            [block_data.testimonials([shown]), block_data.image(ImageFactory(title="Sea"))]
        )
    )
    tree.add_team(body=as_body([block_data.testimonials([hidden])]), live=False)
    assert files(client) == {"Sea", "Photo of Alma"}


def test_files_of_private_collections_are_not_there(tree: Tree, client: Client) -> None:
    locked = Collection.get_first_root_node().add_child(name="Locked")
    inner = locked.add_child(name="Inner")
    CollectionViewRestriction.objects.create(
        collection=locked, restriction_type=CollectionViewRestriction.LOGIN
    )
    tree.add_team(hero_image=ImageFactory(title="Secret", collection=inner))
    tree.add_team(body=as_body([link_to(document("Secret", collection=locked))]))
    client = sign_in(SUPERUSER)
    assert files(client) == set()
    assert files(client, "documents") == set()


def test_documents_are_those_to_which_visible_pages_lead(tree: Tree, client: Client) -> None:
    shown, hidden, unused = (document(title) for title in ("Handbook", "Plans", "Nothing"))
    shown.tags.add("internal")
    tree.add_team(body=as_body([link_to(shown)]))
    tree.add_team(body=as_body([link_to(hidden)]), live=False)
    [item] = ask(client, "documents/", fields="*")["items"]
    assert item["title"] == "Handbook"
    assert item["meta"]["download_url"] == f"http://localhost{shown.url}"
    assert set(item["meta"]) == {"type", "detail_url", "download_url"}
    for one in (hidden, unused):
        ask(client, f"documents/{one.pk}/", 404)


def test_each_site_has_its_own_files(tree: Tree, client: Client) -> None:
    tree.add_team(hero_image=ImageFactory(title="Harbour"))
    assert files(client) == {"Harbour"}
    tree.site.root_page = tree.positions
    tree.site.save()
    assert files(client) == set()


@pytest.mark.parametrize("kind", ["images", "documents"])
def test_search_knows_what_is_shown_and_no_tags(tree: Tree, client: Client, kind: str) -> None:
    image, handbook = ImageFactory(title="Red boat"), document("Red boat")
    for file in (image, handbook):
        file.tags.add("Zanzibar")
        file.save()
    tree.add_team(hero_image=image, body=as_body([link_to(handbook)]))
    assert files(client, kind, search="boat red") == {"Red boat"}
    assert files(client, kind, search="boat green") == set()
    assert files(client, kind, search="boat green", search_operator="or") == {"Red boat"}
    assert files(client, kind, search="Zanzibar") == set()
    assert files(client, kind, search=" ") == set()
    ask(client, f"{kind}/", 400, search="x", search_operator="xor")
    ask(client, f"{kind}/", 400, tags="Zanzibar")
    ask(client, f"{kind}/", 400, collection="1")


def test_list_of_images_needs_as_many_queries_for_many_as_for_few(
    tree: Tree, client: Client, django_assert_max_num_queries: Any
) -> None:
    for _number in range(5):
        tree.add_team(hero_image=ImageFactory())
    with django_assert_max_num_queries(14):
        assert len(ask(client, "images/", limit=2)["items"]) == 2
    with django_assert_max_num_queries(14):
        assert len(ask(client, "images/")["items"]) == 5
