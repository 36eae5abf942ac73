"""What a feed says of itself, whatever happens to it, and who may fetch it."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone, translation
from pytest_django import Settings

from careers.models import NewsFeed
from careers.news.refresh import refresh
from tests.careers.http.server import FakeServer
from tests.careers.news.conftest import Meanwhile
from tests.careers.news.feed_documents import numbered, titles
from tests.factories import NewsFeedFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda server: server.answer("/", status=404), "404"),
        (lambda server: server.answer("/", status=410), "410"),
        (lambda server: server.answer("/", status=500), "500"),
        (lambda server: server.hang("/"), "within 1 second"),
        (
            lambda server: server.write("/", b"HTTP/1.1 200 OK\r\n\r\n<rss>", b" ", pause=0.02),
            "within 1 second",
        ),
        (
            lambda server: server.write("/", b"HTTP/1.1 200 OK\r\n\r\n<rss>", b" " * 65_536),
            "larger than",
        ),
        (
            lambda server: server.answer(
                "/", gzip.compress(b" " * 3_000_000), Content_Encoding="gzip"
            ),
            "larger than",
        ),
        (lambda server: server.redirect("/", "/"), "in a circle"),
        (lambda server: server.redirect("/", "file:///etc/passwd"), "start with https://"),
        (lambda server: server.answer("/", numbered(2)[:-30]), "not well-formed"),
        (lambda server: server.answer("/", b"<!DOCTYPE html><p>"), "web page"),
        (lambda server: server.answer("/", b"{}", content_type="application/json"), "neither"),
        (lambda server: server.answer("/", b'<!DOCTYPE a [<!ENTITY b "c">]><rss/>'), "DTD"),
        (lambda server: server.answer("/"), "sent nothing"),
    ],
)
def test_feed_that_fails_keeps_its_items_and_says_why(
    server: FakeServer, spoil: Callable[[FakeServer], Any], words: str
) -> None:
    feed = NewsFeedFactory(url=server.answer("/", numbered(1)))
    refresh(feed)
    feed.refresh_from_db()
    succeeded_at = feed.succeeded_at
    spoil(server)
    outcome = refresh(feed, budget=1)
    assert outcome.failed
    assert words in outcome.message
    feed.refresh_from_db()
    assert feed.last_error == outcome.message
    assert feed.state.startswith("Failing since")
    assert words in feed.state
    assert feed.succeeded_at == succeeded_at
    assert titles(feed) == ["Item 1"]


def test_failure_is_dated_from_its_beginning_until_a_success(server: FakeServer) -> None:
    feed = NewsFeedFactory(url=server.answer("/", status=404))
    refresh(feed)
    begun = datetime(2026, 11, 3, 12, tzinfo=UTC)
    NewsFeed.objects.update(failing_since=begun)
    refresh(feed)
    feed.refresh_from_db()
    assert feed.failing_since == begun
    server.answer("/", numbered(1))
    refresh(feed)
    feed.refresh_from_db()
    assert feed.failing_since is None
    assert feed.state == "Up to date"


def test_state_is_told_with_day_and_reason() -> None:
    values = {"url": "https://a.example/", "checked_url": "https://a.example/"}
    last_year = timezone.now().replace(year=timezone.now().year - 1, month=11, day=3)
    feed = NewsFeedFactory.build(
        **values, checked_at=timezone.now(), failing_since=last_year, last_error="It is down."
    )
    assert feed.state == f"Failing since 3 Nov {last_year.year}. It is down."
    feed.failing_since = timezone.now().replace(month=11, day=3)
    assert feed.state == "Failing since 3 November. It is down."


def test_state_of_a_new_feed_and_a_new_address_is_told() -> None:
    feed = NewsFeedFactory.build()
    assert feed.state == "Not fetched yet"
    feed.checked_at, feed.checked_url = timezone.now(), "https://a.example/"
    assert feed.state == "New address, not fetched yet"


def test_fault_of_the_site_itself_is_logged_and_told(
    server: FakeServer, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*args: Any) -> Any:
        raise ZeroDivisionError

    monkeypatch.setattr("careers.news.refresh.parse", fail)
    feed = NewsFeedFactory(url=server.answer("/", numbered(1)))
    outcome = refresh(feed)
    assert outcome.failed
    assert "within this site" in outcome.message
    assert "ZeroDivisionError" in caplog.text


def test_feed_is_not_fetched_twice_at_once(server: FakeServer) -> None:
    feed = NewsFeedFactory(url=server.answer("/", numbered(1)), claimed_at=timezone.now())
    outcome = refresh(feed)
    assert "at this very moment" in outcome.message
    assert not outcome.failed
    assert not server.requests


def test_claim_of_a_run_that_died_is_void_after_ten_minutes(server: FakeServer) -> None:
    long_ago = timezone.now() - timedelta(minutes=11)
    feed = NewsFeedFactory(url=server.answer("/", numbered(1)), claimed_at=long_ago)
    assert refresh(feed).message == "1 new item."
    feed.refresh_from_db()
    assert feed.claimed_at is None


@pytest.mark.parametrize("ahead", [timedelta(minutes=2), timedelta(days=365)])
def test_claim_from_the_future_is_taken_over(server: FakeServer, ahead: timedelta) -> None:
    feed = NewsFeedFactory(url=server.answer("/", numbered(1)), claimed_at=timezone.now() + ahead)
    assert refresh(feed).message == "1 new item."
    feed.refresh_from_db()
    assert feed.claimed_at is None


def test_claim_of_a_run_that_began_at_the_same_moment_counts(server: FakeServer) -> None:
    shortly = timezone.now() + timedelta(seconds=5)
    feed = NewsFeedFactory(url=server.answer("/", numbered(1)), claimed_at=shortly)
    assert refresh(feed).skipped


def test_run_that_lost_its_claim_stores_nothing(server: FakeServer, meanwhile: Meanwhile) -> None:
    feed = NewsFeedFactory(url=server.answer("/", numbered(1)))
    taken = timezone.now() + timedelta(seconds=1)
    meanwhile(lambda: NewsFeed.objects.update(claimed_at=taken))
    assert refresh(feed).failed
    feed.refresh_from_db()
    assert feed.claimed_at == taken
    assert feed.checked_at is None
    assert not feed.items.exists()


def test_feed_deleted_meanwhile_is_no_fault(server: FakeServer) -> None:
    feed = NewsFeedFactory(url=server.url("/"))
    NewsFeed.objects.all().delete()
    assert not refresh(feed).failed
    assert not server.requests


def test_private_address_is_refused_unless_allowed(server: FakeServer, settings: Settings) -> None:
    settings.CAREERS_HTTP_ALLOW_PRIVATE_ADDRESSES = False
    feed = NewsFeedFactory(url=server.answer("/", numbered(1)))
    assert "private network" in refresh(feed).message
    assert not server.requests


def test_what_is_stored_for_all_is_in_the_sites_language(
    server: FakeServer, meanwhile: Meanwhile
) -> None:
    languages: list[str | None] = []
    meanwhile(lambda: languages.append(translation.get_language()))
    with translation.override("he"):
        refresh(NewsFeedFactory(url=server.answer("/", numbered(1))))
    assert languages == ["en-gb"]
