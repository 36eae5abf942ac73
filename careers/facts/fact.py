"""A fact: what a position or a team is compared by, made of the columns of one row."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from copy import copy
from functools import cached_property
from typing import Any, Self

from django.db.models import Field, Model, QuerySet
from django.utils.functional import Promise
from django.utils.text import capfirst

#: What the columns of a fact hold in one row; nothing but `None` where there is no row.
Values = Sequence[Any]
#: A value of a filter, as it stands in addresses, and its label.
LabelledValue = tuple[str, str]
#: The name of a field, and what is wrong with it.
Problem = tuple[str, str | Promise]


class Fact:
    """A fact that is made of `fields` of a model, and what becomes of it.

    It is shown as a row where `is_shown`, its words are searched for where `is_searched`, and with
    `is_filter` there is a filter by the parameter `name`. A subclass says how in the methods below,
    which get the values of its columns; those of filters are for facts that are filters.
    """

    #: The type of what `represent` returns, any that pydantic knows.
    schema: Any = str
    #: What a value of the filter looks like: a regular expression for the OpenAPI document, without
    #: an anchor.
    pattern = r"[\p{L}\p{N}_\-]+"
    example = ""
    filters_by_default = False

    #: The model that has the fields, and whose facts these are: "position" or "team".
    model: type[Model]
    facts_of: str
    #: The name by which a page has its row of the model, or "" where it is the page's own model.
    relation = ""

    def __init__(
        self,
        *fields: str,
        name: str = "",
        label: str | Promise = "",
        is_shown: bool = True,
        is_searched: bool = True,
        is_filter: bool | None = None,
    ) -> None:
        self.fields = fields
        self.name = name or fields[0]
        self.is_shown = is_shown
        self.is_searched = is_searched
        self.is_filter = self.filters_by_default if is_filter is None else is_filter
        self._label = label

    # Its place

    def bind(self, model: type[Model], facts_of: str, relation: str) -> Self:
        """Return the fact as that of a model."""
        bound = copy(self)
        bound.model, bound.facts_of, bound.relation = model, facts_of, relation
        return bound

    @property
    def label(self) -> str:
        """The name that visitors read."""
        return str(self._label or capfirst(str(self.field(self.fields[0]).verbose_name)))

    def field(self, name: str) -> Field:
        field: Any = self.model._meta.get_field(name)
        return field

    @property
    def columns(self) -> Sequence[str]:
        """What is read of a row, as lookups from it."""
        return self.fields

    @cached_property
    def lookups(self) -> list[str]:
        """The same as lookups from a position."""
        to_page = ["team"] if self.facts_of == "team" else []
        to_row = [*to_page, *filter(None, [self.relation])]
        return ["__".join([*to_row, column]) for column in self.columns]

    def values_of(self, page: Any) -> Values:
        """Return what the columns hold for a page, as it stands in memory."""
        rows = getattr(page, self.relation).all() if self.relation else [page]
        row = next(iter(rows), None)
        return [_followed(row, column) for column in self.columns]

    def rows_of(self, positions: QuerySet) -> QuerySet:
        """Return the rows that belong to some of `positions`."""
        if not self.relation:
            return positions.order_by()
        to_position = "position__in" if self.facts_of == "position" else "team__positions__in"
        return self.model._default_manager.filter(**{to_position: positions.order_by()})

    def problems(self, values: Values) -> Iterator[Problem]:
        """Yield what keeps a page with these values of `fields` from being published."""
        yield from ()

    # What it says

    def text(self, values: Values) -> str:
        """Return it in words, in the active language, or "" where there is nothing to say."""
        raise NotImplementedError

    def represent(self, values: Values) -> Any:
        """Return its form in JSON, of the type `schema`."""
        return self.text(values)

    # Its filter

    def tokens(self, values: Values) -> Iterable[str]:
        """Return the values of the filter that a page with these values has."""
        raise NotImplementedError

    def can_exist(self, asked: str) -> bool:
        """Tell whether `asked` is of the filter's kind."""
        raise NotImplementedError

    def found_by(self, asked: str, tokens: Collection[str]) -> Iterable[str]:
        """Return those of the `tokens` that the value `asked` of the filter finds."""
        return [asked] if asked in tokens else []

    def choices(self, rows: QuerySet, locale: int | None) -> list[LabelledValue]:
        """Return what can be chosen where the `rows` are all that there are, in a fixed order.

        What is in the language with the key `locale` comes first.
        """
        raise NotImplementedError

    def describe(self, asked: str) -> str:
        """Return the label of a value that is none of the choices."""
        return asked


class TextFact(Fact):
    """A text or a number that is shown as it is."""

    def text(self, values: Values) -> str:
        return "" if values[0] is None else str(values[0])


def _followed(row: Any, lookup: str) -> Any:
    for name in lookup.split("__"):
        row = None if row is None else getattr(row, name)
    return row
