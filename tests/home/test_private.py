"""Private pages and documents ask for their password in the site's own look, and tell nothing."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from wagtail.documents.models import Document
from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction

from home.models import NavigationSettings
from tests.factories import Tree
from tests.soup import select

PASSWORD = "open sesame"


@pytest.fixture
def browser() -> Client:
    return Client(headers={"host": "localhost"})


@pytest.fixture
def private_team(tree: Tree) -> Any:
    tree.team.title, tree.team.seo_title = "Secret plans", "Secret title"
    tree.team.search_description = "Secret description"
    tree.team.hero_heading = "Secret heading"
    tree.team.save()
    links = [{"type": "link", "value": {"label": "Secret link", "page": tree.team.pk}}]
    NavigationSettings.objects.create(site=tree.site, items=links)
    restrict(tree.team, "password", password=PASSWORD)
    return tree.team


def restrict(page: Page, kind: str, **values: Any) -> None:
    PageViewRestriction.objects.create(page=page, restriction_type=kind, **values)


@pytest.fixture
def private_document(tree: Tree) -> Document:
    collection = Collection.get_first_root_node().add_child(name="Private")
    CollectionViewRestriction.objects.create(
        collection=collection, restriction_type="password", password=PASSWORD
    )
    return Document.objects.create(
        title="Secret plans", file=SimpleUploadedFile("a.txt", b"text"), collection=collection
    )


def soup_of(response: Any) -> BeautifulSoup:
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def assert_looks_like_the_site(soup: BeautifulSoup, heading: str) -> None:
    assert select(soup, "h1").get_text(strip=True) == heading
    assert soup.select("body.careers > .site-header")
    assert soup.select("body.careers > .site-footer")
    assert soup.select('link[href*="careers/careers.css"]')
    assert select(soup, "meta[name=robots]")["content"] == "noindex"
    assert not soup.select("link[rel=canonical], meta[property], meta[name=description]")
    for field in soup.select("main input:not([type=hidden])"):
        assert soup.select(f'main label[for="{field["id"]}"]')


def submit(browser: Client, soup: BeautifulSoup, **answers: str) -> Any:
    form = select(soup, "main form")
    hidden = {str(one["name"]): str(one["value"]) for one in form.select("input[type=hidden]")}
    return browser.post(str(form["action"]), hidden | answers)


def assert_error_is_announced(soup: BeautifulSoup, words: str) -> None:
    assert words in select(soup, "main [role=alert]").get_text()
    assert select(soup, "title").get_text().startswith("Error: ")


def test_private_page_asks_for_its_password(browser: Client, private_team: Page) -> None:
    soup = soup_of(browser.get(private_team.url))
    assert_looks_like_the_site(soup, "Password required")
    assert "Secret" not in str(soup)

    soup = soup_of(submit(browser, soup, password="wrong"))
    assert_looks_like_the_site(soup, "Password required")
    assert "Secret" not in str(soup)
    assert_error_is_announced(soup, "The password you have entered is not correct")
    field = select(soup, "#id_password")
    assert field["aria-invalid"] == "true"
    assert select(soup, f"#{field['aria-describedby']}").get_text(strip=True)

    response = submit(browser, soup, password=PASSWORD)
    assert response["Location"] == private_team.url
    assert "Secret heading" in browser.get(private_team.url).content.decode()


def test_every_kind_of_page_keeps_its_secrets(browser: Client, tree: Tree) -> None:
    position = tree.add_position(title="Secret position", search_description="Secret text")
    for page in (tree.home, tree.teams, tree.team, tree.positions, position):
        PageViewRestriction.objects.all().delete()
        Page.objects.filter(pk=page.pk).update(title="Secret", search_description="Secret")
        restrict(page, "password", password=PASSWORD)
        soup = soup_of(browser.get(page.url))
        assert_looks_like_the_site(soup, "Password required")
        assert "Secret" not in str(soup)


def test_private_document_asks_for_its_password(
    browser: Client, private_document: Document
) -> None:
    soup = soup_of(browser.get(private_document.url))
    assert_looks_like_the_site(soup, "Password required")
    assert "access this document" in soup.get_text()
    assert "Secret" not in str(soup)
    soup = soup_of(submit(browser, soup, password="wrong"))
    assert_error_is_announced(soup, "The password you have entered is not correct")
    assert submit(browser, soup, password=PASSWORD)["Location"] == private_document.url


def test_page_for_users_asks_for_an_account(browser: Client, tree: Tree) -> None:
    User.objects.create_user("marie", password=PASSWORD)
    restrict(tree.team, "login")
    response = browser.get(tree.team.url)
    assert response["Location"].startswith(reverse("wagtailcore_login"))
    soup = soup_of(browser.get(response["Location"]))
    assert_looks_like_the_site(soup, "Sign in")

    soup = soup_of(submit(browser, soup, username="marie", password="wrong"))
    assert_looks_like_the_site(soup, "Sign in")
    assert_error_is_announced(soup, "Please enter a correct username and password")

    response = submit(browser, soup, username="marie", password=PASSWORD)
    assert response["Location"] == tree.team.url
    assert browser.get(tree.team.url).status_code == 200
