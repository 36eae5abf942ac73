"""Words in the database: a column of them, and the condition that finds them by their index.

PostgreSQL keeps them as `tsvector` with a GIN index, made of the words as they are, so that its own
parsers and dictionaries play no part. SQLite keeps text, and an FTS5 index that follows it by
triggers. Other databases can't be searched.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from django.apps import apps
from django.db import NotSupportedError, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import F, Func

ARRAY_TO_VECTOR = "array_to_tsvector(%s::text[])"


class SearchedWord(NamedTuple):
    """A folded word of a query; `is_whole` where it is not the beginning of longer ones too."""

    text: str
    is_whole: bool = False


class WordsField(models.Field):
    """A set of folded words. Written as a list; what is read back is the database's own form."""

    def db_type(self, connection: BaseDatabaseWrapper) -> str:
        return "tsvector" if connection.vendor == "postgresql" else "text"

    def get_prep_value(self, value: Iterable[str]) -> list[str]:
        return sorted(set(value))

    def get_db_prep_value(
        self, value: Iterable[str], connection: BaseDatabaseWrapper, prepared: bool = False
    ) -> Any:
        words = self.get_prep_value(value)
        return words if connection.vendor == "postgresql" else f" {' '.join(words)} "

    def get_placeholder(self, value: Any, compiler: Any, connection: BaseDatabaseWrapper) -> str:
        return ARRAY_TO_VECTOR if connection.vendor == "postgresql" else "%s"


class Names(NamedTuple):
    """What a model with a `WordsField` is called in the database."""

    table: str
    key: str
    column: str

    @property
    def word_index(self) -> str:
        return f"{self.table}_{self.column}"

    @classmethod
    def of(cls, model: Any, field: str) -> Names:
        meta = model._meta
        return cls(meta.db_table, meta.pk.column, meta.get_field(field).column)


class HasWords(Func):
    """Whether the row of `model` ("app.Model") with the primary key `key` has all of `words`.

    With `among_first`, only so many rows with these words are looked at, in any order.
    """

    output_field = models.BooleanField()

    def __init__(
        self,
        key: str,
        model: str,
        field: str,
        words: Sequence[SearchedWord],
        among_first: int | None = None,
    ) -> None:
        super().__init__(F(key))
        self.words = words
        self.names = Names.of(apps.get_model(model), field)
        self.limit = f" LIMIT {among_first}" if among_first else ""

    def as_sql(self, compiler: Any, connection: Any, **extra: Any) -> tuple[str, Any]:  # type: ignore[override]
        raise NotSupportedError("Positions can be searched on PostgreSQL and on SQLite.")

    def as_postgresql(self, compiler: Any, connection: Any, **extra: Any) -> tuple[str, Any]:
        query = " & ".join(f"'{word.text}'{'' if word.is_whole else ':*'}" for word in self.words)
        key, parameters = compiler.compile(self.source_expressions[0])
        found = (
            f"SELECT {self.names.key} FROM {self.names.table} "  # noqa: S608
            f"WHERE {self.names.column} @@ %s::tsquery{self.limit}"
        )
        # An array is made first, whatever PostgreSQL guesses of how many rows have the words.
        return f"{key} = ANY(ARRAY({found}))", (*parameters, query)

    def as_sqlite(self, compiler: Any, connection: Any, **extra: Any) -> tuple[str, Any]:
        query = " AND ".join(f'"{word.text}"{"" if word.is_whole else " *"}' for word in self.words)
        key, parameters = compiler.compile(self.source_expressions[0])
        index = self.names.word_index
        found = f"SELECT rowid FROM {index} WHERE {index} MATCH %s{self.limit}"  # noqa: S608
        return f"{key} IN ({found})", (*parameters, query)
