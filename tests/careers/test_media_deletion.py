"""What shows a picture or a document to visitors keeps it from being deleted."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import pytest
from bs4 import BeautifulSoup, Tag
from django.apps import apps
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from pytest_django import Settings
from wagtail.documents import get_document_model

from careers.admin.media_deletion import image_deletion_urls
from careers.models import CareersSettings, NewsItem
from careers.roles import MARKETING, RECRUITERS, create_roles
from careers.wagtail_hooks import document_deletion_urls
from tests.careers import block_data
from tests.careers.roles import sign_in
from tests.factories import ImageFactory, NewsItemFactory, PersonFactory, Tree
from tests.soup import select, text_of, texts_of

LISTINGS = {"image": "wagtailimages:index", "document": "wagtaildocs:index"}


@pytest.fixture
def picture(tree: Tree) -> Any:
    """The picture of a team's page, which is published."""
    picture = ImageFactory(title="The <team>")
    tree.team.hero_image = picture
    tree.team.save()
    return picture


@pytest.fixture
def document() -> Any:
    file = ContentFile(b"Read.", name="guide.txt")
    return get_document_model().objects.create(title="The guide", file=file)


def delete_one(client: Client, file: Any) -> Any:
    app = file._meta.app_label
    return _press_on(client, reverse(f"{app}:delete", args=(file.pk,)))


def delete_in_bulk(client: Client, *files: Any) -> Any:
    app, name = files[0]._meta.app_label, files[0]._meta.model_name
    url = reverse("wagtail_bulk_action", args=(app, name, "delete"))
    query = {"id": [file.pk for file in files], "next": reverse(LISTINGS[name])}
    return _press_on(client, f"{url}?{urlencode(query, doseq=True)}")


def _press_on(client: Client, url: str) -> Any:
    """Press “Delete” as an editor does, and confirm where that is possible."""
    shown = client.get(url, follow=True)
    return shown if shown.redirect_chain else client.post(url, follow=True)


def refusals(response: Any) -> list[Tag]:
    assert response.status_code == 200
    page = BeautifulSoup(response.content, "html.parser")
    return list(page.select(".messages > ul > li.error"))


def exists(file: Any) -> bool:
    return bool(type(file)._default_manager.filter(pk=file.pk).exists())


both_ways = pytest.mark.parametrize("delete", [delete_one, delete_in_bulk])


@both_ways
def test_admin_refuses_to_delete_a_picture_that_a_page_shows(
    admin_client: Client, tree: Tree, picture: Any, delete: Any
) -> None:
    (said,) = refusals(delete(admin_client, picture))
    assert "“The <team>” can't be deleted: 1 page shows it. Remove it there first." in text_of(said)
    edit = reverse("wagtailadmin_pages:edit", args=(tree.team.pk,))
    assert text_of(select(said, f'ul a[href="{edit}"]')) == tree.team.title
    usage = reverse("wagtailimages:image_usage", args=(picture.pk,))
    assert text_of(select(said, f'a[href="{usage}"]')) == "Show where"
    assert exists(picture)


def test_request_that_no_button_sends_is_refused(admin_client: Client, picture: Any) -> None:
    admin_client.post(reverse("wagtailimages:delete", args=(picture.pk,)))
    assert exists(picture)


def test_user_comes_back_to_where_they_were(admin_client: Client, picture: Any) -> None:
    back = f"{reverse('wagtailimages:index')}?p=2"
    url = reverse("wagtailimages:delete", args=(picture.pk,))
    answer = admin_client.get(f"{url}?{urlencode({'next': back})}")
    assert (answer.status_code, answer["Location"]) == (302, back)


@both_ways
def test_picture_in_a_part_of_a_page_is_kept(admin_client: Client, tree: Tree, delete: Any) -> None:
    picture = ImageFactory()
    block_data.set_body(tree.team, [block_data.pillars(images=[picture])])
    (said,) = refusals(delete(admin_client, picture))
    assert texts_of(said, "li") == [tree.team.title]
    assert exists(picture)


@both_ways
def test_pictures_of_people_and_of_settings_are_kept(
    admin_client: Client, tree: Tree, delete: Any
) -> None:
    picture = ImageFactory()
    person = PersonFactory(name="Ana", photo=picture)
    settings = CareersSettings.objects.create(site=tree.site, social_image=picture)
    (said,) = refusals(delete(admin_client, picture))
    assert "it is used in 2 places" in text_of(said)
    assert set(texts_of(said, "li")) == {str(person), str(settings)}
    assert exists(picture)


@both_ways
def test_document_that_a_page_links_to_is_kept(
    admin_client: Client,
    tree: Tree,
    document: Any,
    delete: Any,
) -> None:
    link = f'<p><a linktype="document" id="{document.pk}">Read</a></p>'
    block_data.set_body(tree.team, [block_data.about(text=link)])
    (said,) = refusals(delete(admin_client, document))
    assert "“The guide” can't be deleted: 1 page shows it." in text_of(said)
    usage = reverse("wagtaildocs:document_usage", args=(document.pk,))
    assert select(said, f'a[href="{usage}"]')
    assert exists(document)


@both_ways
def test_page_that_is_not_published_keeps_nothing(
    admin_client: Client, tree: Tree, picture: Any, delete: Any
) -> None:
    tree.team.unpublish()
    assert not refusals(delete(admin_client, picture))
    assert not exists(picture)


@both_ways
def test_news_item_keeps_no_picture(admin_client: Client, tree: Tree, delete: Any) -> None:
    picture = ImageFactory()
    item = NewsItemFactory(image=picture)
    assert not refusals(delete(admin_client, picture))
    assert not exists(picture)
    assert NewsItem.objects.get(pk=item.pk).image is None


@both_ways
def test_what_nothing_shows_is_deleted(
    admin_client: Client, tree: Tree, document: Any, delete: Any
) -> None:
    for file in (ImageFactory(), document):
        assert not refusals(delete(admin_client, file))
        assert not exists(file)


def test_nothing_ticked_is_deleted_while_one_is_shown(admin_client: Client, picture: Any) -> None:
    unused = ImageFactory()
    (said,) = refusals(delete_in_bulk(admin_client, unused, picture))
    assert "The <team>" in text_of(said)
    assert exists(unused)


def test_first_five_pictures_are_named_and_the_others_counted(
    admin_client: Client, tree: Tree
) -> None:
    pictures = [PersonFactory().photo for _number in range(7)]
    said = refusals(delete_in_bulk(admin_client, *pictures))
    assert len(said) == 6
    assert "2 more of them can't be deleted." in text_of(said[-1])


def test_first_five_uses_are_named_and_the_others_counted(admin_client: Client, tree: Tree) -> None:
    picture = ImageFactory()
    for number in range(7):
        tree.add_team(title=f"Team <{number}>", hero_image=picture)
    (said,) = refusals(delete_one(admin_client, picture))
    assert texts_of(said, "li") == [*(f"Team <{number}>" for number in range(5)), "and 2 more"]


def test_uses_are_named_to_those_who_may_edit_them(tree: Tree) -> None:
    create_roles()
    picture = ImageFactory()
    CareersSettings.objects.create(site=tree.site, employer_logo=picture)
    tree.team.hero_image = picture
    tree.team.save()
    browser = sign_in(MARKETING)
    (said,) = refusals(delete_one(browser, picture))
    assert "it is used in 2 places" in text_of(said)
    assert texts_of(said, "li") == [tree.team.title, "and 1 more"]
    assert exists(picture)


def test_who_may_not_delete_learns_nothing_of_the_uses(picture: Any) -> None:
    create_roles()
    answer = delete_one(sign_in(RECRUITERS), picture)
    assert "1 page shows it" not in answer.content.decode()
    assert exists(picture)


def test_site_without_documents_has_no_views_of_them(monkeypatch: pytest.MonkeyPatch) -> None:
    assert len(document_deletion_urls()) == 2
    monkeypatch.delitem(apps.app_configs, "wagtaildocs")
    assert document_deletion_urls() == []


@both_ways
def test_files_can_be_left_to_wagtail(
    admin_client: Client, picture: Any, settings: Settings, delete: Any
) -> None:
    settings.CAREERS_GUARD_FILES = False
    delete(admin_client, picture)
    assert not exists(picture)
    assert image_deletion_urls() == document_deletion_urls() == []
