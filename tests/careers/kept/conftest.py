from __future__ import annotations

import pytest
from django.test import Client, override_settings
from pytest_django import Settings

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
