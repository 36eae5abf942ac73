"""Secrets of endpoints and signatures made with them, by the rules of Standard Webhooks 1.0.0."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable
from datetime import UTC, datetime
from secrets import token_bytes

from standardwebhooks import Webhook

from careers.core.moments import aware

#: Section “Signature scheme”: at least 24 bytes.
SECRET_BYTES = 32


def new_secret() -> str:
    return f"whsec_{b64encode(token_bytes(SECRET_BYTES)).decode()}"


def signed_headers(
    message_id: str, moment: datetime, payload: str, secrets: Iterable[str]
) -> dict[str, str]:
    """Return the headers of a message that is sent at `moment`, signed with each of `secrets`."""
    moment = aware(moment).astimezone(UTC)  # the library takes any other for UTC
    signatures = [Webhook(secret).sign(message_id, moment, payload) for secret in secrets]
    return {
        "webhook-id": message_id,
        "webhook-timestamp": str(int(moment.timestamp())),
        "webhook-signature": " ".join(signatures),
    }
