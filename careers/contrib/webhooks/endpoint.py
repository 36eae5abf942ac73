from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from careers.contrib.webhooks.events import all_events
from careers.contrib.webhooks.signing import new_secret
from careers.core.moments import local

MAX_URL_LENGTH = 2000
#: So long after a new secret, messages are signed with the previous one too.
ROTATION = timedelta(hours=24)


class PauseReason(models.TextChoices):
    """Why nothing is sent to an endpoint."""

    BY_HAND = "by hand", _("Paused")
    FAILING = "failing", _("Paused: it failed for three days")
    GONE = "gone", _("Paused: it is gone for good")


class EndpointQuerySet(models.QuerySet["Endpoint"]):
    def sending(self) -> EndpointQuerySet:
        """Return endpoints that are not paused."""
        return self.filter(paused_at=None)


class Endpoint(models.Model):
    """An address that is told of what happens on a site.

    For a stored endpoint, `save` without `update_fields` writes only the edited fields; all others
    are written by `update` on a queryset. So an editor and a delivery never overwrite each other.
    """

    EDITED = ("name", "site", "url", "events")

    name = models.CharField(_("name"), max_length=255)
    site = models.ForeignKey(
        Site,
        verbose_name=_("site"),
        on_delete=models.CASCADE,
        related_name="+",
        help_text=_("It is told of pages of this site alone."),
    )
    url = models.URLField(
        _("address"),
        max_length=MAX_URL_LENGTH,
        help_text=_("Messages are posted to it, for example https://example.com/webhooks."),
    )
    events = models.JSONField(_("events"), default=all_events)
    secret = models.CharField(max_length=100, default=new_secret, editable=False)
    previous_secret = models.CharField(max_length=100, blank=True, editable=False)
    #: Until then, messages are signed with the previous secret too.
    previous_secret_until = models.DateTimeField(null=True, blank=True, editable=False)

    paused_at = models.DateTimeField(null=True, blank=True, editable=False)
    pause_reason = models.CharField(max_length=16, choices=PauseReason, blank=True, editable=False)
    succeeded_at = models.DateTimeField(_("last success"), null=True, blank=True, editable=False)
    #: The first failure since the last success; `last_error` says what was wrong last.
    failing_since = models.DateTimeField(null=True, blank=True, editable=False)
    last_error = models.TextField(blank=True, editable=False)
    #: Nothing is sent before, as the endpoint asked for it or has failed several times in a row.
    rests_until = models.DateTimeField(null=True, blank=True, editable=False)
    #: The process that is sending, and until when nobody else may.
    claim = models.CharField(max_length=32, blank=True, editable=False)
    claimed_until = models.DateTimeField(null=True, blank=True, editable=False)
    #: When the task that is enqueued for it will run.
    wakes_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = EndpointQuerySet.as_manager()

    content_version_ignore = True

    class Meta:
        verbose_name = _("webhook")
        verbose_name_plural = _("webhooks")
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, update_fields: Iterable[str] | None = None, **kwargs: Any) -> None:
        if update_fields is None and not self._state.adding:
            update_fields = self.EDITED
        super().save(*args, update_fields=update_fields, **kwargs)

    @property
    def host(self) -> str:
        """The host of the address, whose path may be as secret as a password."""
        return urlsplit(self.url).netloc

    @property
    def is_paused(self) -> bool:
        return self.paused_at is not None

    @property
    def is_failing(self) -> bool:
        return self.failing_since is not None

    @property
    def state(self) -> str:
        """How sending goes, in a word or two."""
        if self.is_paused:
            return str(PauseReason(self.pause_reason or PauseReason.BY_HAND).label)
        if self.failing_since:
            return gettext("Failing since %(moment)s") % {"moment": _in_words(self.failing_since)}
        return gettext("Works") if self.succeeded_at else gettext("Nothing sent yet")

    @property
    def rotates_until(self) -> datetime | None:
        """Until when messages are signed with the previous secret too, if they are."""
        until = self.previous_secret_until
        return until if until and until > timezone.now() else None

    def secrets_at(self, moment: datetime) -> list[str]:
        """Return the secrets to sign with at `moment`."""
        if self.previous_secret_until is None or self.previous_secret_until <= moment:
            return [self.secret]
        return [self.secret, self.previous_secret]

    def renew_secret(self) -> str:
        """Store a new secret and return it; the previous one serves for another day."""
        self.secret, self.previous_secret = new_secret(), self.secret
        self.previous_secret_until = timezone.now() + ROTATION
        self.save(update_fields=["secret", "previous_secret", "previous_secret_until"])
        return self.secret


def _in_words(moment: datetime) -> str:
    return date_format(local(moment), "DATETIME_FORMAT")
