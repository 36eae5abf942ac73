"""Wagtail's search in the database, for whatever an editor types."""

from __future__ import annotations

from typing import Any

from django.db import connection
from wagtail.search.backends import database


def SearchBackend(params: dict[str, Any]) -> Any:  # noqa: N802 (Wagtail's name)
    """Return Wagtail's backend for the database; on SQLite, one that bears quotation marks."""
    if connection.vendor != "sqlite":
        return database.SearchBackend(params)
    # Its table is known where the database is SQLite.
    from wagtail.search.backends.database.sqlite.sqlite import SQLiteSearchBackend  # noqa: PLC0415

    class UnquotingBackend(SQLiteSearchBackend):
        """Searches without quotation marks, which Wagtail's own puts into the statement as such."""

        def _search(self, query_compiler_class: Any, query: Any, *args: Any, **kwargs: Any) -> Any:
            if isinstance(query, str):
                # Views take the answer to a query of nothing for no answer; a hyphen finds nothing.
                query = query.replace('"', " ").strip() or "-"
            return super()._search(query_compiler_class, query, *args, **kwargs)

    return UnquotingBackend(params)
