from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, BrowserContext, Page

from tests.hosts.host import Host
from tests.hosts.look.house import serve

TIMEOUT = 30_000  # milliseconds: a busy machine is slow, not wrong
HEIGHT = 900


@contextmanager
def visitor(browser: Browser, host: Host, look: str) -> Iterator[BrowserContext]:
    """Serve a host in a look to a visitor who has been there once: the typeface is optional."""
    with serve(host, look) as address:
        context = browser.new_context(base_url=address, locale="en-GB", reduced_motion="reduce")
        context.set_default_timeout(TIMEOUT)
        page = context.new_page()
        page.goto("/", wait_until="networkidle")
        page.close()
        yield context
        context.close()


@contextmanager
def visit(visitor: BrowserContext, path: str, width: int) -> Iterator[Page]:
    page = visitor.new_page()
    page.set_viewport_size({"width": width, "height": HEIGHT})
    page.goto(path)
    yield page
    page.close()
