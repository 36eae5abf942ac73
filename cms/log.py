"""Keep the log readable."""

from __future__ import annotations

import copy
import logging

#: Characters of the line about a request that is refused; addresses may be much longer.
MAX_REFUSAL = 300


class Formatter(logging.Formatter):
    """Writes one line for a request that Django refuses, such as one for a host of no site's."""

    def format(self, record: logging.LogRecord) -> str:
        if not record.name.startswith("django.security."):
            return super().format(record)
        record = copy.copy(record)  # other handlers get all of it
        record.exc_info = record.exc_text = None
        line = super().format(record)
        return line if len(line) <= MAX_REFUSAL else f"{line[:MAX_REFUSAL]}…"
