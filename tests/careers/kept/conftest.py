from __future__ import annotations

import pytest
from pytest_django import Settings

PAGE_CACHE = "careers.kept.page_cache.PageCacheMiddleware"


@pytest.fixture
def page_cache(settings: Settings) -> None:
    """The page cache in front of the site, where its settings put it."""
    settings.MIDDLEWARE = [PAGE_CACHE, *settings.MIDDLEWARE]
