"""One number, another one after everything that a visitor may see."""

from __future__ import annotations

import secrets

from django.db import connections, models


class ContentVersionQuerySet(models.QuerySet["ContentVersion"]):
    def current(self) -> int:
        """Return the number as it is now; 0 where nothing has been written yet."""
        numbers = self.values_list("number", flat=True)
        return numbers.filter(pk=ContentVersion.KEY).first() or 0

    def renew(self) -> None:
        """Give the content another number.

        In one statement that opens no transaction: it may follow at once on another statement whose
        results nobody has read yet.
        """
        table = ContentVersion._meta.db_table
        with connections[self.db].cursor() as cursor:
            cursor.execute(
                f"INSERT INTO {table} (id, number) VALUES (%s, %s) "  # noqa: S608
                "ON CONFLICT (id) DO UPDATE SET number = excluded.number",
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
