"""When a page was last taken away from visitors: unpublished, deleted, moved or made private."""

from __future__ import annotations

import math
from datetime import timedelta

from django.utils import timezone
from wagtail.models import PageLogEntry

from careers.kept.version import Version

#: What Wagtail's log calls it.
ACTIONS = (
    *("wagtail.delete", "wagtail.move", "wagtail.unpublish", "wagtail.unpublish.scheduled"),
    *("wagtail.view_restriction.create", "wagtail.view_restriction.edit"),
)
#: Later ones are asked for; no answer stands in for longer than a day.
PERIOD = timedelta(days=2)
#: Seconds from an entry in the log until its transaction is over and others see it.
MAX_TRANSACTION = 60.0


def last_withdrawal() -> float:
    """Return when it was, in seconds since 1970; 0 if it is long ago."""
    entries = PageLogEntry.objects.filter(action__in=ACTIONS, timestamp__gt=timezone.now() - PERIOD)
    last = entries.order_by("-timestamp").values_list("timestamp", flat=True).first()
    return last.timestamp() if last else 0.0


class Withdrawals:
    """What this process knows of them: it asks when it meets content that it doesn't know yet."""

    def __init__(self) -> None:
        self.number: int | None = None
        self.last_at = math.inf

    def note(self, version: Version) -> None:
        if version.number != self.number:
            self.last_at = last_withdrawal()
            self.number = version.number

    def may_show(self, made_at: float) -> bool:
        """Tell whether nothing was taken away since `made_at`."""
        return made_at > self.last_at + MAX_TRANSACTION


withdrawals = Withdrawals()
