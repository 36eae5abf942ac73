"""Bringing feeds up to date: what is stored, what stays, and what goes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from careers.models import NewsFeed, NewsItem
from careers.news.news_feed import NewsKind
from careers.news.parsing import MAX_ENTRIES
from careers.news.refresh import refresh
from tests.careers.http.server import FakeServer
from tests.careers.news.conftest import Meanwhile
from tests.careers.news.feed_documents import item, numbered, rss, titles
from tests.factories import NewsFeedFactory, NewsItemFactory

pytestmark = pytest.mark.django_db


def test_items_are_stored_with_all_that_the_feed_says(server: FakeServer) -> None:
    content = rss(
        item(
            "A &amp; B",
            "https://blog.example.com/1",
            '<enclosure url="/a.mp3" type="audio/mpeg"/>',
            description="&lt;p&gt;Words&lt;/p&gt;",
            pubDate="Tue, 03 Nov 2026 09:00:00 GMT",
        )
    )
    feed = NewsFeedFactory(url=server.answer("/", content))
    outcome = refresh(feed)
    assert (outcome.failed, outcome.message) == (False, "1 new item.")
    found = feed.items.get()
    assert (found.title, found.link, found.summary, found.kind) == (
        "A & B",
        "https://blog.example.com/1",
        "Words",
        NewsKind.PODCAST,
    )
    assert found.published_at == datetime(2026, 11, 3, 9, tzinfo=UTC)


def test_items_without_a_kind_have_that_of_their_feed(server: FakeServer) -> None:
    feed = NewsFeedFactory(url=server.answer("/", numbered(1)), kind=NewsKind.TALK)
    refresh(feed)
    assert feed.items.get().kind == NewsKind.TALK


def test_undated_items_stand_in_the_order_of_their_feed(server: FakeServer) -> None:
    items = [item(f"Item {number}", f"/{number}") for number in range(3)]
    feed = NewsFeedFactory(url=server.answer("/", rss(*items)))
    refresh(feed)
    assert titles(feed) == ["Item 0", "Item 1", "Item 2"]


def test_items_are_newest_first_by_date_or_first_sight() -> None:
    day = datetime(2026, 5, 1, tzinfo=UTC)
    old = NewsItemFactory(published_at=day, first_seen_at=day + timedelta(days=9))
    undated = NewsItemFactory(first_seen_at=day + timedelta(days=1))
    new, newer = (NewsItemFactory(published_at=day + timedelta(days=2)) for _ in range(2))
    assert list(NewsItem.objects.newest_first()) == [newer, new, undated, old]
    assert list(NewsItem.objects.all()) == [newer, new, undated, old]


def test_second_run_stores_nothing_twice_and_takes_changes_over(server: FakeServer) -> None:
    feed = NewsFeedFactory(url=server.answer("/", rss(item("Old title", guid="1"))))
    refresh(feed)
    first = feed.items.get()
    changed = item("New title", "/elsewhere", guid="1", description="Words")
    server.answer("/", rss(changed))
    assert refresh(feed).message == "Nothing new."
    found = feed.items.get()
    assert (found.pk, found.title, found.summary) == (first.pk, "New title", "Words")
    assert found.first_seen_at == first.first_seen_at


def test_item_that_has_left_the_feed_stays(server: FakeServer) -> None:
    feed = NewsFeedFactory(url=server.answer("/", numbered(1, 2)))
    refresh(feed)
    server.answer("/", numbered(2, 3))
    assert refresh(feed).message == "1 new item."
    assert titles(feed) == ["Item 3", "Item 2", "Item 1"]


def test_as_many_of_the_newest_are_kept_as_a_feed_may_have(server: FakeServer) -> None:
    feed = NewsFeedFactory(url=server.answer("/", numbered(*range(20))))
    refresh(feed)
    server.answer("/", numbered(*range(15, 35)))
    refresh(feed)
    newest = range(35 - MAX_ENTRIES, 35)
    assert titles(feed) == [f"Item {number}" for number in reversed(newest)]


def test_item_of_the_feed_is_kept_though_older_than_all_that_have_left_it(
    server: FakeServer,
) -> None:
    feed = NewsFeedFactory(url=server.answer("/", numbered(*range(10, 10 + MAX_ENTRIES))))
    refresh(feed)
    server.answer("/", numbered(1))
    assert refresh(feed).message == "1 new item."
    assert refresh(feed).message == "Nothing new."
    assert len(titles(feed)) == MAX_ENTRIES


def test_next_request_is_conditional_and_304_is_a_success(server: FakeServer) -> None:
    feed = NewsFeedFactory(url=server.answer("/", numbered(1), ETag='"1"', Last_Modified="today"))
    refresh(feed)
    server.answer("/", status=304)
    assert refresh(feed).message == "Nothing new."
    _path, headers = server.requests[-1]
    assert (headers["If-None-Match"], headers["If-Modified-Since"]) == ('"1"', "today")
    feed.refresh_from_db()
    assert feed.state == "Up to date"
    assert titles(feed) == ["Item 1"]


def test_feed_without_entries_leaves_the_items(server: FakeServer) -> None:
    feed = NewsFeedFactory(url=server.answer("/", numbered(1)))
    refresh(feed)
    server.answer("/", rss(), ETag='"empty"')
    assert not refresh(feed).failed
    assert titles(feed) == ["Item 1"]


def test_new_address_is_asked_for_everything_and_replaces_the_old_items(server: FakeServer) -> None:
    feed = NewsFeedFactory(url=server.answer("/old", numbered(1, 2), ETag='"old"'))
    refresh(feed)
    feed.refresh_from_db()
    feed.url = server.answer("/new", status=500)
    feed.save()
    refresh(feed)
    assert titles(feed) == ["Item 2", "Item 1"]
    server.answer("/new", numbered(2, 3))
    refresh(feed)
    assert titles(feed) == ["Item 3", "Item 2"]
    assert not any(headers["If-None-Match"] for _path, headers in server.requests)


def test_new_kind_holds_from_the_next_run(server: FakeServer) -> None:
    feed = NewsFeedFactory(url=server.answer("/", numbered(1), ETag='"1"'))
    refresh(feed)
    feed.refresh_from_db()
    feed.kind = NewsKind.EVENT
    feed.save()
    refresh(feed)
    assert server.requests[-1][1]["If-None-Match"] is None
    assert feed.items.get().kind == NewsKind.EVENT


def test_editors_save_does_not_undo_what_fetching_has_found(server: FakeServer) -> None:
    opened: NewsFeed = NewsFeedFactory(url=server.answer("/", numbered(1)))
    refresh(opened)
    opened.name = "New name"
    opened.save()
    opened.refresh_from_db()
    assert opened.name == "New name"
    assert opened.state == "Up to date"
    assert opened.succeeded_at


def test_fetching_does_not_undo_an_editors_save(server: FakeServer, meanwhile: Meanwhile) -> None:
    feed = NewsFeedFactory(url=server.answer("/", numbered(1), ETag='"1"'))
    meanwhile(lambda: NewsFeed.objects.update(name="New name", kind=NewsKind.TALK))
    refresh(feed)
    feed.refresh_from_db()
    assert (feed.name, feed.kind) == ("New name", NewsKind.TALK)
    assert feed.etag == "", "the next run must see the items' new kind"


def test_unchanged_feed_costs_few_queries(
    server: FakeServer, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    feed = NewsFeedFactory(url=server.answer("/", numbered(*range(50))))
    refresh(feed)
    with django_assert_max_num_queries(12):
        refresh(feed)


@pytest.mark.parametrize("ahead", [timedelta(hours=20), timedelta(days=400), timedelta(days=9000)])
def test_item_dated_ahead_counts_from_its_first_sight(server: FakeServer, ahead: timedelta) -> None:
    claims = item("Ahead", "/ahead", pubDate=format_datetime(timezone.now() + ahead))
    feed = NewsFeedFactory(url=server.answer("/", rss(claims)))
    refresh(feed)
    first = feed.items.get()
    server.answer("/", rss(claims, item("Newer", "/newer")))
    refresh(feed)
    assert titles(feed) == ["Newer", "Ahead"]
    assert first.day == timezone.localdate()
    assert feed.items.get(title="Ahead").published_at in {first.first_seen_at, None}


def test_stored_items_from_the_future_are_dated_back(server: FakeServer) -> None:
    """A clock that ran ahead and was put right."""
    feed = NewsFeedFactory(url=server.answer("/", status=304), etag='"1"')
    ahead = timezone.now() + timedelta(days=30)
    NewsItemFactory(feed=feed, title="Seen ahead", first_seen_at=ahead)
    NewsItemFactory(feed=feed, title="Dated ahead", published_at=ahead)
    refresh(feed)
    NewsItemFactory(feed=feed, title="New")
    assert titles(feed)[0] == "New"
    assert feed.items.count() == 3


@pytest.mark.parametrize(
    ("age", "sent"), [(timedelta(days=1), True), (-timedelta(days=1), False), (None, True)]
)
def test_date_of_change_is_sent_back_unless_it_is_ahead(
    server: FakeServer, age: timedelta | None, sent: bool
) -> None:
    said = "today" if age is None else format_datetime(timezone.now() - age, usegmt=False)
    headers: dict[str, Any] = {"Last_Modified": said, "Expires": "Tue, 01 Jan 2999 00:00:00 GMT"}
    feed = NewsFeedFactory(url=server.answer("/", numbered(1), **headers))
    refresh(feed)
    feed.refresh_from_db()
    server.answer("/", numbered(1, 2), **headers, Retry_After="999999999")
    assert refresh(feed).message == "1 new item."
    assert server.requests[-1][1]["If-Modified-Since"] == (said if sent else None)
