"""Send what is due to an endpoint: one process at a time, and each subject in its order.

A message stays waiting until its outcome is noted. If a process dies in between, the message is
sent again with the same id, and the receiver knows it by that.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from secrets import token_hex

from django.db.models import Min, Q
from django.utils import timezone

from careers.contrib.webhooks.attempts import MAX_SECONDS, attempt
from careers.contrib.webhooks.endpoint import Endpoint
from careers.contrib.webhooks.message import Message

#: A process that has not begun another message for so long has died. Several times what the
#: longest attempt takes.
LEASE = timedelta(seconds=4 * MAX_SECONDS)
#: So many messages in one run, and the worker has time for other tasks.
MAX_MESSAGES = 50
#: After so many failures in a row an endpoint is left alone for a while.
MAX_FAILURES = 3
REST = timedelta(minutes=5)


@dataclass
class Sent:
    """How many messages of a run arrived and how many failed."""

    delivered: int = 0
    failed: int = 0
    failures_in_a_row: int = 0

    @property
    def total(self) -> int:
        return self.delivered + self.failed

    def count(self, *, is_success: bool) -> None:
        self.delivered += is_success
        self.failed += not is_success
        self.failures_in_a_row = 0 if is_success else self.failures_in_a_row + 1


def send_due(endpoint_id: int, max_messages: int = MAX_MESSAGES) -> Sent:
    """Send what is due to an endpoint, unless another process does."""
    sent = Sent()
    # Look again after a claim: what was written meanwhile has found the endpoint claimed.
    while sent.total < max_messages and _next_message(endpoint_id):
        with _claimed(endpoint_id) as claim:
            if claim is None:
                break
            _send_claimed(endpoint_id, claim, sent, max_messages)
    return sent


def next_run_at(endpoint_id: int) -> datetime | None:
    """Return when there is something to send to an endpoint next, or None."""
    endpoint = Endpoint.objects.sending().filter(pk=endpoint_id).first()
    if endpoint is None:
        return None
    waiting = Message.objects.next_in_turn().filter(endpoint=endpoint)
    moment: datetime | None = waiting.aggregate(first=Min("next_attempt_at"))["first"]
    if moment is None:
        return None
    return max(filter(None, (moment, endpoint.rests_until, endpoint.claimed_until)))


def _send_claimed(endpoint_id: int, claim: str, sent: Sent, max_messages: int) -> None:
    while sent.total < max_messages:
        endpoint = _renewed(endpoint_id, claim)
        message = _next_message(endpoint_id)
        if endpoint is None or message is None:
            return
        outcome = attempt(message, endpoint)
        sent.count(is_success=outcome.is_success)
        if sent.failures_in_a_row >= MAX_FAILURES:
            _let_rest(endpoint_id)
            return


def _next_message(endpoint_id: int) -> Message | None:
    moment = timezone.now()
    rested = Q(endpoint__rests_until=None) | Q(endpoint__rests_until__lte=moment)
    due = Message.objects.due(moment).filter(rested, endpoint=endpoint_id, endpoint__paused_at=None)
    return due.first()


def _let_rest(endpoint_id: int) -> None:
    until = timezone.now() + REST
    longer = Q(rests_until=None) | Q(rests_until__lt=until)
    Endpoint.objects.filter(longer, pk=endpoint_id).update(rests_until=until)


@contextmanager
def _claimed(endpoint_id: int) -> Iterator[str | None]:
    """Claim an endpoint for this process; gives None where another one has it."""
    moment, claim = timezone.now(), token_hex(16)
    free = Endpoint.objects.filter(
        Q(claimed_until=None) | Q(claimed_until__lt=moment), pk=endpoint_id
    )
    if not free.update(claim=claim, claimed_until=moment + LEASE):
        yield None
        return
    try:
        yield claim
    finally:
        Endpoint.objects.filter(pk=endpoint_id, claim=claim).update(claim="", claimed_until=None)


def _renewed(endpoint_id: int, claim: str) -> Endpoint | None:
    """Return the endpoint as it is now, if the claim to it still holds."""
    ours = Endpoint.objects.filter(pk=endpoint_id, claim=claim)
    ours.update(claimed_until=timezone.now() + LEASE)
    return ours.first()
