"""A page of another origin, under a strict policy, with the elements on it."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from tests.browser.embed.elements import PAGE, POLICY, SCRIPT, Show
from tests.browser.embed.other_origins import OtherSite, Proxy
from tests.browser.site import SmallSite


@pytest.fixture
def api(live_server: LiveServer, small_site: SmallSite) -> Iterator[Proxy]:
    """The careers site, which these tests can make fail."""
    proxy = Proxy(live_server.url)
    small_site.site.port = urlsplit(proxy.url).port
    small_site.site.save()
    with proxy.running():
        yield proxy


@pytest.fixture
def host(page: Page, api: Proxy) -> Iterator[OtherSite]:
    site = OtherSite()
    site.policy = POLICY.format(origin=api.url)
    with site.running():
        yield site


@pytest.fixture
def show(page: Page, host: OtherSite, api: Proxy) -> Show:
    """Open a page of the host with these elements."""

    def show(elements: str, attributes: str = 'lang="en"') -> None:
        host.html = PAGE.format(script=api.url + SCRIPT, elements=elements, attributes=attributes)
        page.goto(host.url)

    return show
