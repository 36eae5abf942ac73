"""The parameters of a search: from a query string to filters, and back."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import NamedTuple, Self
from unicodedata import category
from urllib.parse import urlencode

from django.core.validators import slug_unicode_re
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django_countries import countries

from careers.core.numbered_pages import requested_page
from careers.facts.registry import filter_facts
from careers.positions.choices import Workplace
from careers.search.normalize import SearchedWord, words

MAX_WORDS = 8
MAX_QUERY_LENGTH = 200
MAX_SLUG_LENGTH = 255
MAX_CHOICES = 50
#: The plugin's own filters, in the order in which pages show them; each may be repeated.
FILTERS = ("team", "workplace", "location", "country", "type")
QUOTED = re.compile(r'(?<!\S)"([^"]*)"(?!\S)')


def filter_names() -> tuple[str, ...]:
    """Return the names of all filters, those of facts last; each is that of a parameter."""
    return (*FILTERS, *filter_facts())


def search_parameters() -> tuple[str, ...]:
    """Return all parameters that the page of the search reads."""
    return ("q", *filter_names(), "page", "all")


class FilterError(NamedTuple):
    """What is wrong with a parameter of a query string, in words for its author."""

    parameter: str
    message: str | Promise


@dataclass(frozen=True)
class PositionFilters:
    """What a visitor searches for: words, values of filters, and a page of results.

    Positions match that have one of the values in each filter. Values are slugs; countries are ISO
    3166-1 alpha-2 codes. A value that doesn't exist is kept: it finds nothing. `facts` has the
    names and the values of the active filters by facts, in their order. `unfolded` are the filters
    of which the page shows all choices.
    """

    query: str = ""
    team: tuple[str, ...] = ()
    workplace: tuple[str, ...] = ()
    location: tuple[str, ...] = ()
    country: tuple[str, ...] = ()
    type: tuple[str, ...] = ()
    page: int = 1
    unfolded: tuple[str, ...] = ()
    facts: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @classmethod
    def parse(cls, parameters: QueryDict) -> tuple[Self, list[FilterError]]:
        """Return the filters in `parameters`, and an error for each value that is invalid.

        A value that is too long is cut, one that can't exist is kept and finds nothing, and an
        invalid page becomes 1. Other parameters are ignored.
        """
        parser = _ParameterParser(parameters)
        chosen = {name: parser.values(name) for name in FILTERS}
        facts = ((name, parser.values(name)) for name in filter_facts())
        unfolded = tuple(name for name in filter_names() if name in parameters.getlist("all"))
        filters = cls(
            query=parser.query(),
            page=parser.page(),
            unfolded=unfolded,
            facts=tuple((name, values) for name, values in facts if values),
            **chosen,
        )
        return filters, parser.errors

    def values(self, name: str) -> tuple[str, ...]:
        """The values of the filter `name`."""
        return getattr(self, name) if name in FILTERS else dict(self.facts).get(name, ())

    @property
    def active(self) -> tuple[str, ...]:
        """The names of the filters that have a value."""
        own = tuple(name for name in FILTERS if self.values(name))
        return (*own, *(name for name, _values in self.facts))

    @property
    def is_active(self) -> bool:
        return bool(self.query or self.active)

    @property
    def words(self) -> list[SearchedWord]:
        """The words of the query, each once; those in quotation marks match whole words only."""
        searched = [
            SearchedWord(word, is_whole=bool(number % 2))
            for number, part in enumerate(QUOTED.split(self.query))
            for word in words(part)
        ]
        return list(dict.fromkeys(searched))[:MAX_WORDS]

    @property
    def single(self) -> str:
        """The name of the only active filter, if it has one value and there is no query, or ""."""
        if self.query or len(self.active) != 1:
            return ""
        name = self.active[0]
        return name if len(self.values(name)) == 1 else ""

    def with_query(self, query: str) -> Self:
        return replace(self, query=query[:MAX_QUERY_LENGTH].strip(), page=1)

    def without(self, name: str, value: str | None = None) -> Self:
        """These filters, on their first page, without one value of `name`, or without `name`."""
        if name == "query":
            return self.with_query("")
        left = tuple(item for item in self.values(name) if value is not None and item != value)
        if name in FILTERS:
            return replace(self, page=1, **{name: left})  # type: ignore[arg-type]
        facts = ((other, left if other == name else values) for other, values in self.facts)
        return replace(self, page=1, facts=tuple(fact for fact in facts if fact[1]))

    def on_page(self, number: int) -> Self:
        return replace(self, page=number)

    def with_unfolded(self, name: str) -> Self:
        unfolded = {*self.unfolded, name}
        return replace(self, unfolded=tuple(item for item in filter_names() if item in unfolded))

    def querystring(self) -> str:
        """Return `?q=…&team=…` in a fixed order, or "" for filters that are empty."""
        parameters = {
            "q": [self.query] if self.query else [],
            **{name: self.values(name) for name in self.active},
            "page": [self.page] if self.page > 1 else [],
            "all": self.unfolded,
        }
        query = urlencode(parameters, doseq=True)
        return f"?{query}" if query else ""


class _ParameterParser:
    def __init__(self, parameters: QueryDict) -> None:
        self.parameters = parameters
        self.errors: list[FilterError] = []

    def query(self) -> str:
        given = self.parameters.getlist("q")
        if len(given) > 1:
            self._error("q", _("Give one query, of one word or several."))
        text = self._plain("q", given[-1] if given else "", MAX_QUERY_LENGTH)
        number = len(words(text))
        if number > MAX_WORDS:
            self._error("q", _("Only the first %(max)d words count.") % {"max": MAX_WORDS})
        if text and not number:
            self._error("q", _("Give at least one letter or digit."))
        return text if number else ""

    def page(self) -> int:
        given = self.parameters.getlist("page")
        value = given[-1] if given else ""
        if not value and len(given) < 2:
            return 1
        if len(given) > 1 or not (value.isascii() and value.isdigit() and value.strip("0")):
            self._error("page", _("Give one whole number from 1 on."))
        return requested_page(value)

    def values(self, name: str) -> tuple[str, ...]:
        given = self.parameters.getlist(name)
        if len(given) > MAX_CHOICES:
            self._error(name, _("Give %(max)d values at the most.") % {"max": MAX_CHOICES})
        values = (self._value(name, value) for value in given[:MAX_CHOICES])
        return tuple(dict.fromkeys(filter(None, values)))

    def _value(self, name: str, given: str) -> str:
        value = self._plain(name, given, MAX_SLUG_LENGTH)
        if name == "country":
            value = value.upper()
        if value and not _can_exist(name, value):
            self._error(name, _("“%(value)s” is no value of this filter.") % {"value": value})
        return value

    def _plain(self, name: str, value: str, max_length: int) -> str:
        """Cut `value` to its limit, with spaces for what no database or page can hold."""
        if len(value) > max_length:
            self._error(name, _("Give %(max)d characters at the most.") % {"max": max_length})
        plain = "".join(
            " " if category(character) in {"Cc", "Cs"} else character
            for character in value[:max_length]
        )
        if plain != value[:max_length]:
            self._error(name, _("Give letters without control characters."))
        return plain.strip()

    def _error(self, name: str, message: str | Promise) -> None:
        self.errors.append(FilterError(name, message))


def _can_exist(name: str, value: str) -> bool:
    """Tell whether `value` is of the filter's kind; whether a slug exists is not checked here."""
    if name == "workplace":
        return value in Workplace.values
    if name == "country":
        return value in countries
    if name in filter_facts():
        return filter_facts()[name].can_exist(value)
    return bool(slug_unicode_re.match(value))
