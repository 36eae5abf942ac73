"""What stands in the way of the site is told in a sentence when it starts."""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import dj_database_url
import psycopg
import pytest
from django.core import checks
from django.db import (
    DatabaseError,
    IntegrityError,
    OperationalError,
    ProgrammingError,
    connection,
)
from django.db.utils import ConnectionHandler
from pytest_django import Settings

from cms import serve
from cms.failures import explain
from tests.cms.servers import free_port, refusing_postgresql, silent_server
from tests.cms.test_settings import SECRET_KEY, run

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
