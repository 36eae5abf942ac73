"""Send a message once, and note what came of it."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from secrets import randbelow

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext

from careers.contrib.webhooks.endpoint import Endpoint, PauseReason
from careers.contrib.webhooks.message import Attempt, Message, MessageState
from careers.contrib.webhooks.pauses import pause
from careers.contrib.webhooks.signing import signed_headers
from careers.http.exceptions import HttpError
from careers.http.post import post
from careers.http.transport import Deadline

logger = logging.getLogger(__name__)

#: The pauses between attempts, three days in all (Standard Webhooks 1.0.0, section
#: “Deliverability and reliability”).
DELAYS = (
    timedelta(seconds=5),
    timedelta(minutes=5),
    timedelta(minutes=30),
    *(timedelta(hours=hours) for hours in (2, 5, 10, 14, 20, 24)),
)
#: An endpoint that has failed for so long is paused.
MAX_FAILING = timedelta(days=3)
MAX_SECONDS = 15.0
MAX_EXCERPT = 1000
GONE = 410


@dataclass(frozen=True)
class Outcome:
    """An attempt that was made, and how long the endpoint wants to be left alone."""

    attempt: Attempt
    retry_after: timedelta | None = None

    @property
    def is_success(self) -> bool:
        return not self.attempt.error


def attempt(message: Message, endpoint: Endpoint) -> Outcome:
    """Send `message` and note the outcome; whatever was wrong, nothing is raised."""
    outcome = _send(message, endpoint)
    _note(outcome, message, endpoint)
    return outcome


def next_attempt_at(tries: int, moment: datetime) -> datetime | None:
    """Return when a message is sent again after so many tries, or None if it is given up.

    Up to a fifth is added by chance, so that messages that failed together come one by one.
    """
    if tries > len(DELAYS):
        return None
    return moment + DELAYS[tries - 1] * (1 + randbelow(200) / 1000)


def _send(message: Message, endpoint: Endpoint) -> Outcome:
    moment = timezone.now()
    secrets = endpoint.secrets_at(moment)
    headers = {
        "Content-Type": "application/json",
        **signed_headers(message.message_id, moment, message.payload, secrets),
    }
    try:
        posted = post(
            endpoint.url,
            message.payload.encode(),
            headers,
            Deadline(MAX_SECONDS),
            max_excerpt=MAX_EXCERPT,
        )
    except HttpError as error:
        duration = timezone.now() - moment
        made = Attempt(message=message, made_at=moment, error=str(error), duration=duration)
        return Outcome(made)
    made = Attempt(
        message=message,
        made_at=moment,
        status=posted.status,
        excerpt=posted.excerpt,
        error=_refusal(posted.status),
        duration=posted.duration,
    )
    return Outcome(made, posted.retry_after)


def _refusal(status: int) -> str:
    """Return what a status means that is no success, in a sentence for editors."""
    if 200 <= status < 300:
        return ""
    if 300 <= status < 400:
        message = gettext("The endpoint answered %(status)d: it redirects. Enter its new address.")
    elif status in {401, 403}:
        message = gettext("The endpoint answered %(status)d: it may have another secret.")
    elif status == 404:
        message = gettext("The endpoint answered 404: nothing is at this address.")
    elif status == GONE:
        message = gettext("The endpoint answered 410: it is gone for good.")
    elif status == 429:
        message = gettext("The endpoint answered 429: it is told too much at once.")
    else:
        message = gettext("The endpoint answered %(status)d.")
    return message % {"status": status}


@transaction.atomic
def _note(outcome: Outcome, message: Message, endpoint: Endpoint) -> None:
    current = Message.objects.select_for_update().filter(pk=message.pk).first()
    if current is None:  # deleted meanwhile, with its endpoint
        return
    outcome.attempt.save()
    current.tries += 1
    if outcome.is_success:
        current.state, current.next_attempt_at = MessageState.DELIVERED, None
        _note_success(endpoint)
    else:
        current.next_attempt_at = _later(outcome, current.tries) if current.is_waiting else None
        if current.next_attempt_at is None:
            current.state = MessageState.GIVEN_UP
        _note_failure(outcome, endpoint)
    current.save(update_fields=["state", "tries", "next_attempt_at"])


def _later(outcome: Outcome, tries: int) -> datetime | None:
    moment = timezone.now()
    later = next_attempt_at(tries, moment)
    if later is None or outcome.retry_after is None:
        return later
    return max(later, moment + outcome.retry_after)


def _note_success(endpoint: Endpoint) -> None:
    Endpoint.objects.filter(pk=endpoint.pk).update(
        succeeded_at=timezone.now(), failing_since=None, last_error="", rests_until=None
    )


def _note_failure(outcome: Outcome, endpoint: Endpoint) -> None:
    moment, error = timezone.now(), outcome.attempt.error
    # The address may hold a password in its path: it stays out of the log.
    logger.warning("Webhook %s (%s): %s", endpoint.pk, endpoint.host, error)
    stored = Endpoint.objects.filter(pk=endpoint.pk)
    stored.update(failing_since=Coalesce(F("failing_since"), moment), last_error=error)
    if outcome.retry_after is not None:
        stored.update(rests_until=moment + outcome.retry_after)
    if outcome.attempt.status == GONE:
        pause(endpoint, PauseReason.GONE)
    elif stored.filter(failing_since__lte=moment - MAX_FAILING).exists():
        pause(endpoint, PauseReason.FAILING)
