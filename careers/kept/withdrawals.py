"""When a page was last taken away from visitors: unpublished, deleted, moved or made private."""

from __future__ import annotations

import os
from datetime import timedelta

from django.utils import timezone
from wagtail.models import PageLogEntry

from careers.kept.version import Version

#: The pages of a site are not shown here any more, but by a front end.
PAGES_SWITCHED_OFF = "careers.switch_off_pages"
#: What the log calls it.
ACTIONS = (
    PAGES_SWITCHED_OFF,
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
    """What this process knows of them: it asks when it meets content that it doesn't know yet.

    What the process knew that it was forked from may be old, and doesn't count.
    """

    def __init__(self) -> None:
        #: The process, and the number of the content.
        self.asked_for: tuple[int, int] | None = None
        self.last_at = 0.0

    def note(self, version: Version) -> None:
        if self.asked_for != (os.getpid(), version.number):
            self.last_at = last_withdrawal()
            self.asked_for = (os.getpid(), version.number)

    def may_show(self, made_at: float) -> bool:
        """Tell whether it is known that nothing was taken away since `made_at`."""
        if self.asked_for is None or self.asked_for[0] != os.getpid():
            return False
        return made_at > self.last_at + MAX_TRANSACTION


withdrawals = Withdrawals()
