"""Test databases, each a copy of a template that is migrated once and kept for later runs.

A template is named after all that decides over what migrations make: it is made anew as soon as
one of them changes. All work on templates is done under a lock, and a template gets its name when
it is complete, so that runs at the same time or killed runs leave nothing half-made to others.
"""

from __future__ import annotations

import ast
import fcntl
import hashlib
import os
import re
import shutil
import sqlite3
import subprocess
import sysconfig
from collections.abc import Iterator
from contextlib import closing, contextmanager
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import Any
from uuid import uuid4

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.backends.mysql.client import DatabaseClient
from django.db.backends.postgresql.creation import DatabaseCreation as PostgreSQLCreation
from django.db.backends.sqlite3.creation import DatabaseCreation
from django.db.migrations.loader import MigrationLoader

OUR_PACKAGES = ("careers", "home", "cms")
#: Enough to go to and fro between branches.
MAX_TEMPLATES = 3
#: Of PostgreSQL's advisory locks, any number that nobody else uses.
LOCK = 4_711_020_811


def fingerprint() -> str:
    """A hash of what a migrated database depends on.

    These are the versions of all packages, the migrations with the modules of ours that they
    import, the names from which content types and permissions are made, and the settings that
    migrations and `createcachetable` read.
    """
    digest = hashlib.sha256(repr((settings.LANGUAGE_CODE, settings.CACHES)).encode())
    for package in sorted(Path(sysconfig.get_path("purelib")).glob("*.dist-info")):
        digest.update(package.name.encode())  # its name and version
    for path in sorted(_sources()):
        digest.update(str(path).encode() + path.read_bytes())
    for model in apps.get_models(include_auto_created=True):
        meta = model._meta
        names = (meta.label, str(meta.verbose_name_raw), meta.default_permissions, meta.permissions)
        digest.update(repr(names).encode())
    return digest.hexdigest()[:16]


def _sources() -> set[Path]:
    paths = set()
    for app in apps.get_app_configs():
        name, _ = MigrationLoader.migrations_module(app.label)
        if not name or not find_spec(name):
            continue
        for path in _folder_of(import_module(name)).glob("*.py"):
            paths.add(path)
            if app.name.partition(".")[0] in OUR_PACKAGES:
                paths |= _imports_of_ours(path)
    return paths


def _folder_of(package: ModuleType) -> Path:
    return Path(next(iter(package.__path__)))


def _imports_of_ours(path: Path) -> set[Path]:
    names = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
    ours = {name for name in names if name.partition(".")[0] in OUR_PACKAGES}
    specs = [find_spec(name) for name in ours]
    return {Path(spec.origin) for spec in specs if spec and spec.origin}


def _migrate(name: str) -> None:
    """Make a database of this name and leave no connection to it."""
    original = connection.settings_dict["NAME"]
    connection.settings_dict["TEST"]["NAME"] = name
    try:
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    finally:
        connection.close()
        _use(original)


def _use(name: str) -> None:
    settings.DATABASES[connection.alias]["NAME"] = name
    connection.settings_dict["NAME"] = name


@contextmanager
def _initial_data(serialized: str) -> Iterator[None]:
    """Give `serialized` to the connections of all threads: each has its own."""
    with pytest.MonkeyPatch.context() as patch:
        backend = type(connections[DEFAULT_DB_ALIAS])
        patch.setattr(backend, "_test_serialized_contents", serialized, raising=False)
        yield


# SQLite


class Snapshot:
    """A copy of the whole SQLite database in a file, put back in a few milliseconds."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def take(self) -> None:
        with closing(sqlite3.connect(self.path)) as target:
            self._open().backup(target)

    def restore(self) -> None:
        with closing(sqlite3.connect(self.path)) as source:
            source.backup(self._open())

    def _open(self) -> sqlite3.Connection:
        connection.ensure_connection()
        return connection.connection


@contextmanager
def sqlite_clone(templates: Path, folder: Path, *, anew: bool) -> Iterator[None]:
    """Use a database in `folder`, a copy of the template in `templates`.

    A test with `serialized_rollback` gets its initial data from another copy, not row by row.
    """
    original, initial = connection.settings_dict["NAME"], folder / "initial.sqlite3"
    name = f"{fingerprint()}.sqlite3"
    with (templates / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        template = templates / name
        if anew or not template.exists():
            unfinished = templates / "unfinished"
            for path in templates.glob("unfinished*"):
                path.unlink()
            _migrate(str(unfinished))
            unfinished.replace(template)
        os.utime(template)
        for old in sorted(templates.glob("*.sqlite3"), key=_last_use)[:-MAX_TEMPLATES]:
            old.unlink()
        shutil.copyfile(template, initial)
    shutil.copyfile(initial, folder / "db.sqlite3")
    _use(str(folder / "db.sqlite3"))
    restore = Snapshot(initial).restore
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            DatabaseCreation, "deserialize_db_from_string", lambda creation, data: restore()
        )
        with _initial_data(""):
            yield
    connection.close()
    _use(original)


def _last_use(path: Path) -> float:
    return path.stat().st_mtime


# PostgreSQL


@contextmanager
def postgresql_clone(*, anew: bool) -> Iterator[None]:
    """Use a database of a name of its own, a copy of the template on the same server."""
    original = connection.settings_dict["NAME"]
    prefix = f"test_{original}_"[:40]
    template, mine = f"{prefix}template_{fingerprint()}", f"{prefix}{uuid4().hex[:12]}"
    with _locked() as cursor:
        for old in _databases(cursor, prefix, "[0-9a-f]{12}"):
            if not _is_used(cursor, old):  # it was left by a run that was killed
                cursor.execute(f'DROP DATABASE "{old}"')
        templates = _databases(cursor, prefix, "template_[0-9a-f]{16}")
        if anew and template in templates:
            cursor.execute(f'DROP DATABASE "{template}"')
            templates.remove(template)
        if template not in templates:
            unfinished = f"{prefix}{uuid4().hex[:12]}"
            _migrate(unfinished)
            cursor.execute(f'ALTER DATABASE "{unfinished}" RENAME TO "{template}"')
            for old in templates[: 1 - MAX_TEMPLATES]:
                cursor.execute(f'DROP DATABASE "{old}"')
        cursor.execute(f'CREATE DATABASE "{mine}" TEMPLATE "{template}"')
        _use(mine)
        holder = connection.copy()
        holder.ensure_connection()  # while it is open, no other run takes the database for left
    # Loading makes content types that nobody knows, before it comes to those with these keys.
    ContentType.objects.get_for_models(*apps.get_models())
    load = PostgreSQLCreation.deserialize_db_from_string

    def empty_and_load(creation: PostgreSQLCreation, data: str) -> None:
        """A late request of the browser of the test before may have stored something."""
        options = {"reset_sequences": False, "inhibit_post_migrate": True}
        call_command("flush", interactive=False, verbosity=0, **options)
        load(creation, data)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(PostgreSQLCreation, "deserialize_db_from_string", empty_and_load)
        with _initial_data(connection.creation.serialize_db_to_string()):
            yield
    connection.close()
    holder.close()
    _use(original)
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE "{mine}" WITH (FORCE)')


# MySQL and MariaDB


@contextmanager
def mysql_clone(templates: Path, *, anew: bool) -> Iterator[None]:
    """Use a database of a name of its own, read from the dump of a migrated one in `templates`."""
    original = connection.settings_dict["NAME"]
    mine = f"test_{original}_"[:40] + uuid4().hex[:12]
    template = templates / f"{fingerprint()}.sql"
    with (templates / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if anew or not template.exists():
            unfinished = templates / "unfinished.sql"
            _migrate(mine)
            with unfinished.open("w") as dump:
                _mysql_program("mysqldump", mine, "--skip-comments", stdout=dump)
            unfinished.replace(template)
            with connection._nodb_cursor() as cursor:
                cursor.execute(f"DROP DATABASE `{mine}`")
        for old in sorted(templates.glob("*.sql"), key=_last_use)[:-MAX_TEMPLATES]:
            old.unlink()
    with connection._nodb_cursor() as cursor:
        cursor.execute(f"CREATE DATABASE `{mine}` CHARACTER SET utf8mb4")
    with template.open() as dump:
        _mysql_program("mysql", mine, stdin=dump)
    _use(mine)
    ContentType.objects.get_for_models(*apps.get_models())
    with _initial_data(connection.creation.serialize_db_to_string()):
        yield
    connection.close()
    _use(original)
    with connection._nodb_cursor() as cursor:
        cursor.execute(f"DROP DATABASE `{mine}`")


def _mysql_program(program: str, database: str, *options: str, **files: Any) -> None:
    access = connection.settings_dict | {"NAME": "", "OPTIONS": {"charset": "utf8mb4"}}
    [_mysql, *arguments], variables = DatabaseClient.settings_to_cmd_args_env(access, options)
    command = [program, *arguments, database]
    subprocess.run(command, check=True, env={**os.environ, **(variables or {})}, **files)


@contextmanager
def _locked() -> Iterator[Any]:
    with connection._nodb_cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        yield cursor  # the lock ends with the connection


def _databases(cursor: Any, prefix: str, rest: str) -> list[str]:
    """Names of databases that begin and go on like this, the oldest first."""
    cursor.execute(
        "SELECT datname FROM pg_database WHERE datname ~ %s ORDER BY oid",
        [f"^{re.escape(prefix)}{rest}$"],
    )
    return [name for (name,) in cursor.fetchall()]


def _is_used(cursor: Any, name: str) -> bool:
    cursor.execute("SELECT EXISTS (SELECT FROM pg_stat_activity WHERE datname = %s)", [name])
    (used,) = cursor.fetchone()
    return bool(used)
