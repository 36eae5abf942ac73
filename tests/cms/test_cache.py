"""A cache that is away slows the site a little, and says so in the log."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Protocol

import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django import Settings

from cms import cache as cms_cache
from tests.cms.servers import closing_server, free_port, redis_server, silent_server
from tests.factories import Tree


class UseRedis(Protocol):
    def __call__(self, port: int) -> None: ...


@pytest.fixture
def use_redis(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> UseRedis:
    monkeypatch.setattr(cms_cache, "TIMEOUT", 0.2)
    monkeypatch.setattr(cms_cache, "_outages", {})

    def use(port: int) -> None:
        address = f"redis://127.0.0.1:{port}/0"
        settings.CACHES = {
            "default": {"BACKEND": "cms.cache.RedisCache", "LOCATION": address},
        }

    return use


@contextmanager
def refusing_port() -> Iterator[int]:
    yield free_port()


every_failure = pytest.mark.parametrize(
    "failing_server", [refusing_port, silent_server, closing_server]
)


@every_failure
def test_pages_are_answered_without_redis(
    failing_server: Any, use_redis: UseRedis, tree: Tree, caplog: pytest.LogCaptureFixture
) -> None:
    position = tree.add_position()
    with failing_server() as port:
        use_redis(port)
        browser = Client(headers={"host": "localhost"})
        started = time.monotonic()
        for address in ("/", "/teams/", "/positions/", position.url, "/admin/login/"):
            assert browser.get(address).status_code == 200, address
        assert browser.get("/nothing/").status_code == 404
        assert time.monotonic() - started < 5
    assert caplog.text.count("Redis does not work, the site goes on without a cache") == 1


@every_failure
def test_cache_without_redis_is_an_empty_one(failing_server: Any, use_redis: UseRedis) -> None:
    """Each of Django's operations, each as the first one and while it is known to be away."""
    operations: list[tuple[Any, Any]] = [
        (lambda: cache.get("a", "default"), "default"),
        (lambda: cache.set("a", 1), None),
        (lambda: cache.add("a", 1), True),
        (lambda: cache.get_or_set("a", lambda: 1), 1),
        (lambda: cache.get_many(["a", "b"]), {}),
        (lambda: cache.set_many({"a": 1}), []),
        (lambda: cache.touch("a"), False),
        (lambda: cache.incr("a", 2), 2),
        (lambda: cache.has_key("a"), False),
        (lambda: cache.delete("a"), False),
        (lambda: cache.delete_many(["a", "b"]), None),
        (lambda: cache.clear(), False),
    ]
    with failing_server() as port:
        for operation, answer in operations:
            use_redis(port)
            cms_cache._outages.clear()
            assert operation() == answer
            assert operation() == answer


def test_silent_redis_is_waited_for_once_in_a_while(use_redis: UseRedis) -> None:
    with silent_server() as port:
        use_redis(port)
        started = time.monotonic()
        for number in range(50):
            cache.set(f"key-{number}", number)
        assert time.monotonic() - started < 2


@pytest.mark.parametrize("meanwhile", ["the pages are asked for", "nothing is asked for"])
def test_redis_that_comes_back_is_used_again(
    meanwhile: str,
    use_redis: UseRedis,
    tree: Tree,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr(cms_cache, "PAUSE", 0.1)
    browser = Client(headers={"host": "localhost"})
    port = free_port()
    use_redis(port)
    with redis_server(port):
        cache.set("kept", "in Redis")
        assert cache.get("kept") == "in Redis"
    if meanwhile == "the pages are asked for":
        assert browser.get("/").status_code == 200
        assert cache.get("kept") is None
        assert "Redis does not work" in caplog.text
    with redis_server(port):
        time.sleep(0.15)
        cache.set("kept", "again")
        assert cache.get("kept") == "again"
        assert browser.get("/").status_code == 200


def test_value_changed_while_redis_was_away_is_not_found_in_its_old_state(
    use_redis: UseRedis, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cms_cache, "PAUSE", 0.0)
    port = free_port()
    use_redis(port)
    with redis_server(port):
        for key in ("deleted", "set", "unchanged"):
            cache.set(key, "old")
        with unreachable(monkeypatch):
            cache.delete("deleted")
            cache.set("set", "new")
            assert cache.get("unchanged") is None
        assert [cache.get(key) for key in ("deleted", "set", "unchanged")] == [None, None, "old"]


def test_too_many_changes_while_redis_was_away_empty_the_cache(
    use_redis: UseRedis, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cms_cache, "PAUSE", 0.0)
    cleared: list[object] = []
    monkeypatch.setattr(
        cms_cache.django_redis.RedisCacheClient, "clear", lambda client: cleared.append(client)
    )
    port = free_port()
    use_redis(port)
    with redis_server(port):
        with unreachable(monkeypatch):
            monkeypatch.setattr(cms_cache, "MAX_OUTDATED", 2)
            cache.set_many({"a": 1, "b": 2, "c": 3})
        cache.get("a")
    assert len(cleared) == 1


@contextmanager
def unreachable(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Redis goes on, but nothing comes through to it."""

    def refuse(self: object, *arguments: object, **options: object) -> None:
        raise ConnectionRefusedError("nobody listens")

    with monkeypatch.context() as patch:
        patch.setattr(cms_cache.django_redis.RedisCacheClient, "get_client", refuse)
        yield
