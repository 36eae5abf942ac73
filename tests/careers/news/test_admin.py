"""News feeds in the admin: what editors enter, see and press."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings
from wagtail.test.utils import WagtailTestUtils

from careers.models import NewsFeed
from tests.careers.http.server import FakeServer
from tests.careers.news.feed_documents import item, picture, rss
from tests.factories import NewsFeedFactory, NewsItemFactory
from tests.html import assert_valid_html
from tests.soup import get_soup, select, text_of, texts_of

pytestmark = pytest.mark.django_db
NAME = "wagtailsnippets_careers_newsfeed"
ITEMS = "[aria-labelledby=news-feed-items]"
STATE = "[aria-labelledby=news-feed-state]"


def url(action: str, feed: NewsFeed | None = None) -> str:
    return reverse(f"{NAME}:{action}", args=[feed.pk] if feed else [])


def messages(response: Any) -> str:
    return " ".join(str(message) for message in response.context["messages"])


def test_editor_adds_a_feed_and_fetches_it_there_and_then(
    admin_client: Client, server: FakeServer
) -> None:
    address = server.answer("/", rss(item("A title")))
    values = {"name": "Blog", "url": address, "kind": "article"}
    response = admin_client.post(url("add"), values, follow=True)
    feed = NewsFeed.objects.get()
    assert response.redirect_chain == [(url("edit", feed), 302)]
    assert "Press “Fetch now”" in messages(response)
    soup = get_soup(admin_client, url("edit", feed))
    assert "Not fetched yet" in text_of(select(soup, STATE))
    form = select(soup, f"{STATE} form")
    response = admin_client.post(str(form["action"]), follow=True)
    assert "Blog: 1 new item." in messages(response)
    soup = get_soup(admin_client, url("edit", feed))
    assert "Up to date" in text_of(select(soup, STATE))
    assert "A title" in text_of(select(soup, ITEMS))


def test_failure_is_told_at_once_and_on_the_feeds_page(
    admin_client: Client, server: FakeServer
) -> None:
    feed = NewsFeedFactory(name="Blog", url=server.answer("/", status=404))
    response = admin_client.post(url("fetch", feed), follow=True)
    assert "Blog: The server answered 404: nothing is at this address." in messages(response)
    state = text_of(select(get_soup(admin_client, url("edit", feed)), STATE))
    assert "Failing since" in state
    assert "The server answered 404" in state
    assert "Last success: never" in state


def test_newest_items_are_listed_with_or_without_picture(
    admin_client: Client, server: FakeServer
) -> None:
    enclosure = f'<itunes:image href="{server.answer("/p", picture())}"/>'
    items = [item("With", "/1", enclosure), item("Without", "/2")]
    feed = NewsFeedFactory(url=server.answer("/", rss(*items)))
    admin_client.post(url("fetch", feed))
    rows = texts_of(select(get_soup(admin_client, url("edit", feed)), ITEMS), "tbody tr")
    assert [row.split()[0] for row in rows] == ["With", "Without"]
    assert [row.split()[-1] for row in rows] == ["Yes", "No"]


def test_what_a_feed_says_is_escaped(admin_client: Client) -> None:
    feed = NewsFeedFactory(last_error="<script>alert(1)</script>", checked_at=timezone.now())
    NewsFeed.objects.update(checked_url=feed.url)
    NewsItemFactory(feed=feed, title="<script>alert(2)</script>")
    for page in (url("edit", feed), url("list")):
        assert b"<script>alert" not in admin_client.get(page).content


def test_list_tells_state_last_success_and_number_of_items(
    admin_client: Client, server: FakeServer
) -> None:
    feed = NewsFeedFactory(name="Blog", url=server.answer("/", rss(item(), item(link="/2"))))
    admin_client.post(url("fetch", feed))
    NewsFeedFactory(name="Other")
    rows = texts_of(get_soup(admin_client, url("list")), "table.listing tbody tr")
    assert [("Up to date" in row, row.endswith(" 2")) for row in rows] == [
        (True, True),
        (False, False),
    ]
    assert "Not fetched yet" in rows[1]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("?ordering=-number_of_items", ["Many", "Few"]),
        ("?ordering=number_of_items", ["Few", "Many"]),
        ("?ordering=-succeeded_at", ["Few", "Many"]),
        ("?q=man", ["Many"]),
        ("?kind=talk", ["Few"]),
    ],
)
def test_list_is_ordered_searched_and_filtered(
    admin_client: Client, query: str, names: list[str]
) -> None:
    many = NewsFeedFactory(name="Many")
    NewsFeedFactory(name="Few", kind="talk")
    now = timezone.now()
    NewsFeed.objects.filter(name="Few").update(succeeded_at=now)
    NewsFeed.objects.filter(name="Many").update(succeeded_at=now - timedelta(days=1))
    NewsItemFactory(feed=many)
    soup = get_soup(admin_client, url("list") + query)
    assert [text.split()[0] for text in texts_of(soup, "table.listing .title-wrapper")] == names


def test_list_costs_the_same_with_many_feeds(admin_client: Client) -> None:
    NewsFeedFactory()
    admin_client.get(url("list"))
    with CaptureQueriesContext(connection) as few:
        admin_client.get(url("list"))
    for _number in range(9):
        NewsItemFactory()
    with CaptureQueriesContext(connection) as many:
        admin_client.get(url("list"))
    assert len(many) == len(few)


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("ftp://example.com/feed", "start with https://"),
        ("javascript:alert(1)", "valid URL"),
        ("https://user:secret@example.com/feed", "user name or password"),
        ("http://127.0.0.1/feed", "private network"),
        ("http://[::1]/feed", "private network"),
        ("http://169.254.169.254/latest/meta-data/", "private network"),
        ("http://localhost:8000/feed", "private network"),
        ("", "required"),
    ],
)
def test_addresses_that_are_never_fetched_are_refused_in_the_form(
    admin_client: Client, address: str, words: str
) -> None:
    values = {"name": "Blog", "url": address, "kind": "article"}
    response = admin_client.post(url("add"), values)
    assert words in response.content.decode()
    assert not NewsFeed.objects.exists()


def test_private_address_is_taken_where_the_site_allows_it(
    admin_client: Client, settings: Settings
) -> None:
    settings.CAREERS_HTTP_ALLOW_PRIVATE_ADDRESSES = True
    values = {"name": "Blog", "url": "http://10.0.0.1/feed", "kind": "article"}
    assert admin_client.post(url("add"), values).status_code == 302
    assert NewsFeed.objects.exists()


def test_state_is_no_part_of_the_form(admin_client: Client) -> None:
    feed = NewsFeedFactory()
    NewsFeed.objects.update(last_error="It is down.", fetched_url="https://a.example/")
    values = {"name": "New name", "url": feed.url, "kind": "talk"}
    forged = {"last_error": "", "etag": "x", "fetched_url": "https://b.example/"}
    assert admin_client.post(url("edit", feed), values | forged).status_code == 302
    feed.refresh_from_db()
    assert (feed.name, feed.kind) == ("New name", "talk")
    assert (feed.last_error, feed.etag, feed.fetched_url) == (
        "It is down.",
        "",
        "https://a.example/",
    )


def test_fetching_is_no_matter_of_following_a_link(
    admin_client: Client, server: FakeServer
) -> None:
    feed = NewsFeedFactory(url=server.answer("/", rss()))
    assert admin_client.get(url("fetch", feed)).status_code == 405
    assert not server.requests


def test_fetching_a_feed_that_is_gone_answers_404(admin_client: Client) -> None:
    feed = NewsFeedFactory()
    address = url("fetch", feed)
    feed.delete()
    assert admin_client.post(address).status_code == 404


@pytest.mark.parametrize(
    ("permissions", "allowed"),
    [([], False), (["view_newsfeed"], False), (["change_newsfeed"], True)],
)
def test_fetching_needs_the_permission_to_change_feeds(
    client: Client, server: FakeServer, permissions: list[str], allowed: bool
) -> None:
    group = Group.objects.create(name="News")
    codenames = ["access_admin", *permissions]
    group.permissions.set(Permission.objects.filter(codename__in=codenames))
    user = WagtailTestUtils.create_user("editor")
    user.groups.add(group)
    client.force_login(user)
    feed = NewsFeedFactory(url=server.answer("/", rss(item())))
    client.post(url("fetch", feed))
    assert bool(server.requests) is allowed
    assert feed.items.exists() is allowed


def test_visitor_can_not_fetch(client: Client, server: FakeServer) -> None:
    feed = NewsFeedFactory(url=server.answer("/", rss(item())))
    assert client.post(url("fetch", feed)).status_code == 302
    assert not server.requests


def test_fetching_needs_the_token_of_the_form(server: FakeServer, admin_user: Any) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(admin_user)
    feed = NewsFeedFactory(url=server.answer("/", rss(item())))
    assert client.post(url("fetch", feed)).status_code == 403
    assert not server.requests


def test_looking_at_feeds_fetches_nothing(admin_client: Client, server: FakeServer) -> None:
    feed = NewsFeedFactory(url=server.answer("/", rss(item())))
    for page in (url("list"), url("add"), url("edit", feed), url("delete", feed)):
        assert admin_client.get(page).status_code == 200
    assert not server.requests


def test_state_and_items_are_valid_html(admin_client: Client) -> None:
    feed = NewsFeedFactory()
    NewsItemFactory(feed=feed)
    soup = get_soup(admin_client, url("edit", feed))
    for part in (STATE, ITEMS):
        section = select(soup, part)
        for icon in section.select("svg"):  # from a sprite elsewhere on the page
            icon.decompose()
        assert_valid_html(str(section), fragment=True)
