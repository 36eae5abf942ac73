"""Checks of the databases."""

from __future__ import annotations

from typing import Any

from django.core.checks import CheckMessage, Error, register
from django.db import DEFAULT_DB_ALIAS, connections, router

from careers.search.body_words import SEARCHED_DATABASES
from careers.search.index_models import PositionText


@register()
def database_can_be_searched(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Report a database that the search has no SQL for."""
    alias = router.db_for_read(PositionText) or DEFAULT_DB_ALIAS
    connection = connections[alias]
    if connection.vendor in SEARCHED_DATABASES:
        return []
    return [
        Error(
            f"Positions can't be searched on {connection.display_name}.",
            hint="Use PostgreSQL, or SQLite with FTS5.",
            id="careers.E002",
        )
    ]
