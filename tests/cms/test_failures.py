"""What stands in the way is told in a sentence: at the start, and on the page that it breaks."""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path
from typing import Any

import dj_database_url
import psycopg
import pytest
from django.contrib.auth.models import User
from django.core import checks
from django.core.files.storage import FileSystemStorage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import (
    DatabaseError,
    IntegrityError,
    OperationalError,
    ProgrammingError,
    connection,
)
from django.db.utils import ConnectionHandler
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings
from wagtail.models import Collection, PageViewRestriction

from cms import serve
from cms.failures import explain
from tests.careers.roles import SUPERUSER
from tests.careers.roles import sign_in as sign_in_as
from tests.cms.servers import free_port, refusing_postgresql, silent_server
from tests.cms.test_settings import SECRET_KEY, run
from tests.factories import Tree

on_sqlite = pytest.mark.skipif(connection.vendor != "sqlite", reason="this is SQLite's own")


# At the start


@pytest.fixture
def rubbish(tmp_path: Path) -> Path:
    path = tmp_path / "rubbish.sqlite3"
    path.write_text("This is a letter to a friend. " * 50)
    return path


def test_file_that_is_no_database_is_told_in_one_sentence(rubbish: Path) -> None:
    assert told(f"sqlite:///{rubbish}") == (
        f"{rubbish} is not an SQLite database, see DATABASE_URL.\n"
    )


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["missing/folder/db.sqlite3", "rubbish.sqlite3/db.sqlite3", "."])
def test_place_where_no_database_can_be_is_told(path: str, rubbish: Path) -> None:
    assert failure_of(f"sqlite:///{rubbish.parent / path}").startswith(
        "The database {name} can't be opened, see DATABASE_URL: its folder must exist"
    )


@contextmanager
def nobody() -> Iterator[int]:
    yield free_port()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("server", "sentence"),
    [
        (nobody, "The database does not answer, see DATABASE_URL: "),
        (silent_server, "The database does not answer, see DATABASE_URL: "),
        (
            lambda: refusing_postgresql("28P01", 'password authentication failed for user "jane"'),
            "The database server refuses the login, see DATABASE_URL: ",
        ),
        (
            lambda: refusing_postgresql("28000", 'role "jane" does not exist'),
            "The database server refuses the login, see DATABASE_URL: ",
        ),
        (
            lambda: refusing_postgresql("3D000", 'database "careers" does not exist'),
            "The database {name} does not exist, see DATABASE_URL: create it",
        ),
        (
            lambda: refusing_postgresql("57P03", "the database system is starting up"),
            "The database server is starting or stopping: ",
        ),
        (
            lambda: refusing_postgresql("28P01", "Passwort-Authentifizierung fehlgeschlagen"),
            "The database can't be reached, see DATABASE_URL: ",
        ),
    ],
    ids=["refused", "silent", "password", "user", "name", "starting", "in another language"],
)
def test_postgresql_that_cannot_be_used_is_told(
    server: Callable[[], AbstractContextManager[int]], sentence: str
) -> None:
    with server() as port:
        address = f"postgres://jane:secret@127.0.0.1:{port}/careers?connect_timeout=2"
        assert failure_of(address).startswith(sentence)


def failure_of(database_url: str) -> str:
    """What is said of the error that connecting to this database raises."""
    database = dj_database_url.parse(database_url)
    with pytest.raises(DatabaseError) as caught:
        ConnectionHandler({"default": database})["default"].ensure_connection()
    failure = explain(caught.value)
    assert failure
    assert "\n" not in failure.sentence
    assert "secret" not in failure.sentence
    return failure.sentence.replace(str(connection.settings_dict["NAME"]), "{name}")


def test_database_that_does_not_answer_is_told_in_one_sentence() -> None:
    said = told(f"postgres://jane:secret@127.0.0.1:{free_port()}/careers")
    assert said.startswith("The database does not answer, see DATABASE_URL: ")


def test_silent_postgresql_is_given_up() -> None:
    code = "from cms import settings; print(settings.DATABASES['default']['OPTIONS'])"
    address = "postgres://careers@db.example.com/careers"
    for option, seconds in (("", "5"), ("?connect_timeout=9", "9")):
        result = run("-c", code, SECRET_KEY=SECRET_KEY, DATABASE_URL=address + option)
        assert f"'connect_timeout': {seconds}" in result.stdout


def told(database_url: str) -> str:
    """What a command says that needs the database."""
    result = run("manage.py", "showmigrations", SECRET_KEY=SECRET_KEY, DATABASE_URL=database_url)
    assert result.returncode == 1
    assert result.stderr.count("\n") == 1, result.stderr
    assert "secret" not in result.stderr
    return result.stderr


def test_traceback_is_shown_to_those_who_ask_for_it(rubbish: Path) -> None:
    result = run(
        *("manage.py", "showmigrations", "--traceback"),
        SECRET_KEY=SECRET_KEY,
        DATABASE_URL=f"sqlite:///{rubbish}",
    )
    assert "Traceback" in result.stderr


@pytest.mark.django_db
def test_missing_table_is_a_matter_of_migrations() -> None:
    with pytest.raises((OperationalError, ProgrammingError)) as caught, connection.cursor() as one:
        one.execute("SELECT * FROM nothing_of_the_kind")
    failure = explain(caught.value)
    assert failure
    assert "run `manage.py migrate`" in failure.sentence
    assert not failure.passes


@pytest.mark.django_db
def test_error_of_the_code_is_not_explained_away() -> None:
    with pytest.raises((OperationalError, ProgrammingError)) as caught, connection.cursor() as one:
        one.execute("SELEKT")
    assert explain(caught.value) is None
    assert explain(IntegrityError("UNIQUE constraint failed")) is None
    assert explain(OSError(errno.ENOENT, "No such file", "x")) is None
    assert explain(ValueError("no")) is None


@pytest.mark.parametrize(
    ("sqlstate", "sentence"),
    [
        ("53100", "The disk with the database"),
        ("53300", "The database server has no connection left"),
        ("55P03", "is locked by another connection"),
        ("25006", "can only be read"),
        ("57P01", "is starting or stopping"),
        ("40P01", "is busy"),
    ],
)
def test_errors_of_postgresql_say_what_they_are(sqlstate: str, sentence: str) -> None:
    failure = explain(caused_by(psycopg.errors.lookup(sqlstate)("so it is")))
    assert failure
    assert sentence in failure.sentence
    assert failure.passes


@pytest.mark.parametrize("message", ["the connection is closed", "the connection is lost"])
def test_lost_connection_is_told(message: str) -> None:
    failure = explain(caused_by(psycopg.OperationalError(message)))
    assert failure
    assert failure.sentence == f"The connection to the database is lost: {message}"


def caused_by(cause: Exception) -> OperationalError:
    error = OperationalError(str(cause))
    error.__cause__ = cause
    return error


# The folder of uploads


@pytest.fixture(params=["missing parent", "file", "below a file", "read-only"])
def unusable_folder(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    (tmp_path / "file").write_text("")
    return {
        "missing parent": Path("/proc/no/such/folder"),
        "file": tmp_path / "file",
        "below a file": tmp_path / "file" / "media",
        "read-only": Path("/proc"),
    }[request.param]


def test_unusable_folder_of_uploads_is_told_by_a_check(
    unusable_folder: Path, settings: Settings
) -> None:
    settings.MEDIA_ROOT = unusable_folder
    (problem,) = checks.run_checks()
    assert isinstance(problem, checks.Error)
    assert problem.id == "home.E001"
    assert problem.msg.startswith(f"Uploads can't be stored in {unusable_folder}, see MEDIA_ROOT: ")


def test_unusable_folder_of_uploads_stops_the_start_in_one_sentence(
    unusable_folder: Path, settings: Settings
) -> None:
    settings.MEDIA_ROOT = unusable_folder
    with pytest.raises(SystemExit, match=r"^Uploads can't be stored in [^\n]*$"):
        serve.prepare("")


def test_folder_of_uploads_is_not_made_before_there_are_any(
    settings: Settings, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path / "not" / "yet"
    assert checks.run_checks() == []
    assert list(tmp_path.iterdir()) == []


def test_unusable_folder_is_told_once_by_a_command_and_by_a_server(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    environment = {"SECRET_KEY": SECRET_KEY, "MEDIA_ROOT": str(tmp_path / "file")}
    code = "import cms.wsgi"
    for command in (("manage.py", "check"), ("-c", code)):
        result = run(*command, **environment, DATABASE_URL="sqlite:///:memory:")
        assert result.stderr.count("Uploads can't be stored in ") == 1
        assert "Traceback" not in result.stderr
        assert result.returncode == (1 if "check" in command else 0)


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


# While the site runs


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
            with pytest.raises(OperationalError):
                fill_with_sessions(cursor)
            response = post()
        finally:
            cursor.execute(f"PRAGMA max_page_count = {2**32 - 2}")
    assert_says_so(response, "is full: free some space", caplog.text)
    assert post().status_code == 302


def fill_with_sessions(cursor: Any) -> None:
    for _row in range(1000):
        cursor.execute("INSERT INTO django_session VALUES (hex(randomblob(16)), 'x', '2030-01-01')")
