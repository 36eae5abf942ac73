"""Checks of the databases."""

from __future__ import annotations

from typing import Any

from django.core.checks import CheckMessage, Error, Warning, register
from django.db import DEFAULT_DB_ALIAS, connections, router

from careers.search.body_words import INDEXED_DATABASES, SEARCHED_DATABASES
from careers.search.index_models import PositionText


@register()
def database_can_be_searched(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Report a database that the search has no SQL for, or no index of the words of bodies."""
    alias = router.db_for_read(PositionText) or DEFAULT_DB_ALIAS
    connection = connections[alias]
    if connection.vendor in INDEXED_DATABASES:
        return []
    if connection.vendor in SEARCHED_DATABASES:
        return [
            Warning(
                f"On {connection.display_name}, each word that is searched for in the bodies of "
                "positions is looked for in all of them.",
                hint=(
                    "That is fast enough for some thousand positions; for more, use PostgreSQL. "
                    'If it is enough for you, put "careers.W013" into SILENCED_SYSTEM_CHECKS.'
                ),
                id="careers.W013",
            )
        ]
    return [
        Error(
            f"Positions can't be searched on {connection.display_name}.",
            hint="Use PostgreSQL, SQLite with FTS5, MariaDB or MySQL.",
            id="careers.E002",
        )
    ]
