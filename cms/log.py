"""Keep the log readable."""

from __future__ import annotations

import copy
import logging


class Formatter(logging.Formatter):
    """Writes one line for a request that Django refuses, such as one for a host of no site's."""

    def format(self, record: logging.LogRecord) -> str:
        if record.name.startswith("django.security."):
            record = copy.copy(record)  # other handlers get all of it
            record.exc_info = record.exc_text = None
        return super().format(record)
