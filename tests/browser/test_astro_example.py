"""The front end with Astro: all pages are built beforehand, and one again when it changes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest
from django.core.management import call_command
from playwright.sync_api import ConsoleMessage, Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer
from wagtail.contrib.redirects.models import Redirect

from careers.contrib.webhooks.models import Endpoint
from careers.positions import lifecycle
from tests.browser.astro_example import SECRET, AstroExample, wait_until
from tests.browser.axe import assert_accessible
from tests.browser.site import SmallSite
from tests.browser.test_headless_example import STATUS
from tests.browser.test_layout import OVERFLOW, ZOOMED

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def installed(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> AstroExample:
    """The example with all that it needs, which is kept for the next run."""
    cache = getattr(request.config, "cache", None)  # None with -p no:cacheprovider
    folder = cache.mkdir("astro_example") if cache else tmp_path_factory.mktemp("astro")
    example = AstroExample(Path(folder))
    example.install()
    return example


@pytest.fixture
def origin(
    installed: AstroExample, live_server: LiveServer, small_site: SmallSite
) -> Iterator[str]:
    """The address at which the pages of the small site are served."""
    small_site.site.port = urlsplit(live_server.url).port
    small_site.site.save()
    Redirect.add_redirect("/old-team/", redirect_to=small_site.team)
    installed.build(live_server.url)
    with installed.serving(live_server.url) as address:
        yield address


def test_types_of_the_client_hold(installed: AstroExample) -> None:
    installed.check()


def test_every_page_is_built_and_accessible(
    page: Page, origin: str, installed: AstroExample, small_site: SmallSite
) -> None:
    errors: list[str] = []

    def note(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and not STATUS.search(message.text):
            errors.append(message.text)

    page.on("console", note)
    statuses = {"/nowhere/": 404, "/positions/closed-position/": 410}
    for name, path in small_site.addresses().items():
        response = page.goto(f"{origin}{path}")
        assert response
        assert response.status == statuses.get(path, 200), name
        assert_accessible(page, name)
        page.set_viewport_size(ZOOMED)
        assert page.evaluate(OVERFLOW) == 0, name
    assert errors == []
    for position in small_site.open:
        assert position.title in installed.html(f"/positions/{position.slug}/")


def test_search_asks_the_api_from_the_browser(page: Page, origin: str) -> None:
    page.goto(f"{origin}/")
    page.get_by_label("Title, team, city").fill("enginer")
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_role("heading", name="16 positions for “engineer”")).to_be_visible()
    expect(page.get_by_role("link", name="Engineer 16")).to_be_visible()


def test_redirect_of_the_site_is_followed(page: Page, origin: str) -> None:
    page.goto(f"{origin}/old-team/")
    assert page.url == f"{origin}/teams/backend-development/"


def test_one_page_is_built_again_when_it_is_told_of(
    origin: str, installed: AstroExample, small_site: SmallSite
) -> None:
    standard, every_part = small_site.standard, small_site.every_part
    for changed in (standard, every_part):
        changed.title = f"Another {changed.slug}"
        changed.save_revision().publish()
    path = f"/{standard.slug}/"
    assert installed.tell(path, origin, secret="whsec_c29tZWJvZHkgZWxzZXMgc2VjcmV0") == 401
    assert installed.tell(path, origin) == 204
    wait_until(lambda: standard.title in installed.html(path))
    assert every_part.title not in installed.html(f"/{every_part.slug}/")
    assert [*installed.rebuilt()] == []
    standard.unpublish()
    assert installed.tell(path, origin) == 204
    wait_until(lambda: not installed.file(path).exists())


def test_webhooks_of_the_site_have_every_page_built_that_shows_a_position(
    origin: str, installed: AstroExample, small_site: SmallSite, settings: Settings
) -> None:
    settings.CAREERS_HTTP_ALLOW_PRIVATE_ADDRESSES = True
    Endpoint.objects.create(
        name="Astro", site=small_site.site, url=f"{origin}/webhooks", secret=SECRET
    )
    call_command("send_webhooks", verbosity=0)  # what was there before is known from now on
    position = small_site.open[0]
    path = f"/positions/{position.slug}/"
    team, standard = "/teams/backend-development/", f"/{small_site.standard.slug}/"
    modified = installed.modified(standard)
    assert position.title in installed.html(team)
    lifecycle.Close(position).execute()
    call_command("send_webhooks", verbosity=0)
    wait_until(lambda: position.title not in installed.html(team))
    wait_until(lambda: "Closed on" in installed.html(path))
    assert installed.modified(standard) == modified
    with pytest.raises(HTTPError, match="410"):
        urlopen(f"{origin}{path}")  # noqa: S310


def test_page_says_what_it_is_made_of(
    origin: str, installed: AstroExample, small_site: SmallSite
) -> None:
    (keys,) = re.findall(
        r'name="surrogate-keys" content="([^"]*)"', installed.html("/teams/backend-development/")
    )
    assert {f"page-{small_site.team.pk}", "positions"} <= {*keys.split()}
