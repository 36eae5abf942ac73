"""One number, another one after everything that a visitor may see."""

from __future__ import annotations

import secrets
from typing import Any

from django.db import Error, connections, models
from django.db.models.constants import OnConflict


class ContentVersionQuerySet(models.QuerySet["ContentVersion"]):
    def current(self) -> int:
        """Return the number as it is now; 0 where nothing has been written yet.

        Asked for by every request, so it is plain SQL, and the test of a connection that
        `CONN_HEALTH_CHECKS` would send before it: one that has broken meanwhile is replaced.
        """
        connection: Any = connections[self.db]
        was_open = connection.connection is not None and not connection.in_atomic_block
        connection.health_check_done = True
        try:
            return self._read(connection)
        except Error:
            if not was_open or connection.is_usable():
                raise
        connection.close()
        return self._read(connection)

    def _read(self, connection: Any) -> int:
        table = ContentVersion._meta.db_table
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT number FROM {table} WHERE id = {ContentVersion.KEY}")  # noqa: S608
            row = cursor.fetchone()
        return int(row[0]) if row else 0

    def renew(self) -> None:
        """Give the content another number.

        In one statement that opens no transaction: it may follow at once on another statement whose
        results nobody has read yet.
        """
        table = ContentVersion._meta.db_table
        connection = connections[self.db]
        replace = connection.ops.on_conflict_suffix_sql(
            [ContentVersion._meta.pk], OnConflict.UPDATE, ["number"], ["id"]
        )
        with connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO {table} (id, number) VALUES (%s, %s) {replace}",  # noqa: S608
                [ContentVersion.KEY, 1 + secrets.randbits(62)],
            )


class ContentVersion(models.Model):
    """The number of the content as visitors see it, in the table's only row.

    It is random: neither a database that was restored nor a transaction that was rolled back brings
    a number back that had other content.
    """

    KEY = 1

    number = models.BigIntegerField()

    objects = ContentVersionQuerySet.as_manager()

    content_version_ignore = True
    wagtail_reference_index_ignore = True

    def __str__(self) -> str:
        return str(self.number)
