"""A cache in Redis that never stands in the way of a page."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable, Mapping
from threading import Lock
from typing import Any, TypeVar

from django.core.cache.backends import redis as django_redis
from redis import ConnectionPool, RedisError
from redis.backoff import NoBackoff
from redis.retry import Retry

logger = logging.getLogger(__name__)

Answer = TypeVar("Answer")

#: Seconds that Redis has for a connection and for an answer.
TIMEOUT = 0.5
#: Seconds for which a Redis that failed is not asked again.
PAUSE = 5.0
#: Seconds after which the log says again that Redis is away.
REMINDER = 60.0
#: Keys that are remembered while Redis is away; with more, all of the cache is emptied after it.
MAX_OUTDATED = 10_000


def check_servers(servers: str) -> str:
    """Return `servers`, addresses of Redis with commas between them; else a ValueError."""
    for server in servers.split(","):
        try:
            ConnectionPool.from_url(server).make_connection()  # which doesn't connect yet
        except TypeError as error:  # an option that there isn't
            raise ValueError(servers) from error
    return servers


class Outage:
    """What this process knows of a Redis that is away."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.ends_at = 0.0
        self.said_at: float | None = None
        self.outdated: set[str] = set()
        self.all_is_outdated = False

    @property
    def lasts(self) -> bool:
        return time.monotonic() < self.ends_at

    def note(self, error: Exception) -> None:
        """Ask Redis no more for a while, and say so now and then."""
        with self.lock:
            now = time.monotonic()
            self.ends_at = now + PAUSE
            if self.said_at is not None and now < self.said_at + REMINDER:
                return
            self.said_at = now
        logger.error("Redis does not work, the site goes on without a cache: %s", error)

    def end(self) -> None:
        with self.lock:
            if self.said_at is None:
                return
            self.said_at = None
        logger.warning("Redis works again.")

    def outdate(self, keys: Iterable[str]) -> None:
        """Remember `keys`, whose values in Redis are older than what was last to be stored."""
        with self.lock:
            self.outdated.update(keys)
            if len(self.outdated) > MAX_OUTDATED:
                self.outdated.clear()
                self.all_is_outdated = True

    def take_outdated(self) -> tuple[set[str], bool]:
        with self.lock:
            taken = (self.outdated, self.all_is_outdated)
            self.outdated, self.all_is_outdated = set(), False
            return taken


#: Django makes a cache for each thread; what one of them finds out holds for all.
_outages: dict[tuple[str, ...], Outage] = {}


class Client(django_redis.RedisCacheClient):
    """Asks Redis, and answers like an empty cache while Redis is away."""

    def __init__(self, servers: list[str], **options: Any) -> None:
        defaults: dict[str, Any] = {
            "socket_connect_timeout": TIMEOUT,
            "socket_timeout": TIMEOUT,
            "retry": Retry(NoBackoff(), 0),
            "protocol": 2,  # which old servers speak too, and which needs no greeting
        }
        super().__init__(servers, **(defaults | options))
        self._outage = _outages.setdefault(tuple(servers), Outage())

    def _ask(
        self, question: Callable[[], Answer], otherwise: Answer, changes: Iterable[Any] = ()
    ) -> Answer:
        """The answer, or `otherwise`; `changes` are the keys that have other values after it."""
        outage = self._outage
        if outage.lasts:
            outage.outdate(changes)
            return otherwise
        try:
            self._forget_outdated()
            answer = question()
        except (RedisError, OSError) as error:
            outage.outdate(changes)
            outage.note(error)
            return otherwise
        outage.end()
        return answer

    def _forget_outdated(self) -> None:
        keys, everything = self._outage.take_outdated()
        try:
            if everything:
                super().clear()
            elif keys:
                super().delete_many(list(keys))
        except (RedisError, OSError):
            self._outage.outdate(keys)
            self._outage.all_is_outdated |= everything
            raise

    def add(self, key: Any, value: Any, timeout: Any) -> bool:
        return self._ask(lambda: super(Client, self).add(key, value, timeout), True)

    def get(self, key: Any, default: Any) -> Any:
        return self._ask(lambda: super(Client, self).get(key, default), default)

    def set(self, key: Any, value: Any, timeout: Any) -> None:
        self._ask(lambda: super(Client, self).set(key, value, timeout), None, [key])

    def touch(self, key: Any, timeout: Any) -> bool:
        return self._ask(lambda: super(Client, self).touch(key, timeout), False)

    def delete(self, key: Any) -> bool:
        return self._ask(lambda: super(Client, self).delete(key), False, [key])

    def get_many(self, keys: Iterable[Any]) -> dict[Any, Any]:
        return self._ask(lambda: super(Client, self).get_many(keys), {})

    def has_key(self, key: Any) -> bool:
        return self._ask(lambda: super(Client, self).has_key(key), False)

    def incr(self, key: Any, delta: int) -> int:
        return self._ask(lambda: super(Client, self).incr(key, delta), delta, [key])

    def set_many(self, data: Mapping[Any, Any], timeout: Any) -> None:
        self._ask(lambda: super(Client, self).set_many(data, timeout), None, data)

    def delete_many(self, keys: Iterable[Any]) -> None:
        self._ask(lambda: super(Client, self).delete_many(keys), None, keys)

    def clear(self) -> bool:
        if not (cleared := self._ask(super().clear, False)):
            self._outage.all_is_outdated = True
        return cleared


class RedisCache(django_redis.RedisCache):
    """Django's cache in Redis, with this client."""

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self._class = Client
