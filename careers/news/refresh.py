"""Bringing a feed up to date: the one service behind the command and the admin's button.

After a failure the stored items stay, and `last_error` holds the reason.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Case, F, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce, Least
from django.utils import timezone, translation
from django.utils.translation import gettext, ngettext

from careers.core.moments import aware_now, storable
from careers.http.client import Fetched, fetch
from careers.http.exceptions import HttpError
from careers.http.transport import Deadline
from careers.news.feed_images import MIN_TRY_SECONDS, fetch_image
from careers.news.news_feed import NewsFeed, NewsItem
from careers.news.parsing import MAX_ENTRIES, Entry, parse
from careers.news.xml import FeedError

#: Seconds for a feed with all its images.
MAX_SECONDS = 120.0
MAX_FEED_SECONDS = 20.0
FEED_TYPES = (
    "application/atom+xml, application/rss+xml, application/rdf+xml;q=0.9, "
    "application/xml;q=0.8, text/xml;q=0.8, */*;q=0.1"
)
MAX_FEED_BYTES = 2 * 1024 * 1024
#: After this time, a process that began to fetch a feed is taken for dead.
MAX_CLAIM_AGE = timedelta(minutes=10)
#: Two processes that begin at once may see each other's claim so far ahead.
MAX_CLOCK_DIFFERENCE = timedelta(minutes=1)

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Outcome:
    """The result of a fetch, with a sentence for editors."""

    message: str
    failed: bool = False
    #: Nothing was fetched: another run is fetching the feed, or it was deleted.
    skipped: bool = False


def refresh(feed: NewsFeed, budget: float = MAX_SECONDS) -> Outcome:
    """Fetch `feed` and the images of its new items, within `budget` seconds.

    Images that are left over come with the next run. Never raises for what a feed or a server
    does; two runs at once don't fetch the same feed. A claim from the future, made before the clock
    was put right, is taken over like one that is too old.
    """
    run = Deadline(budget)
    claimed_at = timezone.now()
    unclaimed = (
        Q(claimed_at=None)
        | Q(claimed_at__lt=claimed_at - MAX_CLAIM_AGE)
        | Q(claimed_at__gt=claimed_at + MAX_CLOCK_DIFFERENCE)
    )
    if not NewsFeed.objects.filter(unclaimed, pk=feed.pk).update(claimed_at=claimed_at):
        return Outcome(gettext("It is being fetched at this very moment."), skipped=True)
    claimed = NewsFeed.objects.filter(pk=feed.pk, claimed_at=claimed_at)
    try:
        with translation.override(settings.LANGUAGE_CODE):  # what is stored is for everybody
            return _refresh(claimed, run)
    finally:
        claimed.update(claimed_at=None)


def _refresh(claimed: QuerySet[NewsFeed], run: Deadline) -> Outcome:
    feed = claimed.first()
    if feed is None:
        return Outcome(_lost(), skipped=True)
    _date_back(feed)
    try:
        new = _fetch(feed, claimed, run)
    except (FeedError, HttpError) as error:
        return _fail(feed, claimed, str(error))
    except Exception:
        logger.exception("News feed %s could not be refreshed.", feed.pk)
        return _fail(
            feed,
            claimed,
            gettext("Something went wrong within this site. Its log says more."),
        )
    _fetch_images(feed, run)
    if not new:
        empty = not feed.items.exists()
        return Outcome(gettext("The feed has no items.") if empty else gettext("Nothing new."))
    message = ngettext("%(number)d new item.", "%(number)d new items.", new)
    return Outcome(message % {"number": new})


def _lost() -> str:
    return gettext("The feed was deleted, or another run has taken it over.")


def _fail(feed: NewsFeed, claimed: QuerySet[NewsFeed], message: str) -> Outcome:
    now = timezone.now()
    new_address = feed.checked_url != feed.url
    claimed.update(
        checked_url=feed.url,
        checked_at=now,
        failing_since=now if new_address else Coalesce("failing_since", now),
        last_error=message,
    )
    return Outcome(message, failed=True)


def _fetch(feed: NewsFeed, claimed: QuerySet[NewsFeed], run: Deadline) -> int:
    fetched = fetch(
        feed.url,
        Deadline(run.left(MAX_FEED_SECONDS)),
        MAX_FEED_BYTES,
        accept=FEED_TYPES,
        etag=feed.etag,
        last_modified=_unless_ahead(feed.last_modified),
    )
    if fetched.not_modified:
        _succeed(feed, claimed)
        return 0
    entries = parse(fetched.content, fetched.content_type, fetched.url)
    return _store(feed, claimed, fetched, entries)


def _unless_ahead(last_modified: str) -> str:
    """Return the date, or "" for one ahead: a server would answer "not modified" until it comes."""
    try:
        parsed = parsedate_to_datetime(last_modified)
        moment = parsed.replace(tzinfo=parsed.tzinfo or UTC).astimezone(UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return last_modified
    return last_modified if moment <= aware_now() + MAX_CLOCK_DIFFERENCE else ""


def _date_back(feed: NewsFeed) -> None:
    """Let no stored item stay the newest by a date ahead, of its feed or of a clock put right."""
    now = timezone.now()
    seen = Least("first_seen_at", Value(now))
    feed.items.filter(Q(first_seen_at__gt=now) | Q(published_at__gt=now)).update(
        first_seen_at=seen,
        published_at=Case(When(published_at__gt=now, then=seen), default="published_at"),
    )


def _succeed(feed: NewsFeed, claimed: QuerySet[NewsFeed], **values: Any) -> None:
    now = timezone.now()
    claimed.update(
        checked_url=feed.url,
        checked_at=now,
        succeeded_at=now,
        failing_since=None,
        last_error="",
        **values,
    )


@transaction.atomic
def _store(
    feed: NewsFeed, claimed: QuerySet[NewsFeed], fetched: Fetched, entries: list[Entry]
) -> int:
    """Store `entries`, and return how many are new. Without entries, keep the stored items."""
    current = claimed.select_for_update().first()
    if current is None:
        raise FeedError(_lost())
    if not entries:
        _succeed(feed, claimed)
        return 0
    edited = (current.url, current.kind) != (feed.url, feed.kind)
    _succeed(
        feed,
        claimed,
        fetched_url=feed.url,
        etag="" if edited else fetched.etag,
        last_modified="" if edited else fetched.last_modified,
    )
    existing = {item.identity: item for item in feed.items.all()}
    # The oldest first, so that those without a date keep the order of their feed.
    added = [
        _new_item(feed, entry) for entry in reversed(entries) if entry.identity not in existing
    ]
    NewsItem.objects.bulk_create(added)
    for entry in entries:
        if entry.identity in existing:
            _update_item(existing[entry.identity], feed, entry)
    _drop_old_items(feed, entries)
    return len(added)


def _values(feed: NewsFeed, entry: Entry, first_seen_at: datetime) -> dict[str, Any]:
    """What to store; a date that is still ahead counts as the moment of first sight."""
    published_at = entry.published_at and storable(entry.published_at)
    is_ahead = published_at is not None and published_at > timezone.now()
    return {
        "title": entry.title,
        "link": entry.link,
        "published_at": first_seen_at if is_ahead else published_at,
        "summary": entry.summary,
        "kind": entry.kind or feed.kind,
    }


def _new_item(feed: NewsFeed, entry: Entry) -> NewsItem:
    now = timezone.now()
    return NewsItem(
        feed=feed,
        identity=entry.identity,
        first_seen_at=now,
        image_url=entry.image_url,
        **_values(feed, entry, now),
    )


def _update_item(item: NewsItem, feed: NewsFeed, entry: Entry) -> None:
    values = _values(feed, entry, item.first_seen_at)
    if item.image_tries_left:
        values["image_url"] = entry.image_url
    if any(getattr(item, name) != value for name, value in values.items()):
        NewsItem.objects.filter(pk=item.pk).update(**values)


def _drop_old_items(feed: NewsFeed, entries: list[Entry]) -> None:
    """Delete items that the feed no longer lists, except the newest, up to `MAX_ENTRIES` in all.

    After a change of address delete all of them.
    """
    gone = feed.items.newest_first().exclude(identity__in=[entry.identity for entry in entries])
    moved = feed.fetched_url not in {"", feed.url}
    room = 0 if moved else MAX_ENTRIES - len(entries)
    feed.items.filter(pk__in=[item.pk for item in gone[room:]]).delete()


def _fetch_images(feed: NewsFeed, run: Deadline) -> None:
    wanting = feed.items.newest_first().filter(image=None, image_tries_left__gt=0)
    for item in wanting.exclude(image_url=""):
        if not run.allows(MIN_TRY_SECONDS):
            return
        try:
            fetch_image(item, run)
        except Exception:
            logger.exception("The image of news item %s could not be kept.", item.pk)
            tries = NewsItem.objects.filter(pk=item.pk, image_tries_left__gt=0)
            tries.update(image_tries_left=F("image_tries_left") - 1)
