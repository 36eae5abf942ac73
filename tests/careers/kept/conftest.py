from __future__ import annotations

import pytest
from django.test import Client, override_settings
from pytest_django import Settings

from careers.kept import answer_slot, answer_store, withdrawals
from careers.kept import page_cache as cache
from careers.kept.pause import Pause
from tests.careers.kept.database import Database

PAGE_CACHE = "careers.kept.page_cache.PageCacheMiddleware"


@pytest.fixture
def page_cache(settings: Settings) -> None:
    """The page cache in front of the site, where its settings put it."""
    settings.MIDDLEWARE = [PAGE_CACHE, *settings.MIDDLEWARE]


@pytest.fixture
def client_of_page_cache(settings: Settings) -> Client:
    """A visitor of the site with the page cache, while others visit it without."""
    client = Client()
    with override_settings(MIDDLEWARE=[PAGE_CACHE, *settings.MIDDLEWARE]):
        client.handler.load_middleware()
    return client


@pytest.fixture
def database(monkeypatch: pytest.MonkeyPatch) -> Database:
    database, known = Database(), withdrawals.Withdrawals()
    monkeypatch.setattr(cache, "current_version", database.current_version)
    monkeypatch.setattr(withdrawals, "last_withdrawal", lambda: database.withdrawn_at)
    for module in (cache, answer_slot):
        monkeypatch.setattr(module, "withdrawals", known)
    for module in (cache, answer_store):
        monkeypatch.setattr(module, "_pause", Pause("It is away"))
    return database
