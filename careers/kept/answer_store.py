"""The cache in which answers are kept. It may be empty, slow or away at any time."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from hashlib import blake2b
from typing import Any, NamedTuple, TypeVar

from django.core.cache import DEFAULT_CACHE_ALIAS, caches
from django.core.cache.backends.base import BaseCache, InvalidCacheBackendError

from careers.kept.answer_rules import Rules
from careers.kept.kept_answer import KeptAnswer
from careers.kept.pause import Pause
from careers.kept.version import QUARTER_OF_AN_HOUR, Version

Result = TypeVar("Result")

#: The cache of this name in `CACHES`, where there is one, or else the default one.
ALIAS = "pages"
#: Seconds for which a page can stand in for one that can't be made.
DAY = 86_400
#: Seconds for which a variant of it is kept: so long as it is current at the most. There may be any
#: number of them, of searches for one.
VARIANT_SECONDS = QUARTER_OF_AN_HOUR
#: Seconds after which one that fills a slot is taken for dead.
FILLING_SECONDS = 10

_pause = Pause("The cache does not work, pages are made without it")


class CacheEntry(NamedTuple):
    """What the cache has for an address or for a variant of it; of some addresses the rules alone.

    Without rules, everybody who asks is answered for himself in `version`.
    """

    version: Version
    rules: Rules | None
    answer: KeptAnswer | None


def key_of(address: str, variant: str = "") -> str:
    digest = blake2b(f"{address}\n{variant}".encode(errors="surrogatepass"), digest_size=16)
    return f"careers.page.{digest.hexdigest()}"


def find(key: str) -> CacheEntry | None:
    return _ask(lambda cache: cache.get(key), None)


def keep(key: str, entry: CacheEntry, seconds: int) -> None:
    _ask(lambda cache: cache.set(key, entry, seconds), None)


def forget(*keys: str) -> None:
    _ask(lambda cache: cache.delete_many(keys), None)


def begin_filling(key: str) -> str | None:
    """Return a token, unless somebody else makes the answer; where no cache works, nobody does."""
    token = secrets.token_hex(8)
    is_first = _ask(lambda cache: cache.add(f"{key}.filled", token, FILLING_SECONDS), True)
    return token if is_first else None


def filler_of(key: str) -> str | None:
    """Return a token of the one that makes the answer at present."""
    return _ask(lambda cache: cache.get(f"{key}.filled"), None)


def end_filling(key: str, token: str) -> None:
    """Let others make the answer, unless one that was not waited for any longer has let them."""
    if filler_of(key) == token:
        forget(f"{key}.filled")


def _ask(question: Callable[[BaseCache], Result], otherwise: Result) -> Result:
    if _pause.lasts:
        return otherwise
    asked_at = time.monotonic()
    try:
        return question(_cache())
    except Exception as error:  # whatever the cache of a host raises, the page can be made
        _pause.begin(asked_at, error)
        return otherwise


def _cache() -> Any:
    try:
        return caches[ALIAS]
    except InvalidCacheBackendError:
        return caches[DEFAULT_CACHE_ALIAS]
