"""What an error of the database or of the disk means, for those who run the site."""

from __future__ import annotations

import errno
import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, Error, InterfaceError, connections


@dataclass(frozen=True)
class Failure:
    sentence: str
    #: Whether the same request may succeed later: nothing is wrong with the site itself.
    passes: bool = True


#: By the primary result code. Source: SQLite, Result and Error Codes.
SQLITE_FAILURES = {
    sqlite3.SQLITE_BUSY: Failure(
        "The database {name} is locked: another process has been writing to it for too long."
    ),
    sqlite3.SQLITE_LOCKED: Failure("The database {name} is locked by another connection."),
    sqlite3.SQLITE_FULL: Failure("The disk with the database {name} is full: free some space."),
    sqlite3.SQLITE_IOERR: Failure(
        "The disk with the database {name} fails: look whether it is full or broken."
    ),
    sqlite3.SQLITE_READONLY: Failure(
        "The database {name} can't be written: the user who runs the site must be allowed to "
        "write to the file and to its folder."
    ),
    sqlite3.SQLITE_CANTOPEN: Failure(
        "The database {name} can't be opened, see DATABASE_URL: its folder must exist, and the "
        "user who runs the site must be allowed to write to it."
    ),
    sqlite3.SQLITE_NOTADB: Failure(
        "{name} is not an SQLite database, see DATABASE_URL.", passes=False
    ),
    sqlite3.SQLITE_CORRUPT: Failure(
        "The database {name} is damaged: restore it from a backup.", passes=False
    ),
}
NOT_MIGRATED = Failure(
    "The database {name} lacks what its migrations make ({message}): run `manage.py migrate`.",
    passes=False,
)
#: By SQLSTATE or the class that it begins with. Source: PostgreSQL, appendix A.
POSTGRESQL_FAILURES = {
    "25006": Failure("The database {name} can only be read at present ({message})."),
    "28": Failure(
        "The database server refuses the login, see DATABASE_URL: {message}", passes=False
    ),
    "3D000": Failure(
        "The database {name} does not exist, see DATABASE_URL: create it with `createdb`.",
        passes=False,
    ),
    "40001": Failure("The database {name} is busy: {message}"),
    "40P01": Failure("The database {name} is busy: {message}"),
    "42P01": NOT_MIGRATED,
    "42703": NOT_MIGRATED,
    "53100": Failure("The disk with the database {name} is full: free some space."),
    "53300": Failure("The database server has no connection left: {message}"),
    "53": Failure("The database server lacks resources: {message}"),
    "55P03": Failure("The database {name} is locked by another connection: {message}"),
    "57014": Failure("The database {name} took too long: {message}"),
    "57P": Failure("The database server is starting or stopping: {message}"),
    "58": Failure("The database server's disk fails: {message}"),
}
#: libpq tells no SQLSTATE of a login that failed, only the server's words.
POSTGRESQL_MESSAGES = [
    (r'database ".*" does not exist', POSTGRESQL_FAILURES["3D000"]),
    (
        r"authentication failed|no password supplied|role .* does not exist|no pg_hba\.conf entry",
        POSTGRESQL_FAILURES["28"],
    ),
    (r"too many clients|remaining connection slots", POSTGRESQL_FAILURES["53300"]),
    (r"the database system is (starting|shutting|not)", POSTGRESQL_FAILURES["57P"]),
    (
        r"failed to resolve host",
        Failure("The host of the database is not known, see DATABASE_URL: {message}"),
    ),
    (
        r"Connection refused|timeout|No route to host|No such file or directory",
        Failure("The database does not answer, see DATABASE_URL: {message}"),
    ),
    (
        r"connection (is|has been|already) (bad|closed|lost)|closed the connection|terminat",
        Failure("The connection to the database is lost: {message}"),
    ),
]
DISK_FULL = (errno.ENOSPC, errno.EDQUOT)
UNWRITABLE = (errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTDIR)


def explain(error: BaseException | None) -> Failure | None:
    """What went wrong outside of the code, or `None` where the code itself may be at fault."""
    while error is not None:
        if failure := _explain(error):
            return failure
        error = error.__cause__ or error.__context__
    return None


@contextmanager
def told_in_one_sentence() -> Iterator[None]:
    """End the process with the sentence instead of a traceback, where there is one."""
    try:
        yield
    except (Error, OSError) as error:
        if failure := explain(error):
            raise SystemExit(failure.sentence) from None
        raise


def _explain(error: BaseException) -> Failure | None:
    if isinstance(error, DatabaseError | InterfaceError):
        return _explain_database(error)
    if isinstance(error, OSError):
        return _explain_file(error)
    return None


def _explain_database(error: Error) -> Failure | None:
    cause = error.__cause__
    message = str(cause or error).strip()
    if isinstance(cause, sqlite3.Error):
        failure = _explain_sqlite(cause, message)
    else:
        failure = _explain_postgresql(getattr(cause, "sqlstate", None), message)
    if failure is None:
        return None
    name = connections["default"].settings_dict["NAME"]
    first_line = message.partition("\n")[0]
    return Failure(failure.sentence.format(name=name, message=first_line), failure.passes)


def _explain_sqlite(cause: sqlite3.Error, message: str) -> Failure | None:
    if re.match(r"no such (table|column)", message):
        return NOT_MIGRATED
    return SQLITE_FAILURES.get(getattr(cause, "sqlite_errorcode", 0) & 0xFF)


def _explain_postgresql(sqlstate: str | None, message: str) -> Failure | None:
    if sqlstate:
        beginnings = (sqlstate[:length] for length in (5, 3, 2))
        return next(
            (POSTGRESQL_FAILURES[one] for one in beginnings if one in POSTGRESQL_FAILURES), None
        )
    for pattern, failure in POSTGRESQL_MESSAGES:
        if re.search(pattern, message):
            return failure
    if message.startswith("connection failed"):
        return Failure("The database can't be reached, see DATABASE_URL: {message}")
    return None


def _explain_file(error: OSError) -> Failure | None:
    name = str(error.filename or "")
    if error.errno in DISK_FULL:
        return Failure(f"The disk is full, free some space: {name or error.strerror}")
    if error.errno in UNWRITABLE and name and Path(name).is_relative_to(settings.MEDIA_ROOT):
        return Failure(f"Uploads can't be stored, see MEDIA_ROOT: {error.strerror}: {name}")
    return None
