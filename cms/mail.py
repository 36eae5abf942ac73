"""Mail by SMTP that never stands in the way of the work it tells of."""

from __future__ import annotations

import logging

from django.core.mail.backends import smtp

logger = logging.getLogger(__name__)


class EmailBackend(smtp.EmailBackend):
    """Where the mail server doesn't answer, or refuses the login, the log says so and work goes on.

    Wagtail sends mail within the request that submits a page, and catches only some of the errors.
    A server that failed is not asked again on the same connection, whatever the number of messages.
    """

    failed = False

    def open(self) -> bool | None:
        if self.failed:
            return None
        try:
            return super().open()
        except OSError as error:  # smtplib's errors, those of names and of TLS are all of this kind
            logger.error("No mail was sent, the mail server does not work: %s", error)
            self.failed = True
            return None

    def close(self) -> None:
        try:
            super().close()
        except OSError as error:
            logger.warning("The mail server broke off the connection: %s", error)
