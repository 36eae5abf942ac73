"""Indexes of the search that Django's own can't express, as operations of a migration."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from careers.positions.search.word_fields import Names

#: How FTS5 finds the words again that `fold()` made: they are all that stands between spaces.
FTS5_OPTIONS = "detail='none', tokenize=\"unicode61 remove_diacritics 0 categories 'L* M* N* Co'\""


class CreateWordIndex(migrations.RunPython):
    """Index a `WordsField` of a model. On SQLite, repeat it after every change of that table.

    There Django makes a changed table anew, without the triggers that the index lives by.
    """

    def __init__(self, model: str, field: str) -> None:
        self.names = (model, field)
        super().__init__(self._create, self._drop)

    def deconstruct(self) -> tuple[str, Sequence[Any], dict[str, Any]]:
        return type(self).__name__, self.names, {}

    def _create(self, apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
        names = self._names(apps)
        table, key, column = names
        index = names.word_index
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f"CREATE INDEX {index} ON {table} USING gin ({column})")
        elif schema_editor.connection.vendor == "sqlite":
            add = f"INSERT INTO {index} (rowid, {column}) VALUES (new.{key}, new.{column});"  # noqa: S608
            remove = (
                f"INSERT INTO {index} ({index}, rowid, {column}) "  # noqa: S608
                f"VALUES ('delete', old.{key}, old.{column});"
            )
            schema_editor.execute(
                f"CREATE VIRTUAL TABLE {index} USING fts5"
                f"({column}, content='{table}', content_rowid='{key}', {FTS5_OPTIONS})"
            )
            for event, actions in (("insert", add), ("delete", remove), ("update", remove + add)):
                schema_editor.execute(
                    f"CREATE TRIGGER {index}_{event} AFTER {event} ON {table} BEGIN {actions} END"
                )

    def _drop(self, apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
        index = self._names(apps).word_index
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f"DROP INDEX {index}")
        elif schema_editor.connection.vendor == "sqlite":
            for event in ("insert", "delete", "update"):
                schema_editor.execute(f"DROP TRIGGER {index}_{event}")
            schema_editor.execute(f"DROP TABLE {index}")

    def _names(self, apps: Any) -> Names:
        model, field = self.names
        return Names.of(apps.get_model("careers", model), field)


class CreateCoveringIndex(migrations.RunPython):
    """Let PostgreSQL read some columns of a model's row by its key without the row.

    For what is asked of very many rows that are long. Other databases go without.
    """

    def __init__(self, model: str, *fields: str) -> None:
        self.names = (model, *fields)
        super().__init__(self._create, self._drop)

    def deconstruct(self) -> tuple[str, Sequence[Any], dict[str, Any]]:
        return type(self).__name__, self.names, {}

    def _create(self, apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
        model, *fields = self.names
        meta = apps.get_model("careers", model)._meta
        columns = ", ".join(meta.get_field(field).column for field in fields)
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(
                f"CREATE INDEX {self._index(meta)} ON {meta.db_table} ({meta.pk.column}) "
                f"INCLUDE ({columns})"
            )

    def _drop(self, apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
        meta = apps.get_model("careers", self.names[0])._meta
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f"DROP INDEX {self._index(meta)}")

    def _index(self, meta: Any) -> str:
        return f"{meta.db_table}_covering"
