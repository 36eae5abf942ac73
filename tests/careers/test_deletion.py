"""What is in use can't be deleted, and the admin says so instead of failing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

import pytest
from bs4 import BeautifulSoup, Tag
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db.models import PROTECT, Model, ProtectedError
from django.test import Client
from django.urls import reverse
from wagtail import hooks
from wagtail.admin.views.bulk_action.registry import bulk_action_registry
from wagtail.admin.views.pages.bulk_actions.delete import DeleteBulkAction
from wagtail.models import GroupPagePermission, Page, ReferenceIndex

from careers.fields import BodyField
from careers.models import NewsItem, Person, PositionPage, TeamPage
from home.models import NavigationSettings
from tests.careers import block_data
from tests.factories import (
    LocationFactory,
    NewsFeedFactory,
    NewsItemFactory,
    PersonFactory,
    PositionTypeFactory,
    Tree,
)
from tests.soup import select, text_of, texts_of

SITE_NAME = "Careers"  # typed to confirm the deletion of many pages


@pytest.fixture
def position(tree: Tree) -> PositionPage:
    return tree.save_position(locations=[LocationFactory()], types=[PositionTypeFactory()])


@pytest.mark.parametrize(
    "used",
    [
        lambda position: position.team,
        lambda position: position.locations[0],
        lambda position: position.types[0],
    ],
    ids=["team", "location", "type"],
)
def test_what_a_position_uses_can_not_be_deleted(
    position: PositionPage, used: Callable[[PositionPage], Model]
) -> None:
    with pytest.raises(ProtectedError):
        used(position).delete()


def delete_snippets(client: Client, *snippets: Any, in_bulk: bool = False) -> Any:
    """Press “Delete” as an editor does, and press on where that is possible."""
    name = snippets[0]._meta.model_name
    url = reverse(f"wagtailsnippets_careers_{name}:delete", args=(snippets[0].pk,))
    if in_bulk:
        keys = urlencode({"id": [snippet.pk for snippet in snippets]}, doseq=True)
        url = f"{reverse('wagtail_bulk_action', args=('careers', name, 'delete'))}?{keys}"
    shown = client.get(url, follow=True)
    return shown if shown.redirect_chain else client.post(url, follow=True)


def refusals(response: Any) -> list[Tag]:
    """What the admin says on top of the page."""
    page = BeautifulSoup(response.content, "html.parser")
    return list(page.select(".messages > ul > li.error"))


@pytest.mark.parametrize("in_bulk", [False, True])
@pytest.mark.parametrize("name", ["location", "positiontype"])
def test_admin_refuses_to_delete_a_snippet_that_positions_use(
    admin_client: Client, position: PositionPage, name: str, in_bulk: bool
) -> None:
    used: Any = position.locations[0] if name == "location" else position.types[0]
    (said,) = refusals(delete_snippets(admin_client, used, in_bulk=in_bulk))
    assert f"“{used}” can't be deleted: 1 page shows it." in text_of(said)
    edit = reverse("wagtailadmin_pages:edit", args=(position.pk,))
    assert text_of(select(said, f'ul a[href="{edit}"]')) == position.title
    usage = reverse(f"wagtailsnippets_careers_{name}:usage", args=(used.pk,))
    assert select(said, f'a[href="{usage}"]')
    assert position.title in admin_client.get(usage).content.decode()
    assert type(used).objects.filter(pk=used.pk).exists()


@pytest.mark.parametrize("name", ["location", "positiontype"])
def test_admin_deletes_a_snippet_that_nothing_uses(admin_client: Client, name: str) -> None:
    unused: Any = LocationFactory() if name == "location" else PositionTypeFactory()
    url = reverse(f"wagtailsnippets_careers_{name}:delete", args=(unused.pk,))
    assert admin_client.post(url).status_code == 302
    assert not type(unused).objects.filter(pk=unused.pk).exists()


@pytest.mark.parametrize("in_bulk", [False, True])
@pytest.mark.parametrize("name", ["person", "newsfeed", "location"])
def test_admin_refuses_to_delete_what_a_part_of_a_page_shows(
    admin_client: Client,
    tree: Tree,
    name: str,
    in_bulk: bool,
) -> None:
    factory = {"person": PersonFactory, "newsfeed": NewsFeedFactory, "location": LocationFactory}
    used: Any = factory[name]()
    part = {
        "person": lambda: block_data.testimonials([used]),
        "newsfeed": lambda: block_data.latest(feed=used.pk),
        "location": lambda: block_data.locations([used]),
    }[name]()
    block_data.set_body(tree.team, [part])
    (said,) = refusals(delete_snippets(admin_client, used, in_bulk=in_bulk))
    assert "1 page shows it. Remove it there first." in text_of(said)
    assert text_of(select(said, "li")) == tree.team.title
    assert type(used).objects.filter(pk=used.pk).exists()


def refer(snippet: Model, source: type[Model], key: Any, path: str) -> None:
    """An entry of Wagtail's index, as for a host's own model."""
    kinds = ContentType.objects.get_for_models(source, type(snippet), for_concrete_models=False)
    base = Page if issubclass(source, Page) else source
    ReferenceIndex.objects.create(
        content_type=kinds[source],
        base_content_type=ContentType.objects.get_for_model(base),
        object_id=str(key),
        to_content_type=kinds[type(snippet)],
        to_object_id=str(snippet.pk),
        model_path=path,
        content_path=path,
        content_path_hash=uuid4(),
    )


@pytest.fixture
def navigation(tree: Tree) -> NavigationSettings:
    """Something with blocks that is no page."""
    return NavigationSettings.objects.create(site=tree.site)


@pytest.mark.parametrize("in_bulk", [False, True])
def test_uses_outside_pages_are_named_with_their_forms(
    admin_client: Client, tree: Tree, navigation: NavigationSettings, in_bulk: bool
) -> None:
    person = PersonFactory()
    refer(person, NavigationSettings, navigation.pk, "items.person")
    (said,) = refusals(delete_snippets(admin_client, person, in_bulk=in_bulk))
    assert "can't be deleted: it is used in 1 place. Remove it there first." in text_of(said)
    form = reverse("wagtailsettings:edit", args=("home", "navigationsettings", tree.site.pk))
    assert text_of(select(said, f'li a[href="{form}"]')) == str(navigation)
    assert Person.objects.filter(pk=person.pk).exists()


def test_pages_and_other_uses_are_counted_together(
    admin_client: Client, tree: Tree, navigation: NavigationSettings
) -> None:
    person = PersonFactory()
    refer(person, NavigationSettings, navigation.pk, "items.person")
    refer(person, TeamPage, tree.team.pk, "body.testimonials.person")
    (said,) = refusals(delete_snippets(admin_client, person))
    assert "it is used in 2 places" in text_of(said)
    assert texts_of(said, "li") == [tree.team.title, str(navigation)]


@pytest.mark.parametrize("key", ["9f0e0c8e-2a54-4b2c-9f0b-6a2d5f1d8f5e", "", "x" * 255])
def test_key_of_any_kind_is_no_error(admin_client: Client, tree: Tree, key: str) -> None:
    person = PersonFactory()
    refer(person, NavigationSettings, key, "items.person")
    assert is_deleted(person, delete_snippets(admin_client, person))


def test_page_with_the_key_of_another_object_is_no_use(admin_client: Client, tree: Tree) -> None:
    person = PersonFactory()
    refer(person, NavigationSettings, tree.team.pk, "items.person")
    assert is_deleted(person, delete_snippets(admin_client, person))


def test_page_that_is_gone_is_no_use(admin_client: Client, tree: Tree) -> None:
    person = PersonFactory()
    refer(person, TeamPage, 987654, "body.testimonials.person")
    assert is_deleted(person, delete_snippets(admin_client, person))


def test_uses_that_are_gone_are_not_spoken_of(admin_client: Client, tree: Tree) -> None:
    person = PersonFactory()
    refer(person, NavigationSettings, 987654, "items.person")
    refer(person, TeamPage, tree.team.pk, "body.testimonials.person")
    (said,) = refusals(delete_snippets(admin_client, person))
    assert "1 page shows it" in text_of(said)


def test_blocks_of_a_page_are_found_in_a_field_of_any_name(
    admin_client: Client, tree: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    fields = TeamPage._meta.get_fields
    stories = BodyField()
    stories.name = "stories"
    monkeypatch.setattr(
        TeamPage._meta, "get_fields", lambda *args, **kwargs: (*fields(*args, **kwargs), stories)
    )
    person = PersonFactory()
    refer(person, TeamPage, tree.team.pk, "stories.testimonials.person")
    (said,) = refusals(delete_snippets(admin_client, person))
    assert "1 page shows it" in text_of(said)


def test_what_a_host_protects_is_refused(
    admin_client: Client, tree: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    feed = NewsFeedFactory()
    item = NewsItemFactory(feed=feed, title="A talk")
    relation: Any = NewsItem._meta.get_field("feed").remote_field
    monkeypatch.setattr(relation, "on_delete", PROTECT)
    (said,) = refusals(delete_snippets(admin_client, feed))
    assert "it is used in 1 place" in text_of(said)
    assert NewsItem.objects.filter(pk=item.pk).exists()


def test_feed_is_deleted_with_its_news(admin_client: Client, tree: Tree) -> None:
    feed = NewsItemFactory().feed
    assert is_deleted(feed, delete_snippets(admin_client, feed))
    assert not NewsItem.objects.exists()


def is_deleted(snippet: Any, response: Any) -> bool:
    """Whether `snippet` is gone, without a word about uses."""
    gone = not type(snippet).objects.filter(pk=snippet.pk).exists()
    return response.status_code == 200 and not refusals(response) and gone


def delete_one(client: Client, page: Page) -> Any:
    return _delete_pages(client, reverse("wagtailadmin_pages:delete", args=(page.pk,)))


def delete_in_bulk(client: Client, *pages: Page) -> Any:
    url = reverse("wagtail_bulk_action", args=("wagtailcore", "page", "delete"))
    query = urlencode({"id": [page.pk for page in pages], "next": "/admin/"}, doseq=True)
    return _delete_pages(client, f"{url}?{query}")


def _delete_pages(client: Client, url: str) -> Any:
    shown = client.get(url, follow=True)
    if shown.redirect_chain:
        return shown
    return client.post(url, {"confirm_site_name": SITE_NAME}, follow=True)


@pytest.mark.parametrize("delete", [delete_one, delete_in_bulk])
def test_admin_refuses_to_delete_a_team_with_positions(
    admin_client: Client, tree: Tree, position: PositionPage, delete: Any
) -> None:
    (said,) = refusals(delete(admin_client, tree.team))
    assert "“Backend Development” can't be deleted: it is the team of 1 position." in text_of(said)
    assert text_of(select(said, "ul li > a")) == position.title
    usage = reverse("wagtailadmin_pages:usage", args=(tree.team.pk,))
    assert select(said, f'a[href="{usage}"]')
    assert Page.objects.filter(pk=tree.team.pk).exists()


@pytest.mark.parametrize("delete", [delete_one, delete_in_bulk])
@pytest.mark.parametrize("name", ["teams", "home"])
def test_admin_refuses_to_delete_a_page_above_a_team_with_positions(
    admin_client: Client, tree: Tree, position: PositionPage, delete: Any, name: str
) -> None:
    page = getattr(tree, name)
    (said,) = refusals(delete(admin_client, page))
    assert "1 position names a team below it" in text_of(said)
    assert text_of(select(said, "ul li > a")) == position.title
    assert Page.objects.filter(pk=page.pk).exists()


def test_first_five_uses_are_named_and_the_others_counted(admin_client: Client, tree: Tree) -> None:
    for number in range(7):
        tree.add_position(title=f"Engineer <{number}>")
    (said,) = refusals(delete_one(admin_client, tree.team))
    named = [f"Engineer <{number}>" for number in range(5)]
    assert texts_of(said, "li") == [*named, "and 2 more"]


@pytest.mark.parametrize("kind", ["team", "location"])
def test_first_five_that_are_refused_are_named_and_the_others_counted(
    admin_client: Client, tree: Tree, kind: str
) -> None:
    used: list[Any]
    if kind == "team":
        used = [tree.add_team(title=f"Team {number}") for number in range(7)]
        for team in used:
            tree.add_position(team=team)
        response = delete_in_bulk(admin_client, *used)
    else:
        used = [LocationFactory() for _ in range(7)]
        tree.save_position(locations=used)
        response = delete_snippets(admin_client, *used, in_bulk=True)
    messages = [text_of(message) for message in refusals(response)]
    assert len(messages) == 6
    assert messages[-1].startswith("2 more of them can't be deleted.")


def test_uses_are_named_to_those_who_may_edit_them(client: Client, tree: Tree) -> None:
    position = tree.add_position(title="Secret")
    editors = Group.objects.create(name="Team editors")
    for name in ("change_page", "publish_page"):
        permission = Permission.objects.get(codename=name)
        GroupPagePermission.objects.create(group=editors, page=tree.teams, permission=permission)
    editors.permissions.add(Permission.objects.get(codename="access_admin"))
    editor = get_user_model().objects.create_user("marketing", password="pass")
    editor.groups.add(editors)
    client.force_login(editor)
    (said,) = refusals(delete_one(client, tree.team))
    assert "it is the team of 1 position" in text_of(said)
    assert position.title not in text_of(said)


def test_protected_uses_are_found_without_wagtail_s_index_of_references(
    admin_client: Client, position: PositionPage
) -> None:
    ReferenceIndex.objects.all().delete()
    for used in (position.locations[0], position.types[0]):
        assert refusals(delete_snippets(admin_client, used))
    for delete in (delete_one, delete_in_bulk):
        assert refusals(delete(admin_client, position.team))
    assert PositionPage.objects.get(pk=position.pk).team


def test_what_is_in_use_is_refused_together_with_what_is_not(
    admin_client: Client, position: PositionPage
) -> None:
    unused: Any = LocationFactory()
    (said,) = refusals(delete_snippets(admin_client, unused, position.locations[0], in_bulk=True))
    assert str(position.locations[0]) in text_of(said)
    assert type(unused).objects.filter(pk=unused.pk).exists()


def test_hosts_own_deletion_of_many_pages_is_kept_and_refused_too(
    admin_client: Client, tree: Tree, position: PositionPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    class OwnDeletion(DeleteBulkAction):
        display_name = "Throw away"

    monkeypatch.setattr(bulk_action_registry, "actions", {})
    monkeypatch.setattr(bulk_action_registry, "has_scanned_for_bulk_actions", False)
    with hooks.register_temporarily("register_bulk_action", OwnDeletion):
        explorer = reverse("wagtailadmin_explore", args=(tree.teams.pk,))
        assert "Throw away" in admin_client.get(explorer).content.decode()
        (said,) = refusals(delete_in_bulk(admin_client, tree.teams))
    assert "1 position names a team below it" in text_of(said)
    assert Page.objects.filter(pk=tree.team.pk).exists()


@pytest.mark.parametrize("delete", [delete_one, delete_in_bulk])
def test_admin_deletes_a_team_without_positions(
    admin_client: Client, tree: Tree, delete: Any
) -> None:
    assert delete(admin_client, tree.team).status_code == 200
    assert not Page.objects.filter(pk=tree.team.pk).exists()


@pytest.mark.parametrize("delete", [delete_one, delete_in_bulk])
def test_admin_deletes_positions_and_then_the_site(
    admin_client: Client, tree: Tree, position: PositionPage, delete: Any
) -> None:
    for page in (tree.positions, tree.home):
        assert delete(admin_client, page).status_code == 200
    assert not Page.objects.filter(pk=tree.home.pk).exists()
