"""What a database knows of its tables when it plans a query, after many rows came or went."""

from __future__ import annotations

from django.db import connections, router
from modelsearch.conf import get_app_config
from wagtail.models import Page, ReferenceIndex

from careers.models import (
    PositionLocation,
    PositionPage,
    PositionPageType,
    PositionText,
)

WRITTEN = (
    *(Page, PositionPage, PositionLocation, PositionPageType, ReferenceIndex),
    *(PositionText, get_app_config().get_model("IndexEntry")),
)


def refresh_statistics() -> None:
    """Do now what PostgreSQL's autovacuum would do in a while, and SQLite never by itself.

    Inside a transaction PostgreSQL can only count, not tidy up.
    """
    for model in WRITTEN:
        connection = connections[router.db_for_write(model)]
        table = connection.ops.quote_name(model._meta.db_table)
        statement = {"postgresql": "VACUUM (ANALYZE)", "sqlite": "ANALYZE"}.get(connection.vendor)
        if connection.vendor == "postgresql" and connection.in_atomic_block:
            statement = "ANALYZE"
        if statement:
            with connection.cursor() as cursor:
                cursor.execute(f"{statement} {table}")
