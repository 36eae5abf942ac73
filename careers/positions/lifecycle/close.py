from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext

from careers.core.local_dates import LocalDates
from careers.positions.lifecycle.apply_actions import AppliedAction
from careers.positions.open_and_closed import is_closed
from careers.positions.position_page import PositionPage


class Close(AppliedAction):
    """Close a position for candidates, now or as of `at`; its page stays and says so."""

    action_name = "close"
    log_action = "careers.close"
    changed_fields = ("closed_at",)

    def __init__(
        self, instance: PositionPage, user: Any = None, *, at: datetime | None = None
    ) -> None:
        super().__init__(instance, user)
        self.at = at or timezone.now()

    @classmethod
    def default_options(cls) -> dict[str, Any]:
        return {"at": timezone.now()}

    @property
    def options(self) -> dict[str, Any]:
        return {"at": self.at}

    def refusal(self, dates: LocalDates) -> str:
        title = {"title": self.instance.get_admin_display_title()}
        if self.instance.closed_at is not None:
            return gettext("“%(title)s” has been closed before.") % title
        if not self.instance.live:
            return gettext("“%(title)s” is not published.") % title
        if is_closed(self.instance, dates):
            return gettext("“%(title)s” is closed: its closing date is over.") % title
        return ""

    def values(self, dates: LocalDates) -> dict[str, Any]:
        return {"closed_at": self.at}
