"""The elements on a page of another origin, under a strict policy."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser.other_origins import OtherSite, Proxy
from tests.browser.site import SmallSite

PAGE = """<!doctype html>
<html lang="en">
<head>
<title>A page of somebody else</title>
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<script type="module" src="{api}/api/careers/v1/embed.js"></script>
</head>
<body><main><h1>Work with us</h1>{elements}</main></body>
</html>"""
POLICY = "default-src 'none'; script-src {api}; connect-src {api}; require-trusted-types-for 'script'"


@pytest.fixture
def api(live_server: LiveServer, small_site: SmallSite) -> Iterator[Proxy]:
    proxy = Proxy(live_server.url)
    small_site.site.port = urlsplit(proxy.url).port
    small_site.site.save()
    with proxy.running():
        yield proxy


@pytest.fixture
def host(page: Page, api: Proxy) -> Iterator[OtherSite]:
    site = OtherSite()
    site.policy = POLICY.format(api=api.url)
    with site.running():
        yield site


def show(page: Page, host: OtherSite, api: Proxy, elements: str) -> None:
    host.html = PAGE.format(api=api.url, elements=elements)
    page.goto(host.url)


def test_try(page: Page, host: OtherSite, api: Proxy) -> None:
    page.on("console", lambda m: print("CONSOLE", m.text))
    show(page, host, api, '<careers-positions limit="5"><a href="x">Positions</a></careers-positions><h2>Search</h2><careers-search></careers-search>')
    page.wait_for_timeout(1500)
    print(api.asked)
    print(page.content()[:600])
    page.screenshot(path="/tmp/embed-light.png", full_page=True)
    page.emulate_media(color_scheme="dark")
    page.set_viewport_size({"width": 320, "height": 800})
    page.screenshot(path="/tmp/embed-dark-320.png", full_page=True)
    expect(page.get_by_role("status").first).to_have_text("x")
