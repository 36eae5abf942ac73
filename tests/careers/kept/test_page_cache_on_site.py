"""The page cache in front of the whole site."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from wagtail.models import Page, PageViewRestriction, get_page_models

from careers.kept import page_cache
from tests.factories import StandardPageFactory, Tree, insert

pytestmark = pytest.mark.django_db


@pytest.mark.usefixtures("page_cache")
def test_site_sends_kept_pages_with_all_headers(tree: Tree, client: Client) -> None:
    first, second = client.get(tree.team.url), client.get(tree.team.url)
    assert second["Cache-Status"] == "careers; hit"
    assert first.content == second.content
    differing = {"Cache-Status"}
    assert {**first.headers} | dict.fromkeys(differing) == {**second.headers} | dict.fromkeys(
        differing
    )
    for name in ("Content-Security-Policy", "Permissions-Policy", "X-Frame-Options"):
        assert name in second


@pytest.mark.usefixtures("page_cache")
def test_parts_of_pages_for_htmx_are_kept_apart(tree: Tree, client: Client) -> None:
    tree.add_position()
    for path, target in ((tree.team.url, "open-positions-rows"), ("/positions/", "search-results")):
        parts = [client.get(path, headers={"hx-target": target}) for _visit in range(2)]
        page = client.get(path)
        assert parts[0].content == parts[1].content != page.content
        assert parts[1]["Cache-Status"] == "careers; hit"
        assert b"<html" in page.content
        assert b"<html" not in parts[1].content


@pytest.mark.usefixtures("page_cache")
@pytest.mark.parametrize(("restriction", "status"), [("login", 302), ("password", 200)])
def test_private_page_is_not_kept_and_takes_the_public_one_away(
    tree: Tree, client: Client, restriction: str, status: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    public = client.get(tree.team.url)
    assert client.get(tree.team.url)["Cache-Status"] == "careers; hit"
    PageViewRestriction.objects.create(
        page=tree.team, restriction_type=restriction, password="open"
    )
    answers = [Client().get(tree.team.url) for _visit in range(2)]
    assert [answer.status_code for answer in answers] == [status, status]
    assert all("Cache-Status" not in answer for answer in answers)
    assert public.content not in [answer.content for answer in answers]
    monkeypatch.setattr(page_cache, "_version", lambda: None)  # the database is away
    assert Client().get(tree.team.url).content != public.content


@pytest.mark.usefixtures("page_cache")
def test_sign_in_is_waited_for_by_nobody(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    client.get("/admin/login/")
    monkeypatch.setattr(page_cache, "begin_filling", None)
    assert Client().get("/admin/login/").status_code == 200


@pytest.mark.usefixtures("page_cache")
def test_preview_is_neither_kept_nor_taken_from_what_is(tree: Tree, client: Client) -> None:
    tree.team.title = "A draft"
    tree.team.save_revision()
    assert b"A draft" in tree.team.make_preview_request().render().content
    asked: Any = {"path": tree.team.url, "headers": {"host": "localhost"}}  # as the preview does
    assert b"A draft" not in client.get(**asked).content
    assert client.get(**asked)["Cache-Status"] == "careers; hit"
    assert b"A draft" in tree.team.make_preview_request().render().content


@pytest.mark.usefixtures("page_cache")
def test_page_of_each_type_is_kept_for_every_parameter_that_it_reads(
    tree: Tree, client: Client
) -> None:
    tree.fill(30, tree.team)
    insert(tree.home, StandardPageFactory.build())
    models = set(get_page_models()) - {Page}
    assert models
    for model in models:
        page = model.objects.live().first()
        url = page.url
        for query in ("", "?utm_source=x", *(f"?{name}=2" for name in page.query_parameters)):
            client.get(f"{url}{query}")
            assert client.get(f"{url}{query}").get("Cache-Status") == "careers; hit", (url, query)
