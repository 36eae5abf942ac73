"""A token opens one preview of one editor, as long as that editor works on it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.signing import Signer
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from careers.kept.version import current_version
from careers.models import Preview
from tests.careers.front_end.front_end import ORIGIN
from tests.careers.front_end.previews import (
    API,
    draft_url,
    fetch,
    preview,
    preview_url,
    read,
    signed_in,
)
from tests.careers.test_position_form import form_data
from tests.factories import Tree

pytestmark = pytest.mark.django_db


def is_open(token: str) -> bool:
    response = fetch(token)
    if response.status_code == 200:
        return True
    assert response.status_code == 404
    assert response["Content-Type"] == "application/problem+json"
    return False


def test_nobody_opens_a_preview_without_its_token(editor: Client, site: Tree) -> None:
    token = preview(editor, draft_url(site.team))
    key, signature = token.split(".")
    other_key = Signer(salt="careers.front_end.preview", sep=".").sign(key)
    for wrong in (
        *(key, f"{key}.", f"{key}.{signature[:-1]}", f".{signature}", f"{token}x", token.lower()),
        *("1", "x" * 5000, "%00", "..%2F", str(site.team.pk), other_key, f"{key}.é"),
    ):
        assert not is_open(wrong)
    assert is_open(token)


def test_token_is_neither_the_key_of_the_session_nor_in_the_database(
    editor: Client, site: Tree
) -> None:
    token = preview(editor, draft_url(site.team))
    stored = str(Preview.objects.values_list().get())
    assert editor.session.session_key
    assert editor.session.session_key not in token + stored
    assert token not in stored


def test_each_page_mode_and_editor_has_its_own(editor: Client, site: Tree) -> None:
    first, second = site.add_position(title="First"), site.add_position(title="Second")
    colleague = signed_in("colleague")
    tokens = [
        preview(who, preview_url(page), form_data(title=title, team=site.team.pk), mode)
        for who, page, title, mode in (
            (editor, first, "Mine", "open"),
            (editor, first, "Mine", "closed"),
            (editor, second, "Mine, too", "open"),
            (colleague, first, "Theirs", "open"),
        )
    ]
    assert len(set(tokens)) == 4
    forms = [read(token) for token in tokens]
    assert [form["title"] for form in forms] == ["Mine", "Mine", "Mine, too", "Theirs"]
    assert [form["id"] for form in forms] == [first.pk, first.pk, second.pk, first.pk]
    assert [form["is_open"] for form in forms] == [True, False, True, True]


def test_key_of_one_page_with_the_signature_of_another_opens_none(
    editor: Client, site: Tree
) -> None:
    one = preview(editor, draft_url(site.team)).split(".")
    other = preview(editor, draft_url(site.home)).split(".")
    assert not is_open(f"{one[0]}.{other[1]}")


def test_signing_out_ends_it_in_this_session_alone(editor: Client, site: Tree) -> None:
    elsewhere = Client()
    elsewhere.force_login(User.objects.get())
    token, other = (preview(who, draft_url(site.team)) for who in (editor, elsewhere))
    assert token != other
    editor.post(reverse("wagtailadmin_logout"))
    assert not is_open(token)
    assert is_open(other)


def change_password(user: Any) -> None:
    user.set_password("another")


def deactivate(user: Any) -> None:
    user.is_active = False


def take_access(user: Any) -> None:
    user.is_superuser = False


@pytest.mark.parametrize("change", [change_password, deactivate, take_access])
def test_it_ends_with_what_its_editor_may_do(editor: Client, site: Tree, change: Any) -> None:
    token = preview(editor, draft_url(site.team))
    user = User.objects.get()
    change(user)
    user.save()
    assert not is_open(token)


def test_it_ends_with_its_editors_account(editor: Client, site: Tree) -> None:
    token = preview(editor, draft_url(site.team))
    User.objects.all().delete()
    assert not is_open(token)


def test_it_ends_a_quarter_of_an_hour_after_the_last_change(editor: Client, site: Tree) -> None:
    token = preview(editor, draft_url(site.team))
    for minutes, opens in ((14, True), (16, False)):
        Preview.objects.update(refreshed_at=timezone.now() - timedelta(minutes=minutes))
        assert is_open(token) is opens
    preview(editor, draft_url(site.home))
    assert Preview.objects.count() == 1  # what has ended is deleted
    assert is_open(preview(editor, draft_url(site.team)))


def test_another_secret_key_ends_it(editor: Client, site: Tree, settings: Settings) -> None:
    token = preview(editor, draft_url(site.team))
    settings.SECRET_KEY = "another"
    assert not is_open(token)


def test_who_may_not_edit_gets_none(site: Tree) -> None:
    client = Client()
    assert client.get(draft_url(site.team))["Location"].startswith("/admin/login/")
    client.force_login(User.objects.create_user("reader"))
    assert "#preview=" not in client.get(draft_url(site.team))["Location"]
    assert not Preview.objects.exists()


def test_answer_is_for_allowed_front_ends_and_for_no_cache(editor: Client, site: Tree) -> None:
    token = preview(editor, draft_url(site.team))
    response = fetch(token, origin=ORIGIN)
    assert response["Access-Control-Allow-Origin"] == ORIGIN
    assert response["Cache-Control"] == "no-store"
    assert response["Referrer-Policy"] == "no-referrer"
    assert response["X-Robots-Tag"] == "noindex"
    assert "Origin" in response["Vary"]
    assert "ETag" not in response
    assert "Access-Control-Allow-Credentials" not in response
    for origin in ("https://evil.example", "null", f"{ORIGIN}.evil.example"):
        assert "Access-Control-Allow-Origin" not in fetch(token, origin=origin)
    assert fetch(token, **{"if-none-match": "*"}).status_code == 200


def test_visitors_get_nothing_of_a_preview(editor: Client, site: Tree) -> None:
    position = site.add_position(title="Old", slug="engineer")
    typed = form_data(title="New", slug="engineer", team=site.team.pk)
    token = preview(editor, preview_url(position), typed)
    path = {"path": "/positions/engineer/"}
    for _again in range(2):
        assert read(token)["title"] == "New"
        assert Client().get(f"{API}pages/", path).json()["title"] == "Old"
        assert "New" not in Client().get("/positions/engineer/").content.decode()


def test_what_a_preview_has_worked_out_is_not_kept_for_visitors(editor: Client, site: Tree) -> None:
    sales = site.add_team(title="Sales")
    position = site.add_position(slug="engineer")
    for team, title in ((site.team, "Of the same team"), (sales, "Of sales")):
        site.add_position(team=team, title=title)
    typed = form_data(slug="engineer", team=sales.pk)
    token = preview(editor, preview_url(position), typed)
    assert read(token)["similar"][0]["title"] == "Of sales"
    form = Client().get(f"{API}pages/", {"path": "/positions/engineer/"}).json()
    assert form["similar"][0]["title"] == "Of the same team"
    assert read(token)["similar"][0]["title"] == "Of sales"


def test_visitors_pages_are_not_made_anew_by_a_preview(editor: Client, site: Tree) -> None:
    before = current_version().number
    read(preview(editor, draft_url(site.team)))
    assert current_version().number == before


def test_preview_of_what_was_deleted_meanwhile_is_gone(editor: Client, site: Tree) -> None:
    team = site.add_team()
    position = site.add_position()
    token = preview(editor, preview_url(position), form_data(team=team.pk))
    team.delete()
    assert not is_open(token)
