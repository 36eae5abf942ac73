"""A pause before what has failed is asked again, and a line in the log."""

from __future__ import annotations

import logging
import time

logger = logging.getLogger(__name__)

#: Seconds after which the log says again that something is away.
REMINDER = 60.0


class Pause:
    """After a failure, lasts as long as it took to fail: what fails at once is asked each time."""

    def __init__(self, sentence: str) -> None:
        self.sentence = sentence
        self.ends_at = 0.0
        self.silent_until = 0.0

    @property
    def lasts(self) -> bool:
        return time.monotonic() < self.ends_at

    def begin(self, asked_at: float, error: Exception) -> None:
        now = time.monotonic()
        self.ends_at = now + (now - asked_at)
        if now >= self.silent_until:
            self.silent_until = now + REMINDER
            logger.error("%s: %s", self.sentence, error)
