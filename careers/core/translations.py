"""The copies of pages and snippets in other languages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.conf import settings
from django.db.models import Model
from wagtail.models import Page

_read_for: ContextVar[int | None] = ContextVar("careers_read_for_locale", default=None)


def is_multilingual() -> bool:
    """Tell whether the project has content in several languages."""
    return bool(getattr(settings, "WAGTAIL_I18N_ENABLED", False))


def copies_in(
    model: Any, keys: Iterable[Any], locale: int | None, live: bool = False
) -> Mapping[Any, Any]:
    """Return the keys of those objects that stand for the ones with `keys` in a language.

    Left out is what is of this language already, and what has no copy there (`live`: none that is
    published).
    """
    foreign = model._default_manager.filter(pk__in=set(keys) - {None}).exclude(locale=locale)
    by_translation = dict(foreign.order_by().values_list("translation_key", "pk"))
    if not by_translation:
        return {}
    copies = model._default_manager.filter(translation_key__in=by_translation, locale=locale)
    if live:
        copies = copies.filter(live=True)
    found = copies.order_by().values_list("translation_key", "pk")
    return {by_translation[translation]: key for translation, key in found}


# What blocks refer to


@contextmanager
def read_for(page: Any) -> Iterator[None]:
    """While a body is read, have its blocks refer to the copies in the language of its page."""
    token = _read_for.set(getattr(page, "locale_id", None) if is_multilingual() else None)
    try:
        yield
    finally:
        _read_for.reset(token)


def in_language_of_reader(objects: Sequence[Any], related: Sequence[str] = ()) -> list[Any]:
    """Return `objects` with copies in the language of the page that is read, where there are any.

    Of a page the copy has to be published. Asks for nothing where all are of this language.
    """
    locale = _read_for.get()
    foreign = {
        item.translation_key: type(item)
        for item in objects
        if locale is not None and item is not None and item.locale_id != locale
    }
    copies: dict[Any, Model] = {}
    for model in set(foreign.values()):
        keys = [key for key, kind in foreign.items() if kind is model]
        found = model._default_manager.filter(translation_key__in=keys, locale=locale)
        if issubclass(model, Page):
            found = found.filter(live=True)
        copies |= {item.translation_key: item for item in found.select_related(*related)}
    return [
        copies.get(item.translation_key, item) if item is not None and foreign else item
        for item in objects
    ]
