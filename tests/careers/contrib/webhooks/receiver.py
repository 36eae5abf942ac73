"""An endpoint as a developer writes it: it verifies, and takes each message once."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from standardwebhooks import Webhook

from careers.contrib.webhooks.models import Endpoint
from careers.http.exceptions import HttpError
from careers.http.post import Posted
from careers.http.transport import Deadline


class Receiver:
    """Stands in for `careers.http.post.post`, and for all servers that it asks.

    `answers` are the statuses of the next answers, "lost" for one that doesn't arrive although the
    message did, and "away" for a server that isn't there; without any, it is 204.
    """

    def __init__(self) -> None:
        self.answers: list[int | str] = []
        #: The ids of all requests that came through.
        self.requests: list[str] = []
        self.headers: list[Mapping[str, str]] = []
        #: The messages that took effect, in their order.
        self.effects: list[dict[str, Any]] = []
        self.effective_ids: list[str] = []
        self.retry_after: timedelta | None = None
        #: Happens before and after a message takes effect.
        self.meanwhile: Callable[[], None] = lambda: None

    def post(
        self,
        url: str,
        content: bytes,
        headers: Mapping[str, str],
        deadline: Deadline,
        *,
        max_excerpt: int,
    ) -> Posted:
        self.meanwhile()
        answer = self.answers.pop(0) if self.answers else 204
        if answer == "away":
            raise HttpError("The server could not be reached.", is_temporary=True)
        self._verify(url, content.decode(), headers)
        self.requests.append(headers["webhook-id"])
        self.headers.append(headers)
        if answer == "lost" or 200 <= int(answer) < 300:
            self._take(headers["webhook-id"], json.loads(content))
        self.meanwhile()
        if answer == "lost":
            raise HttpError("The connection broke off.", is_temporary=True)
        return Posted(int(answer), f"answer {answer}", timedelta(seconds=0.1), self.retry_after)

    def _verify(self, url: str, content: str, headers: Mapping[str, str]) -> None:
        """As the library does it, but for the age of the timestamp: tests put the clock forward."""
        webhook = Webhook(Endpoint.objects.values_list("secret", flat=True).get(url=url))
        moment = datetime.fromtimestamp(int(headers["webhook-timestamp"]), UTC)
        signature = webhook.sign(headers["webhook-id"], moment, content)
        assert signature in headers["webhook-signature"].split(" ")

    def _take(self, message_id: str, message: dict[str, Any]) -> None:
        if message_id not in self.effective_ids:
            self.effective_ids.append(message_id)
            self.effects.append(message)

    @property
    def events(self) -> list[tuple[str, str]]:
        """The type of each message and the title of its page."""
        return [(each["type"], each["data"]["page"]["title"]) for each in self.effects]

    def clear(self) -> None:
        for noted in (self.requests, self.headers, self.effects, self.effective_ids):
            noted.clear()
