"""Send a message of no event, to see whether it arrives."""

from __future__ import annotations

from django.utils import timezone

from careers.contrib.webhooks.attempts import Outcome, attempt
from careers.contrib.webhooks.endpoint import Endpoint
from careers.contrib.webhooks.events import TEST
from careers.contrib.webhooks.message import Message, MessageState, new_message_id
from careers.contrib.webhooks.payloads import payload_text


def send_test(endpoint: Endpoint) -> Outcome:
    """Send a test at once and once only, also to an endpoint that is paused."""
    moment, message_id = timezone.now(), new_message_id()
    message = Message.objects.create(
        endpoint=endpoint,
        message_id=message_id,
        event=TEST,
        subject=message_id,
        payload=payload_text(TEST, moment, {"surrogate_keys": []}),
        created_at=moment,
        # It never waits: nothing sends it again.
        state=MessageState.GIVEN_UP,
        next_attempt_at=None,
    )
    return attempt(message, endpoint)
