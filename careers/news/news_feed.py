from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.images import get_image_model_string
from wagtail.search import index

from careers.core.image_presets import filters_of
from careers.core.moments import local_day
from careers.core.url_validation import MAX_URL_LENGTH
from careers.directory.snippet_preview import SnippetPreviewMixin

if TYPE_CHECKING:
    from datetime import datetime

MAX_TITLE_LENGTH = 200
MAX_SUMMARY_LENGTH = 300
MAX_IMAGE_TRIES = 3


class NewsKind(models.TextChoices):
    """What a card among the latest news leads to."""

    ARTICLE = "article", _("Article")
    TALK = "talk", _("Talk")
    VIDEO = "video", _("Video")
    PODCAST = "podcast", _("Podcast")
    EVENT = "event", _("Event")


class NewsFeedQuerySet(models.QuerySet["NewsFeed"]):
    def failing(self) -> NewsFeedQuerySet:
        """Return feeds whose last check failed, unless their address has changed since."""
        return self.filter(checked_url=models.F("url"), checked_at__isnull=False).exclude(
            last_error=""
        )

    def with_items(self, keys: set[int]) -> dict[int, NewsFeed]:
        """Return the feeds with these keys, by key, with `loaded_items`.

        Needs one query, and one more for feeds without items.
        """
        if not keys:
            return {}
        feeds: dict[int, NewsFeed] = {}
        items = NewsItem.objects.filter(feed__in=keys).newest_first()
        for item in items.select_related("feed", "image"):
            feed = feeds.setdefault(item.feed_id, item.feed)
            feed.loaded_items = [*getattr(feed, "loaded_items", []), item]
        without = keys - feeds.keys()
        if without:
            for feed in self.filter(pk__in=without):
                feed.loaded_items = []
                feeds[feed.pk] = feed
        return feeds


class NewsFeed(SnippetPreviewMixin, index.Indexed, models.Model):
    """An RSS or Atom feed whose newest items stand on pages; `careers.news` fetches it.

    Editors change the fields in `EDITED`; all others are the state of fetching. For a stored feed,
    `save` without `update_fields` writes only the edited fields and clears `etag` and
    `last_modified`; the state is written by `update` on a queryset. So an editor and a fetch never
    overwrite each other. A new address or kind applies from the next fetch, which asks for the
    whole feed.
    """

    EDITED = ("name", "url", "kind")

    name = models.CharField(_("name"), max_length=255)
    url = models.URLField(
        _("address of the feed"),
        max_length=MAX_URL_LENGTH,
        help_text=_("Of an RSS or Atom feed, for example https://example.com/blog/feed.xml."),
    )
    kind = models.CharField(
        _("kind"),
        max_length=16,
        choices=NewsKind,
        default=NewsKind.ARTICLE,
        help_text=_("What its items are, unless an item says otherwise."),
    )
    #: The address that was asked last; `last_error` speaks of it.
    checked_url = models.URLField(max_length=MAX_URL_LENGTH, blank=True, editable=False)
    checked_at = models.DateTimeField(_("last check"), null=True, blank=True, editable=False)
    #: The address that items, `etag` and `last_modified` came from.
    fetched_url = models.URLField(max_length=MAX_URL_LENGTH, blank=True, editable=False)
    etag = models.CharField(max_length=255, blank=True, editable=False)
    last_modified = models.CharField(max_length=255, blank=True, editable=False)
    succeeded_at = models.DateTimeField(_("last success"), null=True, blank=True, editable=False)
    failing_since = models.DateTimeField(null=True, blank=True, editable=False)
    #: A sentence for editors, or "" when all is well.
    last_error = models.TextField(_("last error"), blank=True, editable=False)
    #: When the command that is fetching it has begun.
    claimed_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = NewsFeedQuerySet.as_manager()

    search_fields = [
        index.AutocompleteField("name"),
        index.SearchField("name"),
        index.SearchField("url"),
    ]

    content_version_ignore = {
        *("checked_at", "checked_url", "claimed_at", "etag", "failing_since", "fetched_url"),
        *("last_error", "last_modified", "succeeded_at"),
    }

    class Meta:
        verbose_name = _("news feed")
        verbose_name_plural = _("news feeds")
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, update_fields: Iterable[str] | None = None, **kwargs: Any) -> None:
        if update_fields is None and not self._state.adding:
            self.etag = self.last_modified = ""
            update_fields = (*self.EDITED, "etag", "last_modified")
        super().save(*args, update_fields=update_fields, **kwargs)

    @property
    def state(self) -> str:
        """How fetching goes, in words for editors."""
        if not self.checked_at:
            return gettext("Not fetched yet")
        if self.checked_url != self.url:
            return gettext("New address, not fetched yet")
        if not self.last_error:
            return gettext("Up to date")
        return gettext("Failing since %(day)s. %(error)s") % {
            "day": _day(self.failing_since or self.checked_at),
            "error": self.last_error,
        }

    def newest_items(self) -> list[NewsItem]:
        """Return the items with their images, newest first."""
        if not hasattr(self, "loaded_items"):
            self.loaded_items = list(self.items.newest_first().select_related("image"))
        return self.loaded_items


class NewsItemQuerySet(models.QuerySet["NewsItem"]):
    def newest_first(self) -> NewsItemQuerySet:
        """Order by publication, or by when an item was first seen if it has no date."""
        return self.order_by(*NEWEST_FIRST)


NEWEST_FIRST = (Coalesce("published_at", "first_seen_at").desc(), "-pk")


class NewsItem(models.Model):
    """What a feed told of one article, video or talk: plain text and checked addresses only."""

    feed = models.ForeignKey(NewsFeed, on_delete=models.CASCADE, related_name="items")
    #: SHA-256 of what the feed tells the item by, in hexadecimal digits.
    identity = models.CharField(max_length=64)
    title = models.CharField(_("title"), max_length=MAX_TITLE_LENGTH)
    link = models.URLField(_("link"), max_length=MAX_URL_LENGTH)
    published_at = models.DateTimeField(_("published"), null=True, blank=True)
    first_seen_at = models.DateTimeField(_("first seen"), default=timezone.now)
    summary = models.CharField(_("summary"), max_length=MAX_SUMMARY_LENGTH, blank=True)
    kind = models.CharField(_("kind"), max_length=16, choices=NewsKind, default=NewsKind.ARTICLE)
    image = models.ForeignKey(
        get_image_model_string(),
        verbose_name=_("picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    #: Where the feed has an image for it. It is fetched once and never again, not even after
    #: somebody has deleted it from the library: there are no tries left then.
    image_url = models.URLField(max_length=MAX_URL_LENGTH, blank=True)
    image_tries_left = models.PositiveSmallIntegerField(default=MAX_IMAGE_TRIES)

    objects = NewsItemQuerySet.as_manager()

    shown_images = {"image": filters_of("card", "wide_card")}

    class Meta:
        verbose_name = _("news item")
        verbose_name_plural = _("news items")
        ordering = NEWEST_FIRST
        constraints = [
            models.UniqueConstraint(
                fields=["feed", "identity"], name="careers_newsitem_feed_identity"
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def day(self) -> date:
        """The date to show, in the time zone that is active."""
        return local_day(self.published_at or self.first_seen_at)


def _day(moment: datetime) -> str:
    """The day, with its year if it is not this one."""
    day = local_day(moment)
    return date_format(day, "MONTH_DAY_FORMAT" if day.year == local_day().year else "DATE_FORMAT")
