from __future__ import annotations

import json
from datetime import datetime, timedelta
from secrets import token_hex

from django.db import models
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from careers.contrib.webhooks.endpoint import Endpoint
from careers.contrib.webhooks.events import TEST, event_choices
from careers.core.moments import local

MAX_SUBJECT_LENGTH = 64
MAX_TITLE_LENGTH = 255


class MessageState(models.TextChoices):
    WAITING = "waiting", _("Waiting")
    DELIVERED = "delivered", _("Delivered")
    GIVEN_UP = "given up", _("Given up")


def new_message_id() -> str:
    return f"msg_{token_hex(16)}"


class MessageQuerySet(models.QuerySet["Message"]):
    def waiting(self) -> MessageQuerySet:
        return self.filter(state=MessageState.WAITING)

    def to_send_again(self) -> MessageQuerySet:
        """Return messages that were given up, tests left out: these are sent once."""
        return self.filter(state=MessageState.GIVEN_UP).exclude(event=TEST)

    def send_again(self) -> int:
        """Have messages sent as if they were new, and return how many."""
        return self.update(state=MessageState.WAITING, tries=0, next_attempt_at=timezone.now())

    def with_turn(self) -> MessageQuerySet:
        """Annotate each with `is_in_turn`: none about the same subject waits before it."""
        return self.annotate(is_in_turn=~_earlier_ones())

    def next_in_turn(self) -> MessageQuerySet:
        """Return waiting messages before which none about the same subject is waiting."""
        return self.waiting().filter(~_earlier_ones())

    def due(self, moment: datetime) -> MessageQuerySet:
        """Return what is to be sent at `moment`, what has waited longest first."""
        return (
            self.next_in_turn()
            .filter(next_attempt_at__lte=moment)
            .order_by("next_attempt_at", "pk")
        )


def _earlier_ones() -> Exists:
    return Exists(
        Message.objects.waiting().filter(
            endpoint=OuterRef("endpoint"), subject=OuterRef("subject"), pk__lt=OuterRef("pk")
        )
    )


class Message(models.Model):
    """What an endpoint is told of one event, in the very text that is signed and sent.

    It is the same in every attempt, and so is `message_id`, by which a receiver knows a message
    that it has had already.
    """

    endpoint = models.ForeignKey(
        Endpoint, verbose_name=_("webhook"), on_delete=models.CASCADE, related_name="messages"
    )
    message_id = models.CharField(
        _("id"), max_length=64, unique=True, default=new_message_id, editable=False
    )
    event = models.CharField(_("event"), max_length=64, choices=event_choices)
    #: Messages with the same subject are sent in their order.
    subject = models.CharField(max_length=MAX_SUBJECT_LENGTH)
    title = models.CharField(_("page"), max_length=MAX_TITLE_LENGTH, blank=True)
    payload = models.TextField(_("payload"))
    created_at = models.DateTimeField(_("created"), default=timezone.now)
    state = models.CharField(
        _("state"), max_length=16, choices=MessageState, default=MessageState.WAITING
    )
    #: How often it was tried by the schedule of attempts.
    tries = models.PositiveSmallIntegerField(_("attempts"), default=0)
    next_attempt_at = models.DateTimeField(_("next attempt"), null=True, default=timezone.now)

    objects = MessageQuerySet.as_manager()

    content_version_ignore = True

    class Meta:
        verbose_name = _("webhook message")
        verbose_name_plural = _("webhook messages")
        ordering = ["-pk"]
        indexes = [
            models.Index(
                fields=["endpoint", "next_attempt_at"],
                condition=models.Q(state="waiting"),
                name="careers_webhooks_due",
            ),
            models.Index(
                fields=["endpoint", "subject", "id"],
                condition=models.Q(state="waiting"),
                name="careers_webhooks_in_turn",
            ),
            models.Index(fields=["created_at"], name="careers_webhooks_by_age"),
        ]

    def __str__(self) -> str:
        return f"{self.event} {self.title}".strip()

    def title_or_event(self) -> str:
        """What a list calls it."""
        return self.title or str(self.get_event_display())

    title_or_event.short_description = _("page")  # type: ignore[attr-defined]
    title_or_event.admin_order_field = "title"  # type: ignore[attr-defined]

    @property
    def is_waiting(self) -> bool:
        return self.state == MessageState.WAITING

    @property
    def next_step(self) -> str:
        """When a waiting message is sent, in words. For messages that come from `with_turn()`."""
        if not self.is_waiting or self.next_attempt_at is None:
            return ""
        if self.endpoint.is_paused:
            return gettext("When the webhook is resumed")
        if not getattr(self, "is_in_turn", True):
            return gettext("After an earlier one about the same page")
        moment = max(self.next_attempt_at, self.endpoint.rests_until or self.next_attempt_at)
        if moment <= timezone.now():
            return gettext("Now")
        return date_format(local(moment), "DATETIME_FORMAT")

    @property
    def readable_payload(self) -> str:
        return json.dumps(json.loads(self.payload), indent=2, ensure_ascii=False)


class Attempt(models.Model):
    """One request to an endpoint: what it answered, or why it couldn't be asked."""

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="attempts")
    made_at = models.DateTimeField(_("time"), default=timezone.now)
    status = models.PositiveSmallIntegerField(_("status"), null=True)
    excerpt = models.TextField(_("answer"), blank=True)
    #: A sentence for editors, or "" where the message was delivered.
    error = models.TextField(_("error"), blank=True)
    duration = models.DurationField(_("duration"), default=timedelta)

    content_version_ignore = True

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.error or str(self.status)

    @property
    def milliseconds(self) -> int:
        return round(self.duration.total_seconds() * 1000)
