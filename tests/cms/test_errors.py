"""A database that is locked and a disk that is full break no page that is read, and are told."""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.storage import FileSystemStorage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import (
    OperationalError,
    connection,
)
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings
from wagtail.models import Collection, PageViewRestriction

from tests.careers.roles import SUPERUSER
from tests.careers.roles import sign_in as sign_in_as
from tests.cms.test_failures import caused_by
from tests.factories import Tree

on_sqlite = pytest.mark.skipif(connection.vendor != "sqlite", reason="this is SQLite's own")


@pytest.fixture
def browser() -> Client:
    return Client(headers={"host": "localhost"}, raise_request_exception=False)


@contextmanager
def no_writing(error: Exception) -> Iterator[list[str]]:
    """Let nothing be written to the database."""
    refused: list[str] = []

    def refuse(execute: Any, sql: str, parameters: Any, many: bool, context: Any) -> Any:
        if sql.split(None, 1)[0].upper() in {"INSERT", "UPDATE", "DELETE"}:
            refused.append(sql)
            raise error
        return execute(sql, parameters, many, context)

    with connection.execute_wrapper(refuse):
        yield refused


def locked() -> OperationalError:
    cause = sqlite3.OperationalError("database is locked")
    cause.sqlite_errorcode = sqlite3.SQLITE_BUSY
    return caused_by(cause)


def test_public_pages_write_nothing(tree: Tree, browser: Client) -> None:
    """Whoever reads is served by a locked database and by a full disk."""
    position, closed = tree.add_position(), tree.add_position(closed_at=timezone.now())
    pages: list[Any] = [tree.home, tree.teams, tree.team, tree.positions, position]
    paths = [page.url for page in pages]
    paths += [f"{tree.positions.url}?q=engeneer", f"{tree.team.url}?show=20"]
    paths += [reverse(f"home:{name}") for name in ("icon", "manifest", "favicon")]
    paths += ["/admin/login/", "/admin/password_reset/", "/_util/login/"]
    with no_writing(locked()) as refused:
        for path in paths:
            assert browser.get(path).status_code < 400, path
        assert browser.get(closed.url).status_code == 410
        assert browser.get("/nothing/").status_code == 404
    assert refused == []


def assert_says_so(response: Any, sentence: str, log: str) -> None:
    assert response.status_code == 503
    assert response["Retry-After"] == "30"
    page = response.content.decode()
    assert "Not possible at the moment" in page
    assert "has not been saved" in page
    assert "Traceback" not in page
    assert sentence in log


def sign_in(browser: Client) -> Any:
    User.objects.create_superuser("marie", password="marie's own")
    answers = {"username": "marie", "password": "marie's own"}
    return lambda: browser.post("/admin/login/", answers)


@pytest.mark.django_db
def test_session_that_cannot_be_stored_is_told(
    browser: Client, caplog: pytest.LogCaptureFixture
) -> None:
    post = sign_in(browser)
    with no_writing(locked()):
        response = post()
    assert_says_so(response, "is locked: another process has been writing", caplog.text)


def test_session_that_cannot_be_changed_is_told(
    tree: Tree, browser: Client, caplog: pytest.LogCaptureFixture
) -> None:
    """Django takes every error of the database for a session that has ended, and answers 400."""
    session = browser.session
    session["something"] = 1
    session.save()
    browser.cookies["sessionid"] = str(session.session_key)
    restriction = PageViewRestriction.objects.create(
        page=tree.team, restriction_type="password", password="open"
    )
    path = reverse("wagtailcore_authenticate_with_password", args=(restriction.pk, tree.team.pk))
    with no_writing(locked()):
        response = browser.post(path, {"password": "open", "return_url": "/"})
    assert_says_so(response, "is locked", caplog.text)


@on_sqlite
@pytest.mark.django_db(transaction=True)
def test_locked_database_is_read_and_says_that_it_cannot_be_written(
    browser: Client, caplog: pytest.LogCaptureFixture
) -> None:
    post = sign_in(browser)
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout = 100")
    name = connection.settings_dict["NAME"]
    with closing(sqlite3.connect(name, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert browser.get("/admin/login/").status_code == 200
        response = post()
        other.execute("ROLLBACK")
    assert_says_so(response, "is locked: another process has been writing", caplog.text)
    assert post().status_code == 302


@on_sqlite
@pytest.mark.django_db(transaction=True)
def test_full_disk_is_told(browser: Client, caplog: pytest.LogCaptureFixture) -> None:
    post = sign_in(browser)
    with connection.cursor() as cursor:
        cursor.execute("SELECT page_count FROM pragma_page_count")
        (pages,) = cursor.fetchone()
        cursor.execute(f"PRAGMA max_page_count = {pages + 2}")
        try:
            for size in (2**16, 2**10, 1):  # pages that earlier tests have freed are filled first
                with pytest.raises(OperationalError):
                    fill_with_sessions(cursor, size)
            response = post()
        finally:
            cursor.execute(f"PRAGMA max_page_count = {2**32 - 2}")
    assert_says_so(response, "is full: free some space", caplog.text)
    assert post().status_code == 302


def fill_with_sessions(cursor: Any, size: int) -> None:
    for _row in range(2000):
        cursor.execute(
            "INSERT INTO django_session "
            "VALUES (hex(randomblob(16)), hex(zeroblob(%s)), '2030-01-01')",
            [size // 2],
        )


@pytest.mark.parametrize("reason", [errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES])
def test_upload_that_cannot_be_stored_is_told(
    reason: int,
    settings: Settings,
    tree: Tree,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def fail(storage: FileSystemStorage, name: str, content: Any) -> str:
        raise OSError(reason, os.strerror(reason), storage.path(name))

    admin = sign_in_as(SUPERUSER)
    admin.raise_request_exception = False
    monkeypatch.setattr(FileSystemStorage, "_save", fail)
    answers = {"title": "Plan", "file": SimpleUploadedFile("plan.txt", b"It is a plan.")}
    answers["collection"] = str(Collection.get_first_root_node().pk)
    response = admin.post(reverse("wagtaildocs:add"), answers)
    sentence = "The disk is full" if reason in {errno.ENOSPC, errno.EDQUOT} else "see MEDIA_ROOT"
    assert_says_so(response, sentence, caplog.text)
