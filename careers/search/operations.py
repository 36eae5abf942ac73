"""Migration operations that create the indexes of the search, which Django can't express.

PostgreSQL gets a GIN index. SQLite gets an FTS5 table, which follows the words by triggers. MySQL
and MariaDB get none: a full-text index of theirs leaves out short and frequent words, which ones
depends on the server.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

#: Make FTS5 split at spaces only, as `normalize()` does.
FTS5_OPTIONS = "detail='none', tokenize=\"unicode61 remove_diacritics 0 categories 'L* M* N* Co'\""


class WordIndex(NamedTuple):
    """What a `WordsField` and the index of its words are called in the database."""

    table: str
    key: str
    column: str

    @property
    def name(self) -> str:
        return f"{self.table}_{self.column}"

    @classmethod
    def of(cls, model: Any, field: str) -> WordIndex:
        meta = model._meta
        return cls(meta.db_table, meta.pk.column, meta.get_field(field).column)


class CreateWordIndex(migrations.RunPython):
    """Index a `WordsField` of a model. On SQLite, repeat it after every change of that table.

    Django replaces a changed table there by a new one, without the triggers that fill the index.
    """

    def __init__(self, model: str, field: str) -> None:
        self.names = (model, field)
        super().__init__(self._create, self._drop)

    def deconstruct(self) -> tuple[str, Sequence[Any], dict[str, Any]]:
        return type(self).__name__, self.names, {}

    def _create(self, apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
        word_index = self._word_index(apps)
        table, key, column = word_index
        index = word_index.name
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
        index = self._word_index(apps).name
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f"DROP INDEX {index}")
        elif schema_editor.connection.vendor == "sqlite":
            for event in ("insert", "delete", "update"):
                schema_editor.execute(f"DROP TRIGGER {index}_{event}")
            schema_editor.execute(f"DROP TABLE {index}")

    def _word_index(self, apps: Any) -> WordIndex:
        model, field = self.names
        return WordIndex.of(apps.get_model("careers", model), field)
