"""Mail by SMTP that never stands in the way of the work it tells of."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from smtplib import SMTPServerDisconnected
from typing import ClassVar

from django.core.mail import EmailMessage
from django.core.mail.backends import smtp

logger = logging.getLogger(__name__)

#: Seconds after which an attempt counts as slow.
SLOW = 2.0
#: Seconds for which a server that was slow to fail is not asked again.
PAUSE = 30.0


class EmailBackend(smtp.EmailBackend):
    """Where the mail server doesn't answer, or refuses the login, the log says so and work goes on.

    Wagtail sends mail within the request that submits a page, on several connections, and catches
    only some of the errors. A server that failed is not asked again on the same connection,
    whatever the number of messages, and one that never answers not for a while on any.
    """

    failed = False
    paused_until: ClassVar[float] = 0.0

    def open(self) -> bool | None:
        if self.failed:
            return None
        if time.monotonic() < EmailBackend.paused_until:
            self._note("it did not answer a moment ago")
            return None
        try:
            with pause_if_slow():
                return super().open()
        # smtplib's errors, those of names and of TLS are of the first kind; a name of a host that
        # can't be one is of the second.
        except (OSError, ValueError) as error:
            self._note(error)
            return None

    def _send(self, email_message: EmailMessage) -> bool:
        """Send one message. A refusal stops nobody, nor does an address that can't be one."""
        if self.failed:
            return False
        try:
            with pause_if_slow():
                return bool(super()._send(email_message))  # type: ignore[misc]
        except (TimeoutError, SMTPServerDisconnected) as error:
            self._note(error)
        except (OSError, ValueError) as error:
            # Its text would name the addressee.
            logger.error("A mail was not sent: %s", type(error).__name__)
        return False

    def close(self) -> None:
        try:
            with pause_if_slow():
                super().close()
        except OSError as error:
            logger.warning("The mail server broke off the connection: %s", error)

    def _note(self, error: object) -> None:
        logger.error("No mail was sent, the mail server does not work: %s", error)
        self.failed = True


@contextmanager
def pause_if_slow() -> Iterator[None]:
    """Leave the mail server alone for a while if what fails within has taken long to fail."""
    started = time.monotonic()
    try:
        yield
    except (OSError, ValueError):
        if time.monotonic() - started > SLOW:
            EmailBackend.paused_until = time.monotonic() + PAUSE
        raise
